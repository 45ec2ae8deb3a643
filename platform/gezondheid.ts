import { sql } from 'kysely';
import type { Db } from './database.ts';

const beatMs = 3_000;
/** A part that missed this many milliseconds counts as down. */
const silentMs = 15_000;

/** Writes down every few seconds that a part lives. */
export function startHeartbeat(db: Db, naam: string): { stop(): void } {
  const beat = (): void => {
    sql`INSERT INTO onderdeel (naam, gezien_op) VALUES (${naam}, clock_timestamp())
        ON CONFLICT (naam) DO UPDATE SET gezien_op = excluded.gezien_op`
      .execute(db)
      // The database being away is told by the health check itself.
      .catch(() => undefined);
  };
  beat();
  const timer = setInterval(beat, beatMs);
  return { stop: () => clearInterval(timer) };
}

export interface Onderdeelstand {
  status: 'up' | 'down';
  /** What is wrong, in one sentence for an operator. */
  reden?: string;
}

/** One check of one part; it has two seconds. */
export async function checkOnderdeel(check: () => Promise<unknown>): Promise<Onderdeelstand> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer within 2 seconds.')), 2_000);
  });
  try {
    await Promise.race([check(), late]);
    return { status: 'up' };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return {
      status: 'down',
      reden:
        typeof code === 'string' ? code : error instanceof Error ? error.message.slice(0, 200) : 'Unknown.',
    };
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Error when the part has not been heard of lately */
export async function checkHeartbeat(db: Db, naam: string): Promise<void> {
  const { rows } = await sql<{ alive: boolean }>`
    SELECT gezien_op > clock_timestamp() - make_interval(secs => ${silentMs / 1000}) AS alive FROM onderdeel WHERE naam = ${naam}
  `.execute(db);
  if (!rows[0]?.alive) throw new Error(`The ${naam} has not been heard of for ${silentMs / 1000} seconds.`);
}
