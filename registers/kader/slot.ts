import { type RawBuilder, sql } from 'kysely';
import type { Vraagbaak, Waarden } from './vraagbaak.ts';

/**
 * Takes a lock that lasts until the transaction ends, and asks a question behind it: of two writers of one thing the
 * second gets its answer after the first is done. Both statements travel together.
 */
export async function vraagAchterSlot<T = Waarden>(
  tx: Vraagbaak,
  slot: string,
  vraag: RawBuilder<T>,
): Promise<T | undefined> {
  const [, rij] = await Promise.all([
    tx.een(sql`SELECT pg_advisory_xact_lock(hashtextextended(${slot}, 0))`),
    tx.een(vraag),
  ]);
  return rij;
}
