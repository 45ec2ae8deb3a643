import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** A statustype that is named beside a zaaktype belongs to it. */
export const statustypeVanZaaktype: Regel = async ({ tx, nieuw, fout }) => {
  if (!nieuw.statustype) return;
  const past = await tx.een(
    sql`SELECT 1 FROM statustype WHERE uuid = ${nieuw.statustype}::uuid AND zaaktype = ${nieuw.zaaktype}::uuid`,
  );
  if (!past)
    fout('nonFieldErrors', 'relations-incorrect-zaaktype', 'Het statustype hoort niet bij dit zaaktype.');
};
