import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/**
 * Waits until nobody else publishes these zaaktypen or writes what belongs to them, until the transaction ends: whether a
 * zaaktype is frozen, and what it has already, is then so when the row is written.
 */
export async function wachtOpBeurt(tx: Vraagbaak, zaaktypen: readonly unknown[]): Promise<void> {
  const uuids = new Set(zaaktypen.filter((uuid): uuid is string => typeof uuid === 'string'));
  // In one order: who moves a row to another zaaktype waits for two.
  for (const uuid of [...uuids].sort())
    await tx.een(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`zaaktype-delen:${uuid}`}, 0))`);
}
