import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** No other row of the table has the same values in these columns; fields and columns have one name here. */
export function uniek(tabel: string, ...velden: string[]): Regel {
  return async ({ tx, nieuw, uuid, fout }) => {
    const gelijk = velden.map((veld) => sql`${sql.ref(veld)}::text = ${nieuw[veld]}`);
    const ander = await tx.een(
      sql`SELECT 1 FROM ${sql.table(tabel)} WHERE ${sql.join(gelijk, sql` AND `)} AND uuid <> ${uuid}::uuid`,
    );
    if (ander) fout('nonFieldErrors', 'unique', `De combinatie van ${velden.join(' en ')} bestaat al.`);
  };
}

/** A case has one resultaat. */
export const resultaatIsUniek: Regel = async ({ tx, nieuw, fout }) => {
  const ander = await tx.een(sql`SELECT 1 FROM resultaat WHERE zaak = ${nieuw.zaak}::uuid`);
  if (ander) fout('zaak', 'unique', 'De zaak heeft al een resultaat.');
};
