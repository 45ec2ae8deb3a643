import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { hoeftNietTeWachten } from './aflevering.ts';
import { wek } from './wekken.ts';

/** A message that was refused too often and is laid aside. */
export interface Opgegeven {
  id: number;
  abonnement: string;
  soort: string;
  bericht_id: string;
  pogingen: number;
  laatste_fout: string | null;
  op: string | null;
  opgegeven_op: string;
}

/** What an operator means: one message, or all of one abonnement. */
export type Keuze = { abonnement: string; id?: number };

const bedoeld = ({ abonnement, id }: Keuze) =>
  sql`abonnement = ${abonnement}::uuid AND opgegeven_op IS NOT NULL AND (${id ?? null}::bigint IS NULL OR id = ${id ?? null}::bigint)`;

/** What was laid aside, oldest first. */
export const leesOpgegeven = (tx: Vraagbaak, abonnement?: string): Promise<Opgegeven[]> =>
  tx.alle<Opgegeven>(sql`
    SELECT id, abonnement, soort, bericht_id, pogingen, laatste_fout, op, opgegeven_op FROM zgw_aflevering
    WHERE opgegeven_op IS NOT NULL AND (${abonnement ?? null}::uuid IS NULL OR abonnement = ${abonnement ?? null}::uuid)
    ORDER BY abonnement, id`);

/** Puts what was laid aside back in its place, and what waits for its time to the front. @returns how many were laid aside */
export async function stuurOpnieuw(tx: Vraagbaak, keuze: Keuze, nu: Date): Promise<number> {
  await hoeftNietTeWachten(tx, keuze.abonnement, nu);
  const aantal = await tx.doe(
    sql`UPDATE zgw_aflevering SET opgegeven_op = NULL, pogingen = 0, niet_voor = ${nu} WHERE ${bedoeld(keuze)}`,
  );
  await wek(tx, keuze.abonnement);
  return aantal;
}

/** Drops what was laid aside, for good. @returns how many */
export async function laatVallen(tx: Vraagbaak, keuze: Keuze): Promise<number> {
  const aantal = await tx.doe(sql`DELETE FROM zgw_aflevering WHERE ${bedoeld(keuze)}`);
  await wek(tx, keuze.abonnement);
  return aantal;
}
