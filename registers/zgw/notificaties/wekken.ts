import { type RawBuilder, sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { meldingKanaal } from '../../kader/uitbak.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { hoeftNietTeWachten } from './aflevering.ts';
import { afleveringKanaal, gewijzigd, verdeelZonder } from './verdeling.ts';

/** A signalled workflow gets this long before it is signalled again. */
const opwegMs = 5_000;
/** Work that nobody has looked at for so long was missed by its workflow. */
const gemistMs = 10_000;

const later = (nu: Date, ms: number): Date => new Date(nu.getTime() + ms);
const voorbij = (nu: Date): RawBuilder<unknown> => sql`(b.wek_niet_voor IS NULL OR b.wek_niet_voor <= ${nu})`;

/** Takes the abonnementen whose workflow must be woken. Who cannot wake one gives it back. */
export async function neemTeWekken(tx: Vraagbaak, nu: Date): Promise<string[]> {
  const rijen = await tx.alle<{ abonnement: string }>(sql`
    UPDATE zgw_bezorging b SET wekken = false, wek_niet_voor = ${later(nu, opwegMs)}
    WHERE abonnement IN (SELECT abonnement FROM zgw_bezorging WHERE wekken LIMIT 100 FOR UPDATE SKIP LOCKED)
    RETURNING abonnement`);
  return rijen.map((rij) => rij.abonnement);
}

/** Could not be woken: the next round tries again. */
export const geefTerug = (tx: Vraagbaak, abonnement: string): Promise<unknown> =>
  tx.doe(sql`UPDATE zgw_bezorging SET wekken = true WHERE abonnement = ${abonnement}::uuid`);

/** Marks a workflow to be woken, also out of its rest, and says so. */
export const wek = (tx: Vraagbaak, abonnement: string): Promise<unknown> =>
  tx.een(sql`
    WITH gewekt AS (
      INSERT INTO zgw_bezorging (abonnement) VALUES (${abonnement}::uuid)
      ON CONFLICT (abonnement) DO UPDATE SET wekken = true, wek_niet_voor = NULL RETURNING 1
    ) SELECT pg_notify(${meldingKanaal}, '') FROM gewekt`);

/**
 * Marks what must be woken and is not: the wake-up got lost in a crash, the workflow was ended by hand, the abonnement
 * is gone. Cheap to ask, done now and then.
 */
export const vindGemist = (tx: Vraagbaak, nu: Date): Promise<number> =>
  tx.doe(sql`
    UPDATE zgw_bezorging b SET wekken = true WHERE NOT wekken AND ${voorbij(nu)} AND (
      NOT EXISTS (SELECT 1 FROM abonnement a WHERE a.uuid = b.abonnement)
      OR EXISTS (
        SELECT 1 FROM zgw_aflevering d WHERE d.abonnement = b.abonnement AND d.opgegeven_op IS NULL
          AND d.niet_voor <= ${later(nu, -gemistMs)} AND NOT EXISTS (
            SELECT 1 FROM zgw_aflevering e WHERE e.abonnement = d.abonnement AND e.hoofdobject = d.hoofdobject
              AND e.opgegeven_op IS NULL AND e.pogingen > 0 AND e.id < d.id AND e.niet_voor > ${nu})))`);

/** A turn is under way: new work is heard by itself until then. */
export const isWakker = (tx: Vraagbaak, abonnement: string, tot: Date): Promise<unknown> =>
  tx.doe(sql`
    INSERT INTO zgw_bezorging (abonnement, wekken, wek_niet_voor) VALUES (${abonnement}::uuid, false, ${tot})
    ON CONFLICT (abonnement) DO UPDATE SET wek_niet_voor = ${tot}`);

/** Keeps the distributor from saying that there is work, until the turn has decided whether it sleeps. */
export const houdVast = (tx: Vraagbaak, abonnement: string): Promise<unknown> =>
  tx.een(sql`SELECT 1 FROM zgw_bezorging WHERE abonnement = ${abonnement}::uuid FOR UPDATE`);

/** The turn is over: whatever comes wakes the workflow again, or nothing does before `tot`. */
export const gaatSlapen = (tx: Vraagbaak, abonnement: string, tot: Date | null): Promise<unknown> =>
  tx.doe(sql`UPDATE zgw_bezorging SET wek_niet_voor = ${tot} WHERE abonnement = ${abonnement}::uuid`);

/** The abonnement is gone and so is its workflow. */
export const vergeet = (tx: Vraagbaak, abonnement: string): Promise<unknown> =>
  tx.doe(sql`DELETE FROM zgw_bezorging WHERE abonnement = ${abonnement}::uuid`);

/**
 * The workflow follows its abonnement: it begins with it, looks again after a change, and ends with it. A turn that is
 * under way sends nothing more to where it was.
 */
export const bezorgingVolgt: Regel = async ({ tx, actie, uuid, nu }) => {
  if (actie === 'create') await verdeelZonder(tx, uuid, nu);
  else await tx.een(sql`SELECT pg_notify(${afleveringKanaal}, ${`${uuid} ${gewijzigd}`})`);
  if (actie === 'update' || actie === 'partial_update') await hoeftNietTeWachten(tx, uuid, nu);
  await wek(tx, uuid);
};
