import type { Kysely, Transaction } from 'kysely';
import { acceptAanleiding } from '../aanname/aanleiding.ts';
import type { Database } from '../database.ts';
import { lockTaak, type Uitslag } from './neem.ts';
import { findWerk, type Werk } from './werk.ts';

/** An answer as a medewerker wrote it. `id` is made by the page: sending twice is one answer. */
export interface Antwoord {
  id: string;
  tekst: string;
}

export type Antwoorduitslag =
  | Extract<Uitslag, { ok: false }>
  | { ok: false; reden: 'ander-antwoord' }
  | { ok: true; berichtId: string; dubbel: boolean };

/**
 * Stores an answer to the klant and asks the workflow to send it, in one transaction. The workflow chooses the kanaal;
 * the one the klant used last stands there until then.
 */
export async function answer(
  db: Kysely<Database>,
  taakId: string,
  medewerker: string,
  antwoord: Antwoord,
  nu: Date,
): Promise<Antwoorduitslag> {
  return db.transaction().execute(async (trx) => {
    const row = await lockTaak(trx, taakId);
    if (!row) return { ok: false, reden: 'onbekend' };
    const werk = (await findWerk(trx, taakId, nu))!;
    const sleutel = `antwoord:${antwoord.id}`;
    const earlier = await trx
      .selectFrom('bericht')
      .select(['id', 'medewerker', 'kenmerk', 'inhoud'])
      .where('sleutel', '=', sleutel)
      .executeTakeFirst();
    if (earlier) {
      const same =
        earlier.medewerker === medewerker &&
        earlier.kenmerk === werk.kenmerk &&
        earlier.inhoud.tekst === antwoord.tekst;
      return same
        ? { ok: true, berichtId: earlier.id, dubbel: true }
        : { ok: false, reden: 'ander-antwoord' };
    }
    if (row.status === 'klaar' || row.status === 'vervallen') return { ok: false, reden: 'gesloten' };
    if (row.medewerker !== medewerker) return { ok: false, reden: 'bezet' };
    await trx.updateTable('taak').set({ nieuw_bericht_op: null }).where('id', '=', taakId).execute();
    return {
      ok: true,
      berichtId: await insertAntwoord(trx, werk, sleutel, medewerker, antwoord.tekst, nu),
      dubbel: false,
    };
  });
}

async function insertAntwoord(
  trx: Transaction<Database>,
  werk: Werk,
  sleutel: string,
  medewerker: string,
  tekst: string,
  nu: Date,
): Promise<string> {
  const { laatste_volgnummer: volgnummer } = await trx
    .updateTable('interactie')
    .set((eb) => ({ laatste_volgnummer: eb('laatste_volgnummer', '+', 1) }))
    .where('id', '=', werk.interactieId)
    .returning('laatste_volgnummer')
    .executeTakeFirstOrThrow();
  const { id } = await trx
    .insertInto('bericht')
    .values({
      interactie_id: werk.interactieId,
      volgnummer,
      richting: 'uit',
      kanaal: werk.kanaal ?? 'email',
      sleutel,
      soort: 'antwoord',
      kenmerk: werk.kenmerk,
      medewerker,
      inhoud: JSON.stringify({ tekst }),
      status: 'te_verzenden',
      ontvangen_op: nu,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (werk.verzoekId)
    await trx.insertInto('bericht_verzoek').values({ bericht_id: id, verzoek_id: werk.verzoekId }).execute();
  await acceptAanleiding(trx, {
    stroom: werk.interactieId,
    doel: werk.verzoekId ? { verzoek: werk.kenmerk } : { interactie: werk.kenmerk },
    naam: 'antwoord',
    verwijzing: { berichtId: id, taakSleutel: werk.sleutel },
  });
  return id;
}
