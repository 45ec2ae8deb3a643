import { sql } from 'kysely';
import { leesOngebruikt } from '../documenten/gebruik.ts';
import type { Vraagbaak } from '../kader/vraagbaak.ts';

/** Where contents lie, as far as destroying them goes. */
export interface Wisbaar {
  /** Removes a content that nobody has put away since; `false` when somebody has. */
  wis(sha256: string, sinds: Date): Promise<boolean>;
}

/** An upload may have put a content away again and not yet said so in its row. */
const versMs = 3_600_000;

/** Remembers what else must go with what a list destroys, in the transaction that destroys it. */
export async function onthoudTeWissen(
  tx: Vraagbaak,
  lijst: string,
  soort: 'inhoud' | 'object',
  waarden: readonly string[],
): Promise<void> {
  if (waarden.length === 0) return;
  await tx.doe(sql`
    INSERT INTO te_wissen (lijst, soort, waarde) SELECT ${lijst}::uuid, ${soort}, w FROM unnest(${[...waarden]}::text[]) w ON CONFLICT DO NOTHING`);
}

/**
 * Removes what is left of what a list destroyed: kept answers to repeated requests, reserved numbers, and contents that
 * no document, version, part or attachment has any more. May run again at any line.
 * @returns how many contents must wait
 */
export async function wisSporen(tx: Vraagbaak, opslag: Wisbaar, lijst: string): Promise<number> {
  await tx.doe(sql`
    DELETE FROM zgw_idempotentie WHERE objecten && ARRAY(
      SELECT waarde FROM te_wissen WHERE lijst = ${lijst}::uuid AND soort = 'object')`);
  await tx.doe(sql`DELETE FROM te_wissen WHERE lijst = ${lijst}::uuid AND soort = 'object'`);
  const inhouden = await tx.alle<{ sha256: string }>(
    sql`SELECT waarde AS sha256 FROM te_wissen WHERE lijst = ${lijst}::uuid AND soort = 'inhoud'`,
  );
  const ongebruikt = new Set(
    await leesOngebruikt(
      tx,
      inhouden.map(({ sha256 }) => sha256),
    ),
  );
  let wacht = 0;
  for (const { sha256 } of inhouden) {
    if (ongebruikt.has(sha256) && !(await opslag.wis(sha256, new Date(Date.now() - versMs)))) {
      wacht += 1;
      continue;
    }
    await tx.doe(
      sql`DELETE FROM te_wissen WHERE lijst = ${lijst}::uuid AND soort = 'inhoud' AND waarde = ${sha256}`,
    );
  }
  return wacht;
}
