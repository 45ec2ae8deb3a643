import { type Kysely, sql, type Transaction } from 'kysely';
import type { Keuze, UitgaandBericht } from '../../domein/bericht.ts';
import type { Bereik } from '../../domein/kanaalselectie.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Berichtsoort, Berichtstatus, Database } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';
import type { Berichtonderwerp } from './onderwerp.ts';

export interface NieuwUitgaand {
  sleutel: string;
  soort: Berichtsoort;
  onderwerp: string;
  tekst: string;
  sjabloon: string;
  keuzes?: Keuze[];
  bereik: Bereik;
}

export interface Uitgaandstand {
  id: string;
  status: Berichtstatus;
  kanaal: Bereik['kanaal'];
}

/** The outbound message of this sleutel, if it was made before. */
export async function findUitgaand(
  db: Kysely<Database>,
  sleutel: string,
): Promise<Uitgaandstand | undefined> {
  return db
    .selectFrom('bericht')
    .select(['id', 'status', 'kanaal'])
    .where('sleutel', '=', sleutel)
    .executeTakeFirst();
}

/**
 * Stores a message to be sent, in the order of its interactie, and wakes whoever watches the conversation.
 * The same sleutel again changes nothing.
 */
export async function insertUitgaand(
  db: Kysely<Database>,
  over: Berichtonderwerp,
  nieuw: NieuwUitgaand,
  nu: Date,
): Promise<Uitgaandstand> {
  return db.transaction().execute(async (trx) => {
    const volgnummer = await nextVolgnummer(trx, over.interactieId);
    const existing = await findUitgaand(trx, nieuw.sleutel);
    if (existing) return existing;
    const row = await trx
      .insertInto('bericht')
      .values({
        interactie_id: over.interactieId,
        volgnummer,
        richting: 'uit',
        kanaal: nieuw.bereik.kanaal,
        conversatie: nieuw.bereik.conversatie ?? null,
        adres: nieuw.bereik.adres ?? null,
        sleutel: nieuw.sleutel,
        soort: nieuw.soort,
        kenmerk: over.kenmerk,
        onderwerp: nieuw.onderwerp,
        inhoud: JSON.stringify({
          tekst: nieuw.tekst,
          ...(nieuw.keuzes?.length ? { keuzes: nieuw.keuzes } : {}),
        }),
        sjabloon: nieuw.sjabloon,
        status: 'te_verzenden',
        ontvangen_op: nu,
      })
      .returning(['id', 'status', 'kanaal'])
      .executeTakeFirstOrThrow();
    if (over.verzoek)
      await trx
        .insertInto('bericht_verzoek')
        .values({ bericht_id: row.id, verzoek_id: over.verzoek.id })
        .execute();
    await sql`SELECT pg_notify('gesprek', ${over.interactieId})`.execute(trx);
    return row;
  });
}

/**
 * Puts an answer of a medewerker into the conversation where it will be read. It takes its place there now: whoever reads
 * on after the last line they have seen would miss a line that appears further up.
 */
export async function addressAntwoord(
  db: Kysely<Database>,
  berichtId: string,
  bereik: Bereik,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { interactie_id: interactieId } = await trx
      .selectFrom('bericht')
      .select('interactie_id')
      .where('id', '=', berichtId)
      .executeTakeFirstOrThrow();
    const volgnummer = await nextVolgnummer(trx, interactieId);
    await trx
      .updateTable('bericht')
      .set({
        volgnummer,
        kanaal: bereik.kanaal,
        conversatie: bereik.conversatie ?? null,
        adres: bereik.adres ?? null,
        onderwerp: 'Antwoord op uw vraag',
      })
      .where('id', '=', berichtId)
      .where('status', '=', 'te_verzenden')
      .execute();
    await sql`SELECT pg_notify('gesprek', ${interactieId})`.execute(trx);
  });
}

/** The next place in an interactie. Locks it: places rise in the order of the commits. */
async function nextVolgnummer(trx: Transaction<Database>, interactieId: string): Promise<number> {
  const { laatste_volgnummer: volgnummer } = await trx
    .updateTable('interactie')
    .set((eb) => ({ laatste_volgnummer: eb('laatste_volgnummer', '+', 1) }))
    .where('id', '=', interactieId)
    .returning('laatste_volgnummer')
    .executeTakeFirstOrThrow();
  return volgnummer;
}

/** Reads a message as its medium needs it. @throws when there is none */
export async function readUitgaand(
  db: Kysely<Database>,
  berichtId: string,
  verwerking: Verwerking,
): Promise<UitgaandBericht & { status: Berichtstatus; soort: Berichtsoort }> {
  const row = await db
    .selectFrom('bericht')
    .selectAll()
    .where('id', '=', berichtId)
    .executeTakeFirstOrThrow();
  await logVerwerking(db, verwerking, [row.interactie_id], 'bericht');
  const voorgangers =
    row.kanaal === 'email'
      ? await db
          .selectFrom('bericht')
          .select('extern_id')
          .where('kanaal', '=', 'email')
          .where('kenmerk', '=', row.kenmerk)
          .where('extern_id', 'is not', null)
          .where('id', '<', row.id)
          .orderBy('id', 'desc')
          .limit(10)
          .execute()
      : [];
  return {
    id: row.id,
    status: row.status,
    soort: row.soort,
    kanaal: row.kanaal,
    ...(row.conversatie ? { conversatie: row.conversatie } : {}),
    ...(row.adres ? { adres: row.adres } : {}),
    onderwerp: row.onderwerp ?? '',
    tekst: row.inhoud.tekst ?? '',
    kenmerk: row.kenmerk,
    ...(row.inhoud.keuzes ? { keuzes: row.inhoud.keuzes } : {}),
    voorgangers: voorgangers.reverse().map(({ extern_id: id }) => id!),
    automatisch: row.soort !== 'antwoord',
    aangemaaktOp: row.ontvangen_op.toISOString(),
  };
}

/** Writes down what became of an attempt. A proof of delivery that came meanwhile stays. */
export async function recordStatus(
  db: Kysely<Database>,
  berichtId: string,
  status: Berichtstatus,
  fields: { externId?: string; bewijs?: unknown },
  nu: Date,
): Promise<void> {
  await db
    .updateTable('bericht')
    .set({
      status,
      verzonden_op: nu,
      ...(fields.externId ? { extern_id: fields.externId } : {}),
      ...(fields.bewijs ? { bewijs: JSON.stringify(fields.bewijs) } : {}),
    })
    .where('id', '=', berichtId)
    .where('status', 'not in', ['afgeleverd', 'mislukt'])
    .execute();
}
