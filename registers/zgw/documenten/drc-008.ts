import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** drc-008: a document goes only when nothing refers to it. */
export const drc008: Regel = async ({ tx, uuid, fout }) => {
  const relatie = await tx.een(
    sql`SELECT 1 FROM objectinformatieobject WHERE informatieobject = ${uuid}::uuid LIMIT 1`,
  );
  if (relatie)
    fout('nonFieldErrors', 'pending-relations', 'Het document heeft nog relaties met andere objecten.');
};

/** drc-009: nor while somebody is working on it; no lock can be given along. */
export const nietGelockt: Regel = ({ oud, fout }) => {
  if (oud?.lock) fout('nonFieldErrors', 'destroy-locked', 'Het document is gelockt; ontgrendel het eerst.');
};
