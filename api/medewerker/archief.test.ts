import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maakArchieflijst } from '../../tests/support/archief.ts';
import { Bezoeker, type Medewerkerserver, startMedewerker } from '../../tests/support/medewerker.ts';

let server: Medewerkerserver;
let dina: Bezoeker;
beforeAll(async () => {
  server = await startMedewerker();
  dina = new Bezoeker(server.url);
  await dina.signIn('dina');
});
afterAll(() => server.stop());

const lijst = (...zaken: string[]) => maakArchieflijst(server.database.db, 'vernietigen', zaken);
const goed = { besluit: 'goedkeuren', toelichting: 'Nagekeken.' };
const wachtend = async () =>
  (
    await sql<{
      aanleiding: { naam: string; doel: unknown };
    }>`SELECT aanleiding FROM doorgifte ORDER BY id`.execute(server.database.db)
  ).rows.map(({ aanleiding }) => aanleiding);

test('an archivaris looks through a list, takes one zaak off and approves the rest; the workflow hears of it once', async () => {
  const id = await lijst('ZAAK-1', 'ZAAK-2');
  const detail = await (await dina.api('GET', `archief/lijsten/${id}`)).json();
  expect(detail.regels[0]).toEqual({
    volgnummer: 1,
    identificatie: 'ZAAK-1',
    zaaktype: 'Evenement organiseren',
    resultaattype: 'Verleend',
    klasse: {
      nummer: '1.1',
      naam: 'Instellen en inrichten organisatie: Ingericht',
      jaar: 2020,
      url: 'https://selectielijst.openzaak.nl/api/v1/resultaten/afa30940-855b-4a7e-aa21-9e15a8078814',
    },
    archiefactiedatum: '2024-03-15',
    status: 'voorgesteld',
    reden: null,
  });
  const besluit = { ...goed, afgehaald: [{ volgnummer: 2, reden: 'Bezwaar loopt nog.' }] };
  const antwoord = await dina.api('POST', `archief/lijsten/${id}/besluit`, besluit);
  expect(antwoord.status).toBe(200);
  expect(await antwoord.json()).toMatchObject({
    lijst: { status: 'goedgekeurd', beslistDoor: 'Dina Dekker', toelichting: 'Nagekeken.' },
    regels: [{ status: 'voorgesteld' }, { status: 'afgehaald', reden: 'Bezwaar loopt nog.' }],
  });
  const nogmaals = await dina.api('POST', `archief/lijsten/${id}/besluit`, besluit);
  expect(nogmaals.status).toBe(409);
  expect(await nogmaals.json()).toMatchObject({ code: 'al-beslist' });
  expect((await wachtend()).filter(({ naam }) => naam === 'archiefbesluit')).toMatchObject([
    { doel: { archieflijst: id, soort: 'vernietigen' } },
  ]);
  const { lijsten } = await (await dina.api('GET', 'archief/lijsten')).json();
  expect(lijsten).toMatchObject([{ id, zaken: 2, status: 'goedgekeurd' }]);
});

test('only an archivaris; not a medewerker, a beheerder, or who is not signed in', async () => {
  const id = await lijst('ZAAK-3');
  for (const sub of ['bram', 'chris', undefined]) {
    const ander = new Bezoeker(server.url);
    if (sub) await ander.signIn(sub);
    const verwacht = sub ? 403 : 401;
    expect((await ander.api('GET', 'archief/lijsten')).status).toBe(verwacht);
    expect((await ander.api('GET', `archief/lijsten/${id}`)).status).toBe(verwacht);
    expect((await ander.api('POST', `archief/lijsten/${id}/besluit`, goed)).status).toBe(verwacht);
  }
  expect((await dina.api('GET', 'werk')).status).toBe(403);
  const vreemd = await dina.request(`/medewerker/api/archief/lijsten/${id}/besluit`, {
    method: 'POST',
    headers: { origin: 'https://elders.test', 'x-schakel': 'medewerker', 'content-type': 'application/json' },
    body: JSON.stringify(goed),
  });
  expect(vreemd.status).toBe(403);
  expect(await (await dina.api('GET', `archief/lijsten/${id}`)).json()).toMatchObject({
    lijst: { status: 'voorgesteld' },
  });
});

test.each([
  ['no toelichting', { ...goed, toelichting: ' ' }, 400, 'toelichting'],
  ['another word', { ...goed, besluit: 'misschien' }, 400, 'besluit'],
  ['no reason', { ...goed, afgehaald: [{ volgnummer: 1, reden: '' }] }, 400, 'afgehaald.0.reden'],
  [
    'twice the same',
    {
      ...goed,
      afgehaald: [
        { volgnummer: 1, reden: 'a' },
        { volgnummer: 1, reden: 'b' },
      ],
    },
    400,
    'afgehaald',
  ],
  ['not on the list', { ...goed, afgehaald: [{ volgnummer: 7, reden: 'a' }] }, 400, 'afgehaald'],
])('a decision with %s changes nothing', async (_wat, body, status, naam) => {
  const id = await lijst('ZAAK-4');
  const antwoord = await dina.api('POST', `archief/lijsten/${id}/besluit`, body);
  expect(antwoord.status).toBe(status);
  expect((await antwoord.json()).invalidParams[0].name).toBe(naam);
  expect(await (await dina.api('GET', `archief/lijsten/${id}`)).json()).toMatchObject({
    lijst: { status: 'voorgesteld' },
    regels: [{ status: 'voorgesteld' }],
  });
});

test('a list that is not there', async () => {
  for (const id of ['0198a000-0000-7000-8000-000000000000', 'x'])
    expect((await dina.api('GET', `archief/lijsten/${id}`)).status).toBe(404);
});
