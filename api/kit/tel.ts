import { type RawBuilder, sql } from 'kysely';
import { Geheugen } from '../../platform/geheugen.ts';
import type { Opslag } from '../../registers/kader/vraagbaak.ts';
import { kenmerkVan } from './opslag.ts';

/**
 * Rows are counted exactly up to here; beyond it `count` is an estimate, since counting a million rows for every page
 * costs more than the page.
 */
export const exactTot = 50_000;
/** From so many rows of a table follows how many of all of them a limited caller may see. */
const steekproef = 20_000;

/** What is counted: rows of a table under a condition. */
export interface Telling {
  tabel: string;
  /** WHERE and all, or nothing. */
  conditie: RawBuilder<unknown>;
  /** The condition hides rows from the caller. */
  beperkt: boolean;
}

/** An estimate is given again for so long, milliseconds: who goes through many pages asks the same for each. */
const schattingMs = 10_000;
const schattingen = new WeakMap<Opslag, Geheugen<number>>();

/** How many rows there are for the caller. */
export async function telRijen(opslag: Opslag, telling: Telling, tot = exactTot): Promise<number> {
  const bewaard = schattingen.get(opslag) ?? new Geheugen<number>(schattingMs);
  schattingen.set(opslag, bewaard);
  // The condition has the rights of the caller in it: no other gets this number.
  const vraag = `${telling.tabel} ${kenmerkVan(telling.conditie)}`;
  const eerder = bewaard.lees(vraag);
  if (eerder !== undefined) return eerder;
  const aantal = await telNu(opslag, telling, tot);
  return aantal > tot ? bewaard.bewaar(vraag, aantal) : aantal;
}

async function telNu(opslag: Opslag, telling: Telling, tot: number): Promise<number> {
  const { tabel, conditie, beperkt } = telling;
  const geteld = await opslag.een<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM ${sql.table(tabel)} t ${conditie} LIMIT ${tot + 1}) t`,
  );
  const aantal = geteld?.n ?? 0;
  if (aantal <= tot) return aantal;
  return Math.max(aantal, await (beperkt ? schatZichtbare(opslag, telling) : schatAlle(opslag, telling)));
}

/** What the planner expects: it costs nothing, but follows from statistics over all rows. */
async function schatAlle(opslag: Opslag, { tabel, conditie }: Telling): Promise<number> {
  const plan = await opslag.een<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    sql`EXPLAIN (FORMAT JSON) SELECT 1 FROM ${sql.table(tabel)} t ${conditie}`,
  );
  return plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}

/** From a sample, in which only what the caller may see counts: statistics would tell of what is hidden. */
async function schatZichtbare(opslag: Opslag, { tabel, conditie }: Telling): Promise<number> {
  const grootte = await opslag.een<{ rijen: number }>(
    sql`SELECT reltuples AS rijen FROM pg_class WHERE oid = ${tabel}::regclass`,
  );
  const deel = Math.min(1, steekproef / Math.max(grootte?.rijen ?? 0, 1));
  // The same sample every time, so that the number does not jump from page to page.
  const geteld = await opslag.een<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM ${sql.table(tabel)} t TABLESAMPLE SYSTEM (${deel * 100}::real) REPEATABLE (1) ${conditie}`,
  );
  return Math.round((geteld?.n ?? 0) / deel);
}
