import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** identificatie is unique within the bronorganisatie, and made when it was not given. */
export const documentIdentificatie: Regel = async ({ tx, actie, nieuw, uuid, gegeven, nu, fout }) => {
  if (actie === 'create' && !nieuw.identificatie) {
    const rij = await tx.een<{ nummer: number }>(sql`SELECT nextval('document_nummer') AS nummer`);
    nieuw.identificatie = `DOCUMENT-${nu.getUTCFullYear()}-${String(rij?.nummer ?? 0).padStart(10, '0')}`;
  } else if (!gegeven.has('identificatie') && !gegeven.has('bronorganisatie')) return;
  await tx.een(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`document:${nieuw.bronorganisatie}:${nieuw.identificatie}`}, 0))`,
  );
  const ander = await tx.een(
    sql`SELECT 1 FROM enkelvoudiginformatieobject WHERE bronorganisatie = ${nieuw.bronorganisatie} AND identificatie = ${nieuw.identificatie} AND uuid <> ${uuid}::uuid`,
  );
  if (ander)
    fout(
      'identificatie',
      'identificatie-niet-uniek',
      'Deze identificatie bestaat al voor deze bronorganisatie.',
    );
};
