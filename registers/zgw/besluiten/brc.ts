import { sql } from 'kysely';
import { dagVan } from '../../kader/dag.ts';
import type { Regel } from '../../kader/regel.ts';
import { vraagAchterSlot } from '../../kader/slot.ts';
import { leesType } from '../catalogi/types.ts';

/** brc-001: the besluittype is published. */
export const brc001: Regel = async ({ tx, oud, nieuw, fout }) => {
  if (oud) return;
  const type = await leesType(tx, 'besluittype', nieuw.besluittype);
  if (type?.concept) fout('besluittype', 'not-published', 'Het besluittype is nog een concept.');
};

/** brc-002: identificatie is unique within the verantwoordelijkeOrganisatie, and made when it was not given. */
export const brc002: Regel = async ({ tx, actie, nieuw, uuid, nu, fout }) => {
  if (actie !== 'create') return;
  if (!nieuw.identificatie) {
    const rij = await tx.een<{ nummer: number }>(sql`SELECT nextval('besluit_nummer') AS nummer`);
    nieuw.identificatie = `BESLUIT-${nu.getUTCFullYear()}-${String(rij?.nummer ?? 0).padStart(10, '0')}`;
  }
  const ander = await vraagAchterSlot(
    tx,
    `besluit:${nieuw.verantwoordelijkeOrganisatie}:${nieuw.identificatie}`,
    sql`SELECT 1 FROM besluit WHERE verantwoordelijke_organisatie = ${nieuw.verantwoordelijkeOrganisatie} AND identificatie = ${nieuw.identificatie} AND uuid <> ${uuid}::uuid`,
  );
  if (ander)
    fout('identificatie', 'identificatie-niet-uniek', 'Deze identificatie bestaat al voor deze organisatie.');
};

/** Nobody has decided tomorrow what is decided (as in Open Zaak). */
export const besluitIsGenomen: Regel = ({ nieuw, gegeven, nu, fout }) => {
  if (gegeven.has('datum') && String(nieuw.datum) > dagVan(nu))
    fout('datum', 'future_not_allowed', 'De beslisdatum ligt in de toekomst.');
};

/** brc-005: the relation of a besluit and a document stands in Documenten too. */
export const brc005: Regel = async ({ tx, actie, oud, nieuw }) => {
  const van = oud ?? nieuw;
  const object = `~/besluiten/api/v1/besluiten/${van.besluit}`;
  if (actie === 'create')
    await tx.doe(
      sql`INSERT INTO objectinformatieobject (informatieobject, object, object_type) VALUES (${van.informatieobject}::uuid, ${object}, 'besluit') ON CONFLICT DO NOTHING`,
    );
  if (actie === 'destroy')
    await tx.doe(
      sql`DELETE FROM objectinformatieobject WHERE informatieobject = ${van.informatieobject}::uuid AND object = ${object}`,
    );
};

/** brc-006: a besluit stays with the case that it was taken in. Left empty means left alone. */
export const brc006Vast: Regel = ({ oud, nieuw, fout }) => {
  if (!oud?.zaak) return;
  nieuw.zaak ||= oud.zaak;
  if (nieuw.zaak !== oud.zaak)
    fout('zaak', 'wijzigen-niet-toegelaten', 'Dit veld mag niet gewijzigd worden.');
};

/** brc-006: the relation of a besluit and a case stands in Zaken too, and follows changes. */
export const brc006: Regel = async ({ tx, actie, oud, nieuw, uuid }) => {
  if (actie === 'destroy' || oud?.zaak === nieuw.zaak) return;
  if (oud?.zaak)
    await tx.doe(sql`DELETE FROM zaakbesluit WHERE zaak = ${oud.zaak}::uuid AND besluit = ${uuid}::uuid`);
  if (nieuw.zaak)
    await tx.doe(
      sql`INSERT INTO zaakbesluit (zaak, besluit, gegevens) VALUES (${nieuw.zaak}::uuid, ${uuid}::uuid, '{}') ON CONFLICT DO NOTHING`,
    );
};

/** brc-007: the besluittype is one of the zaaktype of the case (by name, over all versions). */
export const brc007: Regel = async ({ tx, nieuw, fout }) => {
  if (!nieuw.zaak) return;
  const past = await tx.een(sql`
    SELECT 1 FROM zaak z JOIN zaaktype t ON t.uuid = z.zaaktype JOIN besluittype k ON k.uuid = ANY(t.besluittypen)
    JOIN besluittype b ON b.uuid = ${nieuw.besluittype}::uuid AND b.catalogus = k.catalogus AND b.omschrijving = k.omschrijving WHERE z.uuid = ${nieuw.zaak}::uuid LIMIT 1`);
  if (!past)
    fout('nonFieldErrors', 'zaaktype-mismatch', 'Het besluittype hoort niet bij het zaaktype van de zaak.');
};

/** brc-008: the kind of document is one of the besluittype. */
export const brc008: Regel = async ({ tx, nieuw, fout }) => {
  const past = await tx.een(sql`
    SELECT 1 FROM besluit b JOIN besluittype t ON t.uuid = b.besluittype JOIN informatieobjecttype k ON k.uuid = ANY(t.informatieobjecttypen)
    JOIN enkelvoudiginformatieobject d ON d.uuid = ${nieuw.informatieobject}::uuid
    JOIN informatieobjecttype e ON e.uuid = d.informatieobjecttype AND e.catalogus = k.catalogus AND e.omschrijving = k.omschrijving WHERE b.uuid = ${nieuw.besluit}::uuid LIMIT 1`);
  if (!past)
    fout(
      'nonFieldErrors',
      'missing-besluittype-informatieobjecttype-relation',
      'Dit soort document hoort niet bij het besluittype.',
    );
};

/** brc-009: with a besluit go its relations in other registers; tables do the rest. */
export const brc009: Regel = async ({ tx, uuid }) => {
  await tx.doe(
    sql`DELETE FROM objectinformatieobject WHERE object = ${`~/besluiten/api/v1/besluiten/${uuid}`}`,
  );
};
