import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** zrc-005: the relation of a case and a document stands in Documenten too, for as long as it exists here. */
export const zrc005: Regel = async ({ tx, actie, oud, nieuw }) => {
  const van = oud ?? nieuw;
  const object = `~/zaken/api/v1/zaken/${van.zaak}`;
  if (actie === 'create')
    await tx.doe(
      sql`INSERT INTO objectinformatieobject (informatieobject, object, object_type) VALUES (${van.informatieobject}::uuid, ${object}, 'zaak') ON CONFLICT DO NOTHING`,
    );
  if (actie === 'destroy')
    await tx.doe(
      sql`DELETE FROM objectinformatieobject WHERE informatieobject = ${van.informatieobject}::uuid AND object = ${object}`,
    );
};
