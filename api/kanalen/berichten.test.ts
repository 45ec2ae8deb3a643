import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import { startTestomgeving, type Testomgeving } from './testomgeving.ts';

let omgeving: Testomgeving;
let token: string;
let count = 0;

beforeAll(async () => {
  omgeving = await startTestomgeving();
  token = await omgeving.makeApp('app-sms', 'sms');
});
afterAll(() => omgeving.stop());

const afzender = { adressen: [{ soort: 'telefoonnummer', waarde: '0612345678' }] };
const melding = {
  soort: 'afval',
  gevaarlijk: false,
  locatie: { omschrijving: 'Dorpsstraat 1' },
  toelichting: 'Er ligt een bank.',
};

function bericht(rest: object = {}): Record<string, unknown> {
  count += 1;
  return {
    externId: `extern-${count}`,
    conversatie: `gesprek-${count}`,
    afzender,
    inhoud: { tekst: 'Er ligt afval op straat.' },
    ...rest,
  };
}

const post = (body: unknown, path = 'berichten', bearer = token) =>
  request(omgeving.url)
    .post(`/kanalen/v1/${path}`)
    .set('Authorization', `Bearer ${bearer}`)
    .send(body as object);

const names = (body: { invalidParams?: { name: string }[] }): string[] =>
  (body.invalidParams ?? []).map(({ name }) => name).sort();

async function countRows(): Promise<number> {
  const row = await omgeving.db
    .selectFrom('bericht')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

test('a message is stored for good, and the app hears number, words for the klant and a proof', async () => {
  const sent = bericht({ product: 'melden-overlast', inhoud: { gegevens: { ...melding, moment: 'nacht' } } });
  const answer = await post(sent).expect(201);
  const { berichtId, kenmerk, mededeling, bewijs } = answer.body;
  expect(kenmerk).toMatch(/^S-/);
  expect(mededeling).toContain(kenmerk);
  expect(omgeving.bewijs.verify(bewijs, 'adres')).toBe(kenmerk);
  // It does not open the page of the klant.
  expect(omgeving.bewijs.verify(bewijs, 'link')).toBeUndefined();
  const row = await omgeving.db
    .selectFrom('bericht')
    .selectAll()
    .where('id', '=', berichtId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    kanaal: 'sms',
    richting: 'in',
    extern_id: sent.externId,
    product: 'melden-overlast',
  });
  // "moment" is asked for noise only.
  expect(row.inhoud.gegevens).toEqual(melding);
});

test('the same externId again, also at the same moment, is one message with one answer', async () => {
  const sent = bericht();
  const answers = await Promise.all([
    post(sent),
    post(sent),
    post({ ...sent, inhoud: { tekst: 'Iets anders' } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test('a proof continues where it comes from; a number that is only mentioned discloses nothing', async () => {
  const first = (await post(bericht({ product: 'algemene-vraag' })).expect(201)).body;
  const proven = await post(bericht({ bewijs: first.bewijs })).expect(201);
  expect(proven.body.kenmerk).toBe(first.kenmerk);
  const link = omgeving.bewijs.sign(first.kenmerk, 'link');
  expect((await post(bericht({ bewijs: link })).expect(201)).body.kenmerk).toBe(first.kenmerk);

  const other = makeKenmerk(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));
  const answers = await Promise.all(
    [first.kenmerk, other, 'S-0000-0000-1', 'onzin'].map((kenmerk) => post(bericht({ kenmerk })).expect(201)),
  );
  for (const { body } of answers) {
    expect(Object.keys(body)).toEqual(['berichtId', 'kenmerk', 'mededeling', 'bewijs']);
    expect(body.kenmerk).not.toBe(first.kenmerk);
    expect(body.mededeling.replace(body.kenmerk, '')).toBe(first.mededeling.replace(first.kenmerk, ''));
  }
  const row = await omgeving.db
    .selectFrom('bericht')
    .select('genoemd')
    .where('id', '=', answers[0]!.body.berichtId)
    .executeTakeFirstOrThrow();
  expect(row.genoemd).toEqual([first.kenmerk]);
});

test('a product opens over its own kanalen, and the answer names those that do', async () => {
  const before = await countRows();
  for (const product of ['paspoort-lenen', 'alleen-balie', 'toString']) {
    const { body } = await post(bericht({ product })).expect(400);
    expect(names(body)).toEqual(['product']);
    expect(body.invalidParams[0].reason).toContain('melden-overlast, algemene-vraag.');
  }
  expect(await countRows()).toBe(before);
});

test('every wrong answer comes back at its own name, all at once', async () => {
  const before = await countRows();
  const gegevens = { soort: 'ufo', gevaarlijk: 'misschien', toelichting: 'x', hobby: 'vissen' };
  const { body } = await post(
    bericht({
      product: 'melden-overlast',
      inhoud: { gegevens },
      bewijs: 'zelfgemaakt',
      bijlagen: ['nep.nep'],
    }),
  ).expect(400);
  expect(names(body)).toEqual([
    'bewijs',
    'bijlagen.0',
    'inhoud.gegevens.gevaarlijk',
    'inhoud.gegevens.hobby',
    'inhoud.gegevens.locatie',
    'inhoud.gegevens.soort',
    'inhoud.gegevens.toelichting',
  ]);
  expect(body.invalidParams.find(({ name }: { name: string }) => name.endsWith('locatie'))).toEqual({
    name: 'inhoud.gegevens.locatie',
    code: 'required',
    reason: 'Vul in waar het is.',
  });
  expect(await countRows()).toBe(before);
});

test.each([
  ['an unknown field', { haast: true }, ['haast']],
  ['an unknown field inside', { inhoud: { tekst: 'a', html: '<b>' } }, ['inhoud.html']],
  ['an unknown field of the sender', { afzender: { ...afzender, bsn: '1' } }, ['afzender.bsn']],
  ['its own kanaal, which follows from the token', { kanaal: 'sms' }, ['kanaal']],
  ['nothing at all', { inhoud: {} }, ['inhoud']],
  ['only blanks', { inhoud: { tekst: '  \n' } }, ['inhoud']],
  ['no sender', { afzender: undefined }, ['afzender']],
  ['a moment in the future', { ontvangenOp: '2099-01-01T00:00:00Z' }, ['ontvangenOp']],
  ['a moment that is none', { ontvangenOp: 'gisteren' }, ['ontvangenOp']],
  ['a NUL, that no database stores', { inhoud: { tekst: 'a\0b' } }, ['inhoud.tekst']],
  ['half a character', { onderwerp: 'a\ud800' }, ['onderwerp']],
  ['an empty externId', { externId: '' }, ['externId']],
  [
    'an identity that an SMS cannot prove',
    { afzender: { identiteit: { soort: 'bsn', nummer: '123456789', niveau: 'hoog', middel: 'digid' } } },
    ['afzender.identiteit.middel', 'afzender.identiteit.nummer'],
  ],
])('%s is refused with its name', async (_what, rest, expected) => {
  const before = await countRows();
  const answer = await post(bericht(rest))
    .expect(400)
    .expect('Content-Type', /^application\/problem\+json/);
  expect(names(answer.body)).toEqual(expected);
  expect(await countRows()).toBe(before);
});

test('a moment in another zone is kept as the same moment', async () => {
  const { body } = await post(bericht({ ontvangenOp: '2026-03-01T10:00:00+23:30' })).expect(201);
  const row = await omgeving.db
    .selectFrom('bericht')
    .select('ontvangen_op')
    .where('id', '=', body.berichtId)
    .executeTakeFirstOrThrow();
  expect(row.ontvangen_op.toISOString()).toBe('2026-02-28T10:30:00.000Z');
});

test('an app of a kanaal that can prove who it is may say so', async () => {
  const portaal = await omgeving.makeApp('app-portaal', 'ketenpartnerportaal');
  const identiteit = {
    soort: 'kvknummer',
    nummer: '12345678',
    niveau: 'substantieel',
    middel: 'eherkenning',
  };
  const { body } = await post(bericht({ afzender: { identiteit } }), 'berichten', portaal).expect(201);
  const row = await omgeving.db
    .selectFrom('bericht')
    .select(['afzender', 'kanaal'])
    .where('id', '=', body.berichtId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ kanaal: 'ketenpartnerportaal', afzender: { identiteit } });
});

test('an event of a live medium is taken once', async () => {
  const event = {
    externId: 'sessie-1-aangekomen',
    conversatie: 'sessie-1',
    gebeurtenis: 'aangekomen',
    op: new Date().toISOString(),
  };
  const first = await post(event, 'gebeurtenissen').expect(201);
  const second = await post(event, 'gebeurtenissen').expect(200);
  expect(second.body).toEqual(first.body);
  const wrong = await post(
    { ...event, gebeurtenis: 'ontploft', op: undefined, x: 1 },
    'gebeurtenissen',
  ).expect(400);
  expect(names(wrong.body)).toEqual(['gebeurtenis', 'op', 'x']);
});

test('a body that is no JSON object, or too large, is refused', async () => {
  const url = request(omgeving.url);
  const send = (type: string, body: string) =>
    url
      .post('/kanalen/v1/berichten')
      .set('Authorization', `Bearer ${token}`)
      .set('Content-Type', type)
      .send(body)
      .expect('Content-Type', /^application\/problem\+json/);
  await send('application/json', '{"externId":').expect(400);
  await send('application/json', '[]').expect(400);
  await send('text/plain', 'hallo').expect(415);
  await send(
    'application/json',
    JSON.stringify(bericht({ inhoud: { tekst: 'x'.repeat(1_100_000) } })),
  ).expect(413);
});
