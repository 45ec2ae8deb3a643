import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Database } from '../database.ts';

/** The page of a medewerker who is present reports every 45 seconds; after this time without a report nobody is there. */
export const presenceMs = 2 * 60_000;

/** Reports a medewerker as present on these kanalen, or as gone from all. @param kanalen empty: gone */
export async function setAanwezig(
  db: Kysely<Database>,
  medewerker: string,
  kanalen: readonly Kanaal[],
  nu: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('medewerker_aanwezig')
      .where('medewerker', '=', medewerker)
      .where(sql<SqlBool>`kanaal <> ALL(${[...kanalen]}::text[])`)
      .execute();
    if (kanalen.length === 0) return;
    await trx
      .insertInto('medewerker_aanwezig')
      .values([...new Set(kanalen)].map((kanaal) => ({ medewerker, kanaal, gezien_op: nu })))
      .onConflict((conflict) => conflict.columns(['medewerker', 'kanaal']).doUpdateSet({ gezien_op: nu }))
      .execute();
  });
}

/** The kanalen on which this medewerker is present. */
export async function listAanwezig(db: Kysely<Database>, medewerker: string, nu: Date): Promise<Kanaal[]> {
  const rows = await db
    .selectFrom('medewerker_aanwezig')
    .select('kanaal')
    .where('medewerker', '=', medewerker)
    .where('gezien_op', '>', new Date(nu.getTime() - presenceMs))
    .execute();
  return rows.map(({ kanaal }) => kanaal);
}

/** How many medewerkers are there for this kanaal: a chat asks before it offers a conversation. */
export async function countAanwezig(db: Kysely<Database>, kanaal: Kanaal, nu: Date): Promise<number> {
  const { aantal } = await db
    .selectFrom('medewerker_aanwezig')
    .select((eb) => eb.fn.countAll<number>().as('aantal'))
    .where('kanaal', '=', kanaal)
    .where('gezien_op', '>', new Date(nu.getTime() - presenceMs))
    .executeTakeFirstOrThrow();
  return aantal;
}
