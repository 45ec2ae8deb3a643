import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** One notification that one abonnement still has to get. */
export interface Aflevering {
  id: number;
  abonnement: string;
  bericht: Record<string, unknown>;
  pogingen: number;
  callback_url: string;
  auth: string;
}

/** After so many refusals a notification is laid aside for the operator (about a day and a half). */
export const maximumPogingen = 20;

/** Seconds until the next attempt: doubling from one second, at most three hours. */
export const wachttijd = (pogingen: number): number => Math.min(2 ** pogingen, 10_800);

/**
 * Takes notifications from the outbox, oldest first, and makes one row per abonnement that wants them: subscribed to
 * the kanaal, and every filter it has equals the characteristic (`*` takes all). @returns how many were taken
 */
export async function verdeel(tx: Vraagbaak, nu: Date, batch = 500): Promise<number> {
  const rij = await tx.een<{ n: number }>(sql`
    WITH genomen AS (
      DELETE FROM zgw_notificatie WHERE id IN (SELECT id FROM zgw_notificatie ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING id, kanaal, hoofdobject, bericht
    ), verdeeld AS (
      INSERT INTO zgw_aflevering (abonnement, notificatie, hoofdobject, bericht, niet_voor)
      SELECT a.uuid, g.id, g.hoofdobject, g.bericht, ${nu}
      FROM genomen g JOIN abonnement a ON EXISTS (
        SELECT 1 FROM jsonb_array_elements(a.gegevens->'kanalen') k
        WHERE k->>'naam' = g.kanaal AND NOT EXISTS (
          SELECT 1 FROM jsonb_each_text(coalesce(k->'filters', '{}')) f
          WHERE f.value NOT IN ('', '*') AND f.value IS DISTINCT FROM g.bericht->'kenmerken'->>f.key))
      ORDER BY g.id, a.uuid
    ) SELECT count(*)::int AS n FROM genomen`);
  return rij?.n ?? 0;
}

/** Abonnementen with something to deliver now. */
export async function aanDeBeurt(tx: Vraagbaak, nu: Date): Promise<string[]> {
  const rijen = await tx.alle<{ abonnement: string }>(sql`
    SELECT a.uuid AS abonnement FROM abonnement a
    WHERE EXISTS (SELECT 1 FROM zgw_aflevering d WHERE d.abonnement = a.uuid AND d.opgegeven_op IS NULL AND d.niet_voor <= ${nu})`);
  return rijen.map((rij) => rij.abonnement);
}

/** What one abonnement may get now: of each main object the oldest only. */
export function leesBeurt(tx: Vraagbaak, abonnement: string, nu: Date, batch = 50): Promise<Aflevering[]> {
  return tx.alle<Aflevering>(sql`
    SELECT d.id, d.abonnement, d.bericht, d.pogingen, a.callback_url, a.gegevens->>'auth' AS auth
    FROM zgw_aflevering d JOIN abonnement a ON a.uuid = d.abonnement
    WHERE d.abonnement = ${abonnement}::uuid AND d.opgegeven_op IS NULL AND d.niet_voor <= ${nu}
      AND NOT EXISTS (SELECT 1 FROM zgw_aflevering e WHERE e.abonnement = d.abonnement AND e.hoofdobject = d.hoofdobject AND e.opgegeven_op IS NULL AND e.id < d.id)
    ORDER BY d.id LIMIT ${batch} FOR UPDATE OF d SKIP LOCKED`);
}

/** Delivered: nothing is kept. */
export const isAfgeleverd = (tx: Vraagbaak, ids: number[]): Promise<number> =>
  tx.doe(sql`DELETE FROM zgw_aflevering WHERE id = ANY(${ids}::bigint[])`);

/** Refused: tried again later, or laid aside. @param fout a status or a word, never what the other side wrote */
export async function isMislukt(
  tx: Vraagbaak,
  { id, pogingen }: Aflevering,
  fout: string,
  nu: Date,
): Promise<void> {
  const nieuw = pogingen + 1;
  const weer = new Date(nu.getTime() + wachttijd(nieuw) * 1_000);
  await tx.doe(sql`
    UPDATE zgw_aflevering SET pogingen = ${nieuw}, niet_voor = ${weer}, laatste_fout = ${fout}, opgegeven_op = ${nieuw >= maximumPogingen ? nu : null} WHERE id = ${id}`);
}
