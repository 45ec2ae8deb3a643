import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { nieuwSlot } from './drc-009.ts';

/** A part of a document that comes in parts is at most this large, bytes. */
export const deelgrootte = 50 * 1_048_576;

/** Keeps the version that is replaced, and numbers the new one. */
export const nieuweVersie: Regel = async ({ tx, actie, oud, nieuw, uuid, nu }) => {
  if (actie === 'create') {
    nieuw.versie = 1;
    nieuw.beginRegistratie = nu.toISOString();
    return;
  }
  if (!oud || actie === 'destroy') return;
  await tx.doe(sql`
    INSERT INTO eio_versie (informatieobject, versie, begin_registratie, inhoud_sha256, rij)
    SELECT uuid, versie, begin_registratie, inhoud_sha256, to_jsonb(e) FROM enkelvoudiginformatieobject e WHERE uuid = ${uuid}::uuid`);
  nieuw.versie = (oud.versie as number) + 1;
  // Two versions within one millisecond keep their order.
  nieuw.beginRegistratie = new Date(
    Math.max(nu.getTime(), new Date(oud.beginRegistratie as string).getTime() + 1),
  ).toISOString();
};

/** A document whose content is announced by its size only comes in parts, under a lock that is given at once. */
export const wachtOpDelen: Regel = ({ actie, nieuw }) => {
  if (actie === 'create' && nieuw.inhoud === null && nieuw.bestandsomvang) nieuw.lock = nieuwSlot();
};

/** Makes the parts that a document waits for, anew when its content or size is announced anew. */
export const maakDelen: Regel = async ({ tx, actie, nieuw, uuid, gegeven }) => {
  if (actie === 'destroy') return;
  const aangekondigd = gegeven.has('bestandsomvang') || gegeven.has('inhoud');
  if (actie === 'partial_update' && !aangekondigd) return;
  if (actie !== 'create') await tx.doe(sql`DELETE FROM bestandsdeel WHERE informatieobject = ${uuid}::uuid`);
  const omvang = nieuw.bestandsomvang as number | null;
  if (nieuw.inhoud !== null || !omvang) return;
  await tx.doe(sql`
    INSERT INTO bestandsdeel (informatieobject, volgnummer, omvang)
    SELECT ${uuid}::uuid, n + 1, least(${deelgrootte}::bigint, ${omvang}::bigint - n * ${deelgrootte}::bigint) FROM generate_series(0, (${omvang}::bigint - 1) / ${deelgrootte}::bigint) n`);
};
