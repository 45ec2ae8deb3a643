import type { Kysely } from 'kysely';
import type { UitgaandBericht } from '../../domein/bericht.ts';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Berichtstatus, Database } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';

/** A waiting message and its place in the queue of its kanaal. */
export interface Wachtend {
  volgnummer: number;
  bericht: UitgaandBericht;
}

/**
 * The messages of a kanaal that wait for an app, in the order in which they became ready.
 * A volgnummer becomes visible in order (migration 0010), so nothing ever appears before one that was read.
 * @param na the volgnummer read last; 0 for all that wait
 */
export async function listWachtend(
  db: Kysely<Database>,
  kanaal: Kanaal,
  na: number,
  limiet: number,
  verwerking: Verwerking,
): Promise<Wachtend[]> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('bericht')
      .innerJoin('interactie', 'interactie.id', 'bericht.interactie_id')
      .selectAll('bericht')
      .select('interactie.partij_id')
      .where('bericht.kanaal', '=', kanaal)
      .where('richting', '=', 'uit')
      .where('status', '=', 'onderweg')
      .where('uitgaand_volgnummer', '>', na)
      .orderBy('uitgaand_volgnummer')
      .limit(limiet)
      .execute();
    if (rows.length > 0) {
      const betrokkenen = new Set(rows.map((row) => row.partij_id ?? row.interactie_id));
      await logVerwerking(trx, verwerking, [...betrokkenen], 'bericht');
    }
    return rows.map((row) => ({
      volgnummer: row.uitgaand_volgnummer ?? 0,
      bericht: {
        id: row.id,
        kanaal: row.kanaal,
        ...(row.conversatie ? { conversatie: row.conversatie } : {}),
        ...(row.adres ? { adres: row.adres } : {}),
        onderwerp: row.onderwerp ?? '',
        tekst: row.inhoud.tekst ?? '',
        kenmerk: row.kenmerk,
        ...(row.inhoud.keuzes ? { keuzes: row.inhoud.keuzes } : {}),
        automatisch: row.soort !== 'antwoord',
        aangemaaktOp: row.ontvangen_op.toISOString(),
      },
    }));
  });
}

/** True when there is anything after this volgnummer; reads no message. */
export async function hasWachtend(db: Kysely<Database>, kanaal: Kanaal, na: number): Promise<boolean> {
  const row = await db
    .selectFrom('bericht')
    .select('id')
    .where('kanaal', '=', kanaal)
    .where('richting', '=', 'uit')
    .where('status', '=', 'onderweg')
    .where('uitgaand_volgnummer', '>', na)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Kanaal and status of an outbound message. */
export async function findUitgaandStatus(
  db: Kysely<Database>,
  id: string,
): Promise<{ kanaal: Kanaal; status: Berichtstatus } | undefined> {
  return db
    .selectFrom('bericht')
    .select(['kanaal', 'status'])
    .where('id', '=', id)
    .where('richting', '=', 'uit')
    .executeTakeFirst();
}

/** The app handed it to the medium: it leaves the queue. Proof that came before stays. */
export async function markVerzonden(
  db: Kysely<Database>,
  kanaal: Kanaal,
  id: string,
  op: Date,
): Promise<void> {
  await db
    .updateTable('bericht')
    .set({ status: 'verzonden', verzonden_op: op })
    .where('id', '=', id)
    .where('kanaal', '=', kanaal)
    .where('richting', '=', 'uit')
    .where('status', 'in', ['te_verzenden', 'onderweg'])
    .execute();
}
