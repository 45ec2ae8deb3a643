import { type Kysely, sql, type Transaction } from 'kysely';
import { acceptAanleiding } from '../aanname/aanleiding.ts';
import type { Database } from '../database.ts';
import { recordHandeling } from './handeling.ts';
import { findWerk, orderOf, type Werk } from './werk.ts';

/** How long work stays with whoever took it without a sign of life. The page renews it while it is open. */
export const leaseMs = 30 * 60_000;
/** Candidates per skill and priority: more people than this never claim in the same millisecond. */
const headLength = 16;

/** What came of an act on work. `bezet`: somebody else has it. `gesloten`: it is done or no longer needed. */
export type Uitslag = { ok: true; werk: Werk } | { ok: false; reden: 'onbekend' | 'bezet' | 'gesloten' };

/** Gives work back of which the lease ran out. @returns how many */
export async function releaseExpired(db: Kysely<Database>, nu: Date): Promise<number> {
  const result = await sql`
    UPDATE taak SET status = 'open', medewerker = NULL, geclaimd_tot = NULL
    WHERE id IN (SELECT id FROM taak WHERE status = 'in_behandeling' AND geclaimd_tot < ${nu} FOR UPDATE SKIP LOCKED)
  `.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/**
 * Hands out the work that comes first for these skills: one transaction, so that two people never get the same.
 * @returns undefined when nothing waits
 */
export async function takeNext(
  db: Kysely<Database>,
  medewerker: string,
  vaardigheden: readonly string[],
  nu: Date,
): Promise<Werk | undefined> {
  return db.transaction().execute(async (trx) => {
    await releaseExpired(trx, nu);
    const { rows } = await sql<{ id: string }>`
      WITH kandidaat AS (
        SELECT t.id FROM unnest(${[...vaardigheden]}::text[]) v
        CROSS JOIN generate_series(1, 5) p
        CROSS JOIN LATERAL (
          SELECT id FROM taak WHERE status = 'open' AND vaardigheid = v AND prioriteit = p
          ORDER BY uiterlijk, id LIMIT ${headLength}
        ) t
      ), gekozen AS (
        SELECT taak.id FROM taak JOIN kandidaat ON kandidaat.id = taak.id
        WHERE taak.status = 'open' ORDER BY ${orderOf(nu)}, taak.id
        LIMIT 1 FOR UPDATE OF taak SKIP LOCKED
      )
      SELECT id FROM gekozen
    `.execute(trx);
    const id = rows[0]?.id;
    return id ? claim(trx, id, medewerker, nu) : undefined;
  });
}

/** Takes this work. Taking what one has renews the lease. */
export async function take(db: Kysely<Database>, id: string, medewerker: string, nu: Date): Promise<Uitslag> {
  return db.transaction().execute(async (trx) => {
    const row = await lockTaak(trx, id);
    if (!row) return { ok: false, reden: 'onbekend' };
    if (row.status === 'klaar' || row.status === 'vervallen') return { ok: false, reden: 'gesloten' };
    const mine = row.status === 'in_behandeling' && row.medewerker === medewerker;
    const free = row.status === 'open' || (row.geclaimd_tot !== null && row.geclaimd_tot < nu);
    if (!mine && !free) return { ok: false, reden: 'bezet' };
    if (!mine) return { ok: true, werk: await claim(trx, id, medewerker, nu) };
    await trx
      .updateTable('taak')
      .set({ geclaimd_tot: leaseEnd(nu) })
      .where('id', '=', id)
      .execute();
    return { ok: true, werk: (await findWerk(trx, id, nu))! };
  });
}

/** Puts work back on the list. Work that one no longer has stays as it is. */
export async function giveBack(
  db: Kysely<Database>,
  id: string,
  medewerker: string,
  nu: Date,
): Promise<Uitslag> {
  return db.transaction().execute(async (trx) => {
    const row = await lockTaak(trx, id);
    if (!row) return { ok: false, reden: 'onbekend' };
    if (row.status === 'klaar' || row.status === 'vervallen') return { ok: false, reden: 'gesloten' };
    if (row.status === 'in_behandeling') {
      if (row.medewerker !== medewerker) return { ok: false, reden: 'bezet' };
      await trx
        .updateTable('taak')
        .set({ status: 'open', medewerker: null, geclaimd_tot: null })
        .where('id', '=', id)
        .execute();
      await recordHandeling(trx, row, 'taak-teruggegeven', medewerker, nu);
    }
    return { ok: true, werk: (await findWerk(trx, id, nu))! };
  });
}

/** Locks the row until the end of the transaction: whoever comes second sees what the first one did. */
export function lockTaak(trx: Transaction<Database>, id: string) {
  return trx.selectFrom('taak').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

const leaseEnd = (nu: Date): Date => new Date(nu.getTime() + leaseMs);

async function claim(trx: Transaction<Database>, id: string, medewerker: string, nu: Date): Promise<Werk> {
  const row = await trx
    .updateTable('taak')
    .set({
      status: 'in_behandeling',
      medewerker,
      geclaimd_tot: leaseEnd(nu),
      // Whoever takes it reads the conversation as it is now.
      nieuw_bericht_op: null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordHandeling(trx, row, 'taak-genomen', medewerker, nu);
  const werk = (await findWerk(trx, id, nu))!;
  // A process does not care who works on its task; somebody who waits in a chat does.
  if (werk.soort !== 'taak') {
    await acceptAanleiding(trx, {
      stroom: werk.interactieId,
      doel: werk.verzoekId ? { verzoek: werk.kenmerk } : { interactie: werk.kenmerk },
      naam: 'taak-genomen',
      verwijzing: { taakSleutel: werk.sleutel },
    });
  }
  return werk;
}
