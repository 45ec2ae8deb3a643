import { sql } from 'kysely';
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
  const inhouden = await tx.alle<{ sha256: string; gebruikt: boolean }>(sql`
    SELECT w.waarde AS sha256, EXISTS (SELECT 1 FROM enkelvoudiginformatieobject e WHERE e.inhoud_sha256 = w.waarde)
      OR EXISTS (SELECT 1 FROM eio_versie v WHERE v.inhoud_sha256 = w.waarde)
      OR EXISTS (SELECT 1 FROM bestandsdeel d WHERE d.sha256 = w.waarde)
      OR EXISTS (SELECT 1 FROM bijlage b WHERE b.sha256 = w.waarde) AS gebruikt
    FROM te_wissen w WHERE w.lijst = ${lijst}::uuid AND w.soort = 'inhoud'`);
  let wacht = 0;
  for (const { sha256, gebruikt } of inhouden) {
    if (!gebruikt && !(await opslag.wis(sha256, new Date(Date.now() - versMs)))) {
      wacht += 1;
      continue;
    }
    await tx.doe(
      sql`DELETE FROM te_wissen WHERE lijst = ${lijst}::uuid AND soort = 'inhoud' AND waarde = ${sha256}`,
    );
  }
  return wacht;
}
