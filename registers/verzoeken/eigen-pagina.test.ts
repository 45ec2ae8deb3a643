import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InkomendBericht } from '../../domein/bericht.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import { loadProcessen } from '../../platform/processen.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { acceptBericht } from '../aanname/bericht.ts';
import { readEigenPagina } from './eigen-pagina.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const verwerking = (kenmerk: string): Verwerking => ({
  actor: 'klant:0123',
  activiteit: 'eigen-inzage@1',
  aanleiding: kenmerk,
});

async function accept(extra: Partial<InkomendBericht>): Promise<{ kenmerk: string; interactieId: string }> {
  const id = crypto.randomUUID();
  return acceptBericht(
    database.db,
    { processen: await loadProcessen(), bronorganisatie: '002564440' },
    {
      kanaal: 'webformulier',
      externId: id,
      conversatie: id,
      afzender: { adressen: [] },
      inhoud: {},
      bedoeling: 'bericht',
      bewezen: [],
      genoemd: [],
      bijlagen: [],
      automatisch: false,
      ontvangenOp: new Date().toISOString(),
      ...extra,
    },
  );
}

test('the klant sees the own messages over all kanalen, and nothing of the work behind it', async () => {
  const { db } = database;
  const bijlage = { sha256: 'a'.repeat(64), naam: 'foto.jpg', mediatype: 'image/jpeg', grootte: 12 };
  const { kenmerk, interactieId } = await accept({
    product: 'algemene-vraag',
    inhoud: { gegevens: { vraag: 'Wanneer bent u open?' } },
    bijlagen: [bijlage],
  });
  await accept({ kanaal: 'email', bewezen: [kenmerk], inhoud: { tekst: 'En op zondag?' } });
  const other = await accept({
    product: 'algemene-vraag',
    inhoud: { gegevens: { vraag: 'Iets heel anders' } },
  });
  const verzoek = await db
    .selectFrom('verzoek')
    .select('id')
    .where('kenmerk', '=', kenmerk)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('bericht')
    .values({
      interactie_id: interactieId,
      volgnummer: 50,
      richting: 'uit',
      kanaal: 'email',
      sleutel: `${kenmerk}/antwoord`,
      soort: 'vraag',
      kenmerk,
      onderwerp: 'Een vraag',
      inhoud: JSON.stringify({ tekst: 'Welke zondag?' }),
      medewerker: 'pseudoniem-van-medewerker',
      status: 'mislukt',
      adres: 'jan@voorbeeld.nl',
      ontvangen_op: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('bericht_verzoek').values({ bericht_id: id, verzoek_id: verzoek.id }).execute();
  await db
    .insertInto('gebeurtenis')
    .values({
      sleutel: `${kenmerk}/x`,
      verzoek_id: verzoek.id,
      interactie_id: interactieId,
      soort: 'taak-te-laat',
      actor: 'systeem:worker',
      op: new Date(),
    })
    .execute();
  const { id: contactId } = await db
    .insertInto('klantcontact')
    .values({
      nummer: 'C1',
      sleutel: 'C1',
      kanaal: 'telefoon',
      onderwerp: 'gebeld',
      inhoud: 'Klant klinkt boos',
      medewerker: 'm',
      plaatsgevonden_op: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('onderwerpobject')
    .values({ klantcontact_id: contactId, verzoek_id: verzoek.id })
    .execute();

  const pagina = await readEigenPagina(db, kenmerk, verwerking(kenmerk));
  expect(pagina?.verzoek).toMatchObject({
    product: 'algemene-vraag',
    status: 'ontvangen',
    afgesloten: false,
  });
  expect(
    pagina?.tijdlijn.map(({ soort, van, kanaal, mislukt }) => ({ soort, van, kanaal, mislukt })),
  ).toEqual([
    { soort: 'bericht', van: 'klant', kanaal: 'webformulier', mislukt: false },
    { soort: 'bericht', van: 'klant', kanaal: 'email', mislukt: false },
    { soort: 'vraag', van: 'medewerker', kanaal: 'email', mislukt: true },
    { soort: 'contact', van: 'medewerker', kanaal: 'telefoon', mislukt: false },
  ]);
  expect(pagina?.tijdlijn[0]?.bijlagen).toEqual([{ naam: 'foto.jpg', grootte: 12 }]);
  const text = JSON.stringify(pagina);
  for (const internal of [
    'boos',
    'pseudoniem',
    'taak-te-laat',
    'jan@voorbeeld.nl',
    other.kenmerk,
    'heel anders',
  ])
    expect(text).not.toContain(internal);

  const logged = await db
    .selectFrom('verwerking')
    .select(['actor', 'activiteit', 'aanleiding', 'betrokkenen'])
    .where('aanleiding', '=', kenmerk)
    .execute();
  expect(logged.length).toBeGreaterThan(0);
  for (const line of logged) expect(line).toEqual({ ...verwerking(kenmerk), betrokkenen: [verzoek.id] });
});

test('a conversation without a verzoek has a page too, and an unknown kenmerk none', async () => {
  const { kenmerk } = await accept({ kanaal: 'chat', inhoud: { tekst: 'Hallo' } });
  const pagina = await readEigenPagina(database.db, kenmerk, verwerking(kenmerk));
  expect(pagina?.verzoek).toBeUndefined();
  expect(pagina?.tijdlijn).toMatchObject([{ kanaal: 'chat', tekst: 'Hallo', van: 'klant' }]);
  expect(await readEigenPagina(database.db, 'S-0000-0000-0', verwerking('S-0000-0000-0'))).toBeUndefined();
});

test('what cannot be logged is not shown', async () => {
  const { kenmerk } = await accept({ kanaal: 'chat', inhoud: { tekst: 'Hallo' } });
  const broken = { ...verwerking(kenmerk), actor: null as unknown as string };
  await expect(readEigenPagina(database.db, kenmerk, broken)).rejects.toThrow();
});
