import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { nummerVan } from './zrc-002.ts';

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
  // All at once: a query and a lock per number, as a single case takes, would hold thousands of locks.
  while (nummers.length < aantal) {
    const rijen = await tx.alle<{ identificatie: string }>(sql`
      WITH nieuw AS (
        SELECT ${nummerVan(nu, sql`nextval('zaak_nummer')`)} AS identificatie FROM generate_series(1, ${aantal - nummers.length}::int)
      )
      INSERT INTO zaaknummer_gereserveerd (bronorganisatie, identificatie, op)
      SELECT ${bronorganisatie}, identificatie, ${nu} FROM nieuw
      WHERE NOT EXISTS (SELECT 1 FROM zaak z WHERE z.bronorganisatie = ${bronorganisatie} AND z.identificatie = nieuw.identificatie)
      ON CONFLICT DO NOTHING RETURNING identificatie`);
    nummers.push(...rijen.map((rij) => rij.identificatie));
  }
  return nummers;
}
