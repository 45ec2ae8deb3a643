import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestomgeving, type Testomgeving } from './testomgeving.ts';

let omgeving: Testomgeving;

beforeAll(async () => {
  omgeving = await startTestomgeving();
});
afterAll(() => omgeving.stop());

async function pollerOf(naam: string, kanaal: 'sms' | 'sociale-media' | 'post' | 'chat') {
  const token = await omgeving.makeApp(naam, kanaal);
  const bearer = `Bearer ${token}`;
  return {
    poll: async (query = ''): Promise<{ teksten: string[]; ids: string[]; volgende: string }> => {
      const { body } = await request(omgeving.url)
        .get(`/kanalen/v1/uitgaand?${query}`)
        .set('Authorization', bearer)
        .expect(200);
      const berichten = body.berichten as { id: string; tekst: string }[];
      return {
        teksten: berichten.map(({ tekst }) => tekst),
        ids: berichten.map(({ id }) => id),
        volgende: body.volgende,
      };
    },
    get: (query: string) =>
      request(omgeving.url).get(`/kanalen/v1/uitgaand?${query}`).set('Authorization', bearer),
    report: (id: string, body: object) =>
      request(omgeving.url)
        .post(`/kanalen/v1/uitgaand/${id}/status`)
        .set('Authorization', bearer)
        .send({ op: new Date().toISOString(), ...body }),
  };
}

test('messages wait in order until the app says what became of them', async () => {
  const early = await omgeving.addUitgaand('sms', 'voor de app bestond');
  const { poll, get, report } = await pollerOf('app-volgorde', 'sms');
  const ids = [early];
  for (const tekst of ['een', 'twee', 'drie']) ids.push(await omgeving.addUitgaand('sms', tekst));
  await omgeving.addUitgaand('sms', 'nog niet klaar', 'te_verzenden');
  await omgeving.addUitgaand('post', 'ander kanaal');

  const first = await poll('limiet=3');
  expect(first.teksten).toEqual(['voor de app bestond', 'een', 'twee']);
  const second = await poll(`limiet=3&na=${first.volgende}`);
  expect(second.teksten).toEqual(['drie']);
  expect(await poll(`na=${second.volgende}`)).toEqual({ teksten: [], ids: [], volgende: second.volgende });

  const [message] = (await get('limiet=1').expect(200)).body.berichten;
  expect(message).toMatchObject({ id: early, conversatie: '0612345678', adres: '0612345678', keuzes: [] });
  expect(omgeving.bewijs.verify(message.bewijs, 'adres')).toBe(message.kenmerk);

  await report(ids[0]!, { status: 'afgeleverd', bewijs: { code: 'DELIVRD' } }).expect(200);
  await report(ids[1]!, { status: 'mislukt' }).expect(200);
  const answer = await report(ids[2]!, { status: 'verzonden' }).expect(200);
  expect(answer.body).toEqual({ id: ids[2], status: 'verzonden' });
  expect((await poll()).teksten).toEqual(['drie']);
  expect(omgeving.gemeld).toMatchObject([
    { berichtId: ids[0], status: 'afgeleverd', bewijs: { code: 'DELIVRD', bron: 'app:app-volgorde' } },
    { berichtId: ids[1], status: 'mislukt' },
  ]);
  // Who read what for which purpose.
  const logged = await omgeving.db.selectFrom('verwerking').selectAll().orderBy('id').execute();
  expect(logged[0]).toMatchObject({ actor: 'app:app-volgorde', activiteit: 'bericht-verzenden@1' });
  expect(logged[0]!.betrokkenen).toHaveLength(3);
});

test('a message that was made early and became ready late is not passed over', async () => {
  const { poll } = await pollerOf('app-laat', 'sociale-media');
  const late = await omgeving.addUitgaand('sociale-media', 'eerst gemaakt', 'te_verzenden');
  await omgeving.addUitgaand('sociale-media', 'eerst klaar');
  const { teksten, volgende } = await poll();
  expect(teksten).toEqual(['eerst klaar']);
  await omgeving.setOnderweg(late);
  expect((await poll(`na=${volgende}`)).teksten).toEqual(['eerst gemaakt']);
  expect((await poll()).teksten).toEqual(['eerst klaar', 'eerst gemaakt']);
});

test('a message whose transaction is still open does not let later ones go first', async () => {
  const { poll } = await pollerOf('app-traag', 'post');
  const slow = await omgeving.addUitgaand('post', 'traag', 'te_verzenden');
  let second: Promise<string> | undefined;
  await omgeving.db.transaction().execute(async (trx) => {
    await trx.updateTable('bericht').set({ status: 'onderweg' }).where('id', '=', slow).execute();
    second = omgeving.addUitgaand('post', 'snel');
    await sleep(200);
    expect((await poll()).teksten).not.toContain('snel');
  });
  await second;
  expect((await poll()).teksten.slice(-2)).toEqual(['traag', 'snel']);
});

test('a long poll answers as soon as there is something, and empty when its time is over', async () => {
  const { poll } = await pollerOf('app-wacht', 'chat');
  const empty = Date.now();
  expect((await poll('wacht=1')).teksten).toEqual([]);
  expect(Date.now() - empty).toBeGreaterThanOrEqual(950);
  const started = Date.now();
  const waiting = poll('wacht=20');
  await sleep(300);
  await omgeving.addUitgaand('chat', 'daar is het');
  expect((await waiting).teksten).toEqual(['daar is het']);
  expect(Date.now() - started).toBeLessThan(3_000);
});

test('a report is taken once, and none after proof changes anything', async () => {
  const { report } = await pollerOf('app-bewijs', 'sms');
  const id = await omgeving.addUitgaand('sms', 'hallo');
  await report(id, { status: 'verzonden' }).expect(200);
  await report(id, { status: 'verzonden' }).expect(200);
  for (const status of ['afgeleverd', 'afgeleverd', 'verzonden', 'mislukt']) {
    expect((await report(id, { status }).expect(200)).body.status).toBe('afgeleverd');
  }
});

test('wrong questions and reports name what is wrong', async () => {
  const { get, report } = await pollerOf('app-fout', 'sms');
  const names = (body: { invalidParams: { name: string }[] }) =>
    body.invalidParams.map(({ name }) => name).sort();
  expect(names((await get('na=x&limiet=0&wacht=31&sinds=gisteren').expect(400)).body)).toEqual([
    'limiet',
    'na',
    'sinds',
    'wacht',
  ]);
  const id = await omgeving.addUitgaand('sms', 'hallo');
  const wrong = await report(id, { status: 'gelezen', op: '2099-01-01T00:00:00Z', wie: 'ik' }).expect(400);
  expect(names(wrong.body)).toEqual(['op', 'status', 'wie']);
  for (const unknown of ['0190c0de-0000-7000-8000-000000000000', 'x', '%00']) {
    await report(unknown, { status: 'afgeleverd' })
      .expect(404)
      .expect('Content-Type', /^application\/problem\+json/);
  }
});
