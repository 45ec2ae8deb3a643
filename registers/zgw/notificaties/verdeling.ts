import { type RawBuilder, sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** PostgreSQL channel on which a turn that is under way hears of new work; the payload is the abonnement … */
export const afleveringKanaal = 'zgw_aflevering';
/** … and this word when the abonnement itself was changed or removed. */
export const gewijzigd = 'gewijzigd';

/** One distributor at a time: two would make rows of one main object in either order. */
const slot = 4203;
/** An outbox that nobody emptied for hours is more than a client waits for. */
const langstMs = 5_000;

/** A longer name does not fit in an index; what stands for it keeps apart as well. */
const grootsteNaam = 1_000;

/** Names of characteristics are the same in either spelling: kanalen have `object_type`, messages `objectType`. */
const naam = (kolom: RawBuilder<unknown>) => sql`lower(replace(${kolom}, '_', ''))`;

/** The value of a characteristic: by its own name, or by its other spelling. */
const waarde = (waarden: RawBuilder<unknown>) => sql`coalesce(${waarden}->>f.key, (
  SELECT w.value FROM jsonb_each_text(CASE jsonb_typeof(${waarden}) WHEN 'object' THEN ${waarden} ELSE '{}' END) w
  WHERE ${naam(sql`w.key`)} = ${naam(sql`f.key`)} LIMIT 1))`;

/** No filter of the group `k` speaks against: `*` and nothing take all. `klopt` compares the filter with the value. */
const gewenst = (klopt: RawBuilder<unknown>) => sql`NOT EXISTS (
  SELECT 1 FROM jsonb_each_text(coalesce(k->'filters', '{}')) f WHERE f.value NOT IN ('', '*') AND NOT coalesce(${klopt}, false))`;
const kenmerk = waarde(sql`g.bericht->'kenmerken'`);
const gegeven = waarde(sql`g.bericht->'data'`);

/**
 * Takes notifications from the outbox, oldest first, and makes one row per abonnement that wants them.
 * A notification is wanted when the abonnement has its kanaal and every filter there equals the characteristic; a
 * CloudEvent when the abonnement takes CloudEvents, a part of the type agrees, and no filter differs from what `data`
 * tells (what it does not tell counts as agreed, as in Open Notificaties).
 * Workflows that sleep are marked to be woken, turns that are under way hear it now.
 * @param behalve gets nothing of it
 * @returns how many were taken
 */
export async function verdeel(
  tx: Vraagbaak,
  nu: Date,
  batch = 500,
  behalve: string | null = null,
): Promise<number> {
  const vrij = await tx.een<{ vrij: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${slot}) AS vrij`);
  if (!vrij?.vrij) return 0;
  const rij = await tx.een<{ n: number; wie: string[] }>(sql`
    WITH genomen AS (
      DELETE FROM zgw_notificatie WHERE id IN (SELECT id FROM zgw_notificatie ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED)
      RETURNING id, kanaal, hoofdobject, bericht, bericht_id, soort, op
    ), paren AS (
      SELECT g.id, a.uuid FROM abonnement a CROSS JOIN jsonb_array_elements(a.gegevens->'kanalen') k
      JOIN genomen g ON g.soort = 'notificatie' AND g.kanaal = k->>'naam' WHERE ${gewenst(sql`f.value = ${kenmerk}`)}
      UNION
      SELECT g.id, a.uuid FROM abonnement a CROSS JOIN jsonb_array_elements(coalesce(a.gegevens->'cloudeventFilters', '[]')) k
      JOIN genomen g ON g.soort = 'cloudevent' AND position(k->>'typeSubstring' IN g.bericht->>'type') > 0
      WHERE (a.gegevens->>'sendCloudevents')::boolean AND ${gewenst(sql`f.value = coalesce(${gegeven}, f.value)`)}
    ), verdeeld AS (
      INSERT INTO zgw_aflevering (abonnement, notificatie, hoofdobject, bericht, bericht_id, soort, op, niet_voor)
      SELECT p.uuid, g.id, CASE WHEN octet_length(g.hoofdobject) <= ${grootsteNaam} THEN g.hoofdobject
        ELSE encode(sha256(convert_to(g.hoofdobject, 'UTF8')), 'hex') END, g.bericht, g.bericht_id, g.soort, g.op, ${nu}
      FROM paren p JOIN genomen g ON g.id = p.id WHERE p.uuid IS DISTINCT FROM ${behalve}::uuid
      ORDER BY g.id, p.uuid
      RETURNING abonnement
    ) SELECT (SELECT count(*)::int FROM genomen) AS n, ARRAY(SELECT DISTINCT abonnement FROM verdeeld ORDER BY abonnement) AS wie`);
  // After the rows, and with them the locks on their abonnementen: who changes an abonnement locks in that order too.
  if (rij && rij.wie.length > 0)
    await tx.een(sql`
      WITH wie AS (
        SELECT unnest(${rij.wie}::uuid[]) AS abonnement
      ), gewekt AS (
        INSERT INTO zgw_bezorging (abonnement) SELECT abonnement FROM wie
        ON CONFLICT (abonnement) DO UPDATE SET wekken = true
        WHERE zgw_bezorging.wek_niet_voor IS NULL OR zgw_bezorging.wek_niet_voor <= ${nu}
      ) SELECT count(pg_notify(${afleveringKanaal}, abonnement::text)) FROM wie`);
  return rij?.n ?? 0;
}

/**
 * What was there before an abonnement is not for it: distributes it over the others first. Keeps whoever distributes
 * waiting until the abonnement is there for all to see.
 */
export async function verdeelZonder(tx: Vraagbaak, nieuw: string, nu: Date): Promise<void> {
  await tx.een(sql`SELECT pg_advisory_xact_lock(${slot})`);
  const tot = performance.now() + langstMs;
  while (performance.now() < tot && (await verdeel(tx, nu, 500, nieuw)) > 0);
}
