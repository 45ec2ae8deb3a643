import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** PostgreSQL channel on which a turn that is under way hears of new work; the payload is the abonnement. */
export const afleveringKanaal = 'zgw_aflevering';

/** One distributor at a time: two would make rows of one main object in either order. */
const slot = 4203;

/**
 * Takes notifications from the outbox, oldest first, and makes one row per abonnement that wants them.
 * A notification is wanted when the abonnement has its kanaal and every filter there equals the characteristic (`*` takes
 * all); a CloudEvent when the abonnement takes CloudEvents and a part of the type and every filter on `data` agree.
 * Workflows that sleep are marked to be woken, turns that are under way hear it now.
 * @returns how many were taken
 */
export async function verdeel(tx: Vraagbaak, nu: Date, batch = 500): Promise<number> {
  const vrij = await tx.een<{ vrij: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${slot}) AS vrij`);
  if (!vrij?.vrij) return 0;
  const rij = await tx.een<{ n: number }>(sql`
    WITH genomen AS (
      DELETE FROM zgw_notificatie WHERE id IN (SELECT id FROM zgw_notificatie ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED)
      RETURNING id, kanaal, hoofdobject, bericht, bericht_id, soort, op
    ), verdeeld AS (
      INSERT INTO zgw_aflevering (abonnement, notificatie, hoofdobject, bericht, bericht_id, soort, op, niet_voor)
      SELECT a.uuid, g.id, g.hoofdobject, g.bericht, g.bericht_id, g.soort, g.op, ${nu}
      FROM genomen g JOIN abonnement a ON CASE g.soort
        WHEN 'notificatie' THEN EXISTS (
          SELECT 1 FROM jsonb_array_elements(a.gegevens->'kanalen') k
          WHERE k->>'naam' = g.kanaal AND ${klopt(sql`g.bericht->'kenmerken'`)})
        ELSE (a.gegevens->>'sendCloudevents')::boolean AND EXISTS (
          SELECT 1 FROM jsonb_array_elements(coalesce(a.gegevens->'cloudeventFilters', '[]')) k
          WHERE position(k->>'typeSubstring' IN g.bericht->>'type') > 0 AND ${klopt(sql`g.bericht->'data'`)})
        END
      ORDER BY g.id, a.uuid
      RETURNING abonnement
    ), wie AS (
      SELECT DISTINCT abonnement FROM verdeeld ORDER BY abonnement
    ), gewekt AS (
      INSERT INTO zgw_bezorging (abonnement) SELECT abonnement FROM wie
      ON CONFLICT (abonnement) DO UPDATE SET wekken = true
      WHERE zgw_bezorging.wek_niet_voor IS NULL OR zgw_bezorging.wek_niet_voor <= ${nu}
    ) SELECT (SELECT count(*)::int FROM genomen) AS n, (SELECT count(pg_notify(${afleveringKanaal}, abonnement::text)) FROM wie) AS gemeld`);
  return rij?.n ?? 0;
}

/** Every filter of the group `k` equals the value of the same name; `*` and nothing take all. */
const klopt = (waarden: ReturnType<typeof sql>) => sql`NOT EXISTS (
  SELECT 1 FROM jsonb_each_text(coalesce(k->'filters', '{}')) f
  WHERE f.value NOT IN ('', '*') AND f.value IS DISTINCT FROM ${waarden}->>f.key)`;
