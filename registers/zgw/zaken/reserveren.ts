import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { vrijNummer } from './zrc-002.ts';

/**
 * Sets numbers aside for cases to come (Zaken 1.7, `zaaknummer_reserveren`). A case gets one by naming it; they are
 * never given out otherwise.
 */
export async function reserveer(
  tx: Vraagbaak,
  bronorganisatie: string,
  aantal: number,
  nu: Date,
): Promise<string[]> {
  const nummers: string[] = [];
  while (nummers.length < aantal) nummers.push(await vrijNummer(tx, bronorganisatie, nu));
  await tx.doe(sql`
    INSERT INTO zaaknummer_gereserveerd (bronorganisatie, identificatie, op)
    SELECT ${bronorganisatie}, n, ${nu} FROM unnest(${nummers}::text[]) n`);
  return nummers;
}
