import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openKanaalpoort } from '../../registers/aanname/poort.ts';
import { insertUitgaand } from '../../registers/berichten/uitgaand.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { bericht, Client } from './test-client.ts';
import { TestServer } from './test-server.ts';

/** The channel before the real door to the engine: what its fake promises elsewhere, the database keeps here. */
let database: TestDatabase;
let poort: ReturnType<typeof openKanaalpoort>;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  poort = openKanaalpoort(database.db, database.url, { processen: new Map(), bronorganisatie: '002564440' });
});

afterAll(async () => {
  await poort?.stop();
  await database?.close();
});

beforeEach(async () => {
  server = new TestServer();
  await server.start(poort);
});

afterEach(async () => {
  Client.endAll();
  await server.stop();
});

async function answer(conversatie: string, tekst: string): Promise<string> {
  const { interactie_id: interactieId } = await database.db
    .selectFrom('conversatie')
    .select('interactie_id')
    .where('conversatie', '=', conversatie)
    .executeTakeFirstOrThrow();
  const { kenmerk } = await database.db
    .selectFrom('interactie')
    .select('kenmerk')
    .where('id', '=', interactieId)
    .executeTakeFirstOrThrow();
  const nieuw = {
    sleutel: randomUUID(),
    soort: 'dialoog',
    onderwerp: '',
    tekst,
    sjabloon: 'proef',
    bereik: { kanaal: 'chat', conversatie, aanwezig: true, laatstGebruikt: 0 },
  } as const;
  const over = { interactieId, kenmerk } as Parameters<typeof insertUitgaand>[1];
  return (await insertUitgaand(database.db, over, nieuw, new Date())).id;
}

const rowOf = (id: string) =>
  database.db.selectFrom('bericht').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a conversation over a broken connection is stored once, in order, and delivered with proof', async () => {
  const klant = await Client.greet(server.url);
  const vraag = bericht('Is de balie open?');
  klant.send(vraag);
  klant.send(vraag);
  const tick = await klant.next('ontvangen', 2);
  expect(klant.of('ontvangen')[0]).toEqual(tick);
  expect(tick.kenmerk).toBe(klant.of('welkom')[0]?.kenmerk);
  const id = await answer(klant.conversatie, 'Ja, tot 17 uur.');
  const regel = await klant.next('regel', 2);
  klant.socket.terminate();
  await answer(klant.conversatie, 'Kunnen wij nog iets doen?');

  const weer = await Client.greet(server.url, { sessie: klant.sessie, na: regel.volgnummer });
  await weer.next('regel');
  expect([...klant.texts, ...weer.texts]).toEqual([
    'Is de balie open?',
    'Ja, tot 17 uur.',
    'Kunnen wij nog iets doen?',
  ]);
  weer.send({ type: 'gelezen', volgnummer: weer.of('regel')[0]?.volgnummer });
  await weer.next('gelezen');
  expect((await rowOf(id)).status).toBe('afgeleverd');
});

test('a link to nothing that exists gives a conversation that shows nothing', async () => {
  const vreemd = await Client.greet(server.url, { sessie: 'verzonnen', token: 'verzonnen', na: 0 });
  vreemd.send(bericht('Hallo'));
  await vreemd.next('ontvangen');
  expect(vreemd.texts).toEqual(['Hallo']);
});

test('stopping is known at once; no table holds the secret', async () => {
  const klant = await Client.greet(server.url);
  klant.send(bericht('Dag'));
  await klant.next('ontvangen');
  klant.send({ type: 'vertrokken' });
  expect(await klant.closedWith()).toBe(1000);
  const binding = await database.db
    .selectFrom('conversatie')
    .selectAll()
    .where('conversatie', '=', klant.conversatie)
    .executeTakeFirstOrThrow();
  expect(binding.aanwezig).toBe(false);
  const secret = klant.sessie.slice(0, 42);
  for (const table of ['conversatie', 'bericht', 'interactie', 'verwerking', 'doorgifte'] as const) {
    const rows = await database.db.selectFrom(table).selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(
      JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(secret);
  }
});
