import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { wachtOpBeurt } from './beurt.ts';
import { leesTypen, type Typetabel } from './types.ts';
import { alleenEinde, corrigeert } from './ztc-009.ts';

/**
 * ztc-010: what belongs to a published zaaktype is frozen, but for a correction (since 1.3.2 also making it).
 * @param code the one that clients know for this resource
 */
export function ztc010(code: 'non-concept-zaaktype' | 'non-concept-relation'): Regel {
  return async (wijziging) => {
    const uuids = [wijziging.oud?.zaaktype, wijziging.nieuw.zaaktype];
    await wachtOpBeurt(wijziging.tx, uuids);
    if (corrigeert(wijziging)) return;
    const zaaktypen = await leesTypen(wijziging.tx, 'zaaktype', uuids);
    if (zaaktypen.some((type) => !type.concept))
      wijziging.fout('nonFieldErrors', code, 'Het zaaktype is gepubliceerd.');
  };
}

const melding = 'Er is een relatie met een gepubliceerd type.';

/** A type may not be tied to a published one, nor change while it is. */
export function zonderGepubliceerde(tabel: Typetabel, veld: string): Regel {
  return async (wijziging) => {
    if (alleenEinde(wijziging) || corrigeert(wijziging)) return;
    const uuids = [
      ...((wijziging.oud?.[veld] as string[] | undefined) ?? []),
      ...((wijziging.nieuw[veld] as string[]) ?? []),
    ];
    const typen = await leesTypen(wijziging.tx, tabel, uuids);
    if (typen.some((type) => !type.concept))
      wijziging.fout('nonFieldErrors', 'non-concept-relation', melding);
  };
}

/** The same seen from the other side: a published row of `tabel` refers to this one in its column `kolom`. */
export function nietInGebruikBij(tabel: Typetabel, kolom: string): Regel {
  return async (wijziging) => {
    if (!wijziging.oud || alleenEinde(wijziging) || corrigeert(wijziging)) return;
    const ander = await wijziging.tx.een(
      sql`SELECT 1 FROM ${sql.table(tabel)} WHERE ${sql.ref(kolom)} @> ARRAY[${wijziging.uuid}::uuid] AND NOT concept LIMIT 1`,
    );
    if (ander) wijziging.fout('nonFieldErrors', 'non-concept-relation', melding);
  };
}

/** A zaaktype that knows a published kind of document does not go (as Open Zaak has it). */
export const zonderGepubliceerdeDocumenttypen: Regel = async (wijziging) => {
  if (wijziging.actie !== 'destroy' || corrigeert(wijziging)) return;
  const ander = await wijziging.tx.een(sql`
    SELECT 1 FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype i ON i.uuid = r.informatieobjecttype
    WHERE r.zaaktype = ${wijziging.uuid}::uuid AND NOT i.concept LIMIT 1`);
  if (ander) wijziging.fout('nonFieldErrors', 'non-concept-relation', melding);
};
