import { type Kysely, sql } from 'kysely';
import { findOnderwerp } from '../berichten/onderwerp.ts';
import type { Database } from '../database.ts';

export interface NieuweTaak {
  kenmerk: string;
  /** The same sleutel again changes nothing. */
  sleutel: string;
  soort: 'taak' | 'bericht' | 'gesprek';
  naam: string;
  vaardigheid: string;
  prioriteit: number;
  /** Milliseconds since the epoch. */
  uiterlijk: number;
}

/** Puts work in the queue of people and wakes their screens. */
export async function openTaak(db: Kysely<Database>, nieuw: NieuweTaak, nu: Date): Promise<void> {
  const over = await findOnderwerp(db, nieuw.kenmerk);
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('taak')
      .values({
        sleutel: nieuw.sleutel,
        verzoek_id: over.verzoek?.id ?? null,
        interactie_id: over.interactieId,
        soort: nieuw.soort,
        naam: nieuw.naam,
        vaardigheid: nieuw.vaardigheid,
        prioriteit: nieuw.prioriteit,
        uiterlijk: new Date(nieuw.uiterlijk),
        aangemaakt_op: nu,
      })
      .onConflict((conflict) => conflict.column('sleutel').doNothing())
      .execute();
    if (over.verzoek && nieuw.soort === 'taak') {
      await trx
        .updateTable('verzoek')
        .set({
          status: 'in_behandeling',
          fase: 'wacht-op-medewerker',
          wacht_op: nieuw.naam,
          uiterlijk: new Date(nieuw.uiterlijk),
        })
        .where('id', '=', over.verzoek.id)
        .where('afgesloten_op', 'is', null)
        .execute();
    }
    await sql`SELECT pg_notify('werk', '')`.execute(trx);
  });
}

/** Tells whoever works on this verzoek or interactie that the klant wrote. @returns true when somebody will see it with an open task */
export async function flagTaken(
  db: Kysely<Database>,
  over: { verzoekId?: string; interactieId: string },
  nu: Date,
): Promise<boolean> {
  const updated = await db
    .updateTable('taak')
    .set({ nieuw_bericht_op: nu })
    .where('status', 'in', ['open', 'in_behandeling'])
    .where((eb) =>
      over.verzoekId
        ? eb('verzoek_id', '=', over.verzoekId)
        : eb.and([eb('interactie_id', '=', over.interactieId), eb('verzoek_id', 'is', null)]),
    )
    .returning('id')
    .execute();
  if (updated.length > 0) await sql`SELECT pg_notify('werk', '')`.execute(db);
  return updated.length > 0;
}
