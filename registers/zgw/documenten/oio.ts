import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

const vorm = /^~\/(zaken|besluiten)\/api\/v1\/(zaken|besluiten)\/([0-9a-f-]{36})$/;

/** drc-002, drc-004: the object exists, and knows the document already. */
export const drc004: Regel = async ({ tx, nieuw, extern, fout }) => {
  const object = nieuw.object as string;
  const [, , lijst, uuid] = vorm.exec(object) ?? [];
  if (!lijst) {
    const antwoord = extern.get(object);
    if (antwoord?.status !== 200) fout('object', 'bad-url', 'Dit adres geeft geen antwoord.');
    else if (nieuw.objectType !== 'verzoek')
      fout('object', 'invalid-resource', `Dit adres leidt niet naar een ${nieuw.objectType} van ons.`);
    return;
  }
  const soort = lijst === 'zaken' ? 'zaak' : 'besluit';
  const bestaat = await tx.een(sql`SELECT 1 FROM ${sql.table(soort)} WHERE uuid = ${uuid}::uuid`);
  if (!bestaat) return fout('object', 'bad-url', 'Dit object bestaat niet.');
  if (soort !== nieuw.objectType) return fout('objectType', 'invalid', 'Het object is van een andere soort.');
  const relatie = await tx.een(
    sql`SELECT 1 FROM ${sql.table(`${soort}informatieobject`)} WHERE ${sql.ref(soort)} = ${uuid}::uuid AND informatieobject = ${nieuw.informatieobject}::uuid`,
  );
  if (!relatie) fout('nonFieldErrors', 'inconsistent-relation', 'De bron kent deze relatie niet.');
};

/** drc-003: a document and an object have one relation. */
export const drc003: Regel = async ({ tx, nieuw, fout }) => {
  const ander = await tx.een(
    sql`SELECT 1 FROM objectinformatieobject WHERE informatieobject = ${nieuw.informatieobject}::uuid AND object = ${nieuw.object}`,
  );
  if (ander) fout('nonFieldErrors', 'unique', 'Deze relatie bestaat al.');
};

/** drc-004: a relation goes after the source has forgotten it. */
export const bronKentNietMeer: Regel = async ({ tx, oud, fout }) => {
  const [, , lijst, uuid] = vorm.exec(String(oud?.object)) ?? [];
  if (!lijst) return;
  const soort = lijst === 'zaken' ? 'zaak' : 'besluit';
  const relatie = await tx.een(
    sql`SELECT 1 FROM ${sql.table(`${soort}informatieobject`)} WHERE ${sql.ref(soort)} = ${uuid}::uuid AND informatieobject = ${oud?.informatieobject}::uuid`,
  );
  if (relatie) fout('nonFieldErrors', 'remote-relation-exists', 'De relatie bestaat nog in de bron.');
};
