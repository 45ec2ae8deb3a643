import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** Keeps the name behind a pseudonym, so that colleagues see who did what. Klanten see the role only. */
export async function saveMedewerker(
  db: Kysely<Database>,
  pseudoniem: string,
  naam: string,
  nu: Date,
): Promise<void> {
  await db
    .insertInto('medewerker')
    .values({ pseudoniem, naam, ingelogd_op: nu })
    .onConflict((conflict) => conflict.column('pseudoniem').doUpdateSet({ naam, ingelogd_op: nu }))
    .execute();
}

/** Names of colleagues by pseudonym; unknown ones are absent. */
export async function readNamen(
  db: Kysely<Database>,
  pseudoniemen: Iterable<string | null>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(pseudoniemen)].filter((pseudoniem) => pseudoniem !== null);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('medewerker')
    .select(['pseudoniem', 'naam'])
    .where('pseudoniem', 'in', wanted)
    .execute();
  return new Map(rows.map(({ pseudoniem, naam }) => [pseudoniem, naam]));
}
