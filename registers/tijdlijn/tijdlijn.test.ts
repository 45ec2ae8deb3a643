import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verwerking } from '../../domein/verwerking.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { kenmerk, makeBericht, makeInteractie, makeVerzoek } from '../../tests/support/werk.ts';
import { readKlantbeeld } from './dossier.ts';
import { readTijdlijn, type Tijdlijnregel } from './tijdlijn.ts';

let database: TestDatabase;
const nu = new Date('2026-11-23T10:00:00Z');
const at = (minutes: number): Date => new Date(nu.getTime() + minutes * 60_000);
const verwerking: Verwerking = {
  actor: 'medewerker:test',
  activiteit: 'verzoek-behandelen@1',
  aanleiding: 'test',
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const read = (over: Parameters<typeof readTijdlijn>[1]): Promise<Tijdlijnregel[]> =>
  database.db.transaction().execute((trx) => readTijdlijn(trx, over, verwerking));

describe('the timeline', () => {
  it('of a verzoek: its own messages from every conversation, contacts and events, in order of time', async () => {
    const { db } = database;
    const zaakje = await makeVerzoek(db, nu);
    const second = kenmerk();
    const chat = await makeInteractie(db, second, nu, 'chat');
    await db
      .insertInto('interactie_verzoek')
      .values({ interactie_id: chat, verzoek_id: zaakje.verzoekId })
      .execute();
    const over = { kenmerk: second, interactieId: chat };
    await makeBericht(db, { ...over, verzoekId: zaakje.verzoekId }, 'in', 'chat', 'over A', at(5));
    await makeBericht(db, over, 'in', 'chat', 'over iets anders', at(6));
    await makeBericht(db, zaakje, 'uit', 'email', 'Wij hebben het ontvangen', at(1));
    await db
      .insertInto('gebeurtenis')
      .values({
        sleutel: kenmerk(),
        verzoek_id: zaakje.verzoekId,
        soort: 'taak-te-laat',
        actor: 'systeem:worker',
        op: at(3),
      })
      .execute();
    const contact = async (extra: { bericht_id?: string }, op: Date): Promise<void> => {
      const { id } = await db
        .insertInto('klantcontact')
        .values({
          nummer: kenmerk(),
          sleutel: kenmerk(),
          kanaal: 'balie',
          onderwerp: 'Bezoek',
          inhoud: 'Kwam langs',
          plaatsgevonden_op: op,
          medewerker: 'anna',
          ...extra,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db
        .insertInto('onderwerpobject')
        .values({ klantcontact_id: id, verzoek_id: zaakje.verzoekId })
        .execute();
    };
    await contact({}, at(4));
    // Registered for a message: that message is the line.
    const mail = await makeBericht(db, zaakje, 'in', 'email', 'nog iets', at(7));
    await contact({ bericht_id: mail }, at(7));

    const lines = (await read({ verzoekId: zaakje.verzoekId })).map((line) =>
      line.regel === 'gebeurtenis' ? line.soort : `${line.kanaal}: ${line.tekst}`,
    );
    expect(lines).toEqual([
      'webformulier: ',
      'email: Wij hebben het ontvangen',
      'taak-te-laat',
      'balie: Kwam langs',
      'chat: over A',
      'email: nog iets',
    ]);
    expect((await read({ interactieId: chat })).map((line) => 'tekst' in line && line.tekst)).toEqual([
      'over A',
      'over iets anders',
    ]);
  });

  it('tells who wrote, how far delivery is and which files came along', async () => {
    const { db } = database;
    const zaakje = await makeVerzoek(db, nu);
    const id = await makeBericht(db, zaakje, 'uit', 'email', 'Antwoord', at(1));
    await db
      .updateTable('bericht')
      .set({ medewerker: 'anna', status: 'mislukt' })
      .where('id', '=', id)
      .execute();
    for (const volgorde of [2, 1])
      await db
        .insertInto('bijlage')
        .values({
          bericht_id: id,
          volgorde,
          sha256: 'a'.repeat(64),
          naam: `${volgorde}.pdf`,
          mediatype: 'application/pdf',
          grootte: 5_000_000_000,
        })
        .execute();
    const [, answer] = await read({ verzoekId: zaakje.verzoekId });
    expect(answer).toMatchObject({ van: 'medewerker', medewerker: 'anna', status: 'mislukt' });
    expect(answer).toMatchObject({
      bijlagen: [{ naam: '1.pdf', grootte: 5_000_000_000 }, { naam: '2.pdf' }],
    });
  });

  it('of an unknown klant is logged under the conversation; their name is what the medium says', async () => {
    const { db } = database;
    const interactieId = await makeInteractie(db, kenmerk(), nu, 'chat');
    const id = await makeBericht(db, { kenmerk: kenmerk(), interactieId }, 'in', 'chat', 'hoi', nu);
    await db
      .updateTable('bericht')
      .set({ afzender: JSON.stringify({ naam: 'Kim' }) })
      .where('id', '=', id)
      .execute();
    await read({ interactieId });
    const klant = await readKlantbeeld(db, { verzoekId: null, interactieId }, verwerking);
    expect(klant).toMatchObject({ naam: 'Kim', adressen: [], andereVerzoeken: [] });
    const logged = await db
      .selectFrom('verwerking')
      .select(['betrokkenen', 'gegevens'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(logged).toEqual([
      { betrokkenen: [interactieId], gegevens: 'klantgegevens' },
      { betrokkenen: [interactieId], gegevens: 'tijdlijn' },
    ]);
  });
});
