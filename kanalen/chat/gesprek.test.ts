import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Weigering } from '../../domein/kanaaladapter.ts';
import { FakePoort } from './fake-poort.ts';
import type { Grenzen } from './limieten.ts';
import type { RegelFrame } from './protocol.ts';
import { bericht, Client, eventually } from './test-client.ts';
import { TestServer } from './test-server.ts';
import { verzend } from './verzend.ts';

let poort: FakePoort;
let server: TestServer;
const start = (grenzen: Partial<Grenzen> = {}) => server.start(poort, grenzen);
const connect = (hallo: object = {}, headers: Record<string, string> = {}) =>
  Client.greet(server.url, hallo, headers);

beforeEach(() => {
  poort = new FakePoort();
  server = new TestServer();
});

afterEach(async () => {
  Client.endAll();
  await server.stop();
});

async function upload(sessie: string, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/kanalen/chat/bijlage`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: {
      'content-type': 'application/octet-stream',
      'x-chat-sessie': sessie,
      'x-bestandsnaam': encodeURIComponent('kapotte lamp é.png'),
      ...headers,
    },
  });
}

test('a klant asks, gets a tick and an answer, and the answer counts as delivered once it is on screen', async () => {
  await start();
  const klant = await connect();
  const vraag = bericht('Waar kan ik grofvuil brengen?');
  klant.send(vraag);
  const tick = await klant.next('ontvangen');
  expect(tick).toMatchObject({ id: vraag.id, kenmerk: 'S-TEST-0001-X' });
  expect(await klant.next('regel')).toMatchObject({
    id: vraag.id,
    volgnummer: tick.volgnummer,
    van: 'klant',
  });

  const keuzes = [{ code: 'ja', tekst: 'Ja' }];
  const antwoord = poort.answer(klant.conversatie, 'Bij de milieustraat.', { keuzes });
  const regel = await klant.next('regel', 2);
  expect(regel).toMatchObject({ tekst: 'Bij de milieustraat.', keuzes, richting: 'uit' });
  expect(poort.afgeleverd).toEqual([]);
  klant.send({ type: 'gelezen', volgnummer: regel.volgnummer });
  await klant.next('gelezen');
  expect(poort.afgeleverd).toEqual([antwoord]);

  klant.send({ type: 'bericht', id: randomUUID(), tekst: 'Ja', keuze: 'ja' });
  await klant.next('ontvangen', 2);
  expect(poort.berichten[1]).toMatchObject({ inhoud: { keuze: 'ja', tekst: 'Ja' }, kanaal: 'chat' });
});

test('the connection breaks after the commit and before the tick: sent again, it is one line', async () => {
  await start();
  const eerst = await connect();
  poort.afterCommit = () => eerst.socket.terminate();
  const vraag = bericht('Mijn straatlamp is kapot');
  eerst.send(vraag);
  await eerst.closedWith();
  expect(eerst.of('ontvangen')).toEqual([]);
  poort.afterCommit = () => undefined;
  poort.answer(eerst.conversatie, 'Dank u wel.');

  const weer = await connect({ sessie: eerst.sessie, na: 0 });
  weer.send(vraag);
  await weer.next('ontvangen');
  await weer.next('regel', 2);
  expect(weer.texts).toEqual(['Mijn straatlamp is kapot', 'Dank u wel.']);
  expect(poort.berichten).toHaveLength(1);
  expect(poort.gebeurtenissen.map(({ gebeurtenis }) => gebeurtenis)).toEqual(['aangekomen']);
});

test('after a restart of the server the widget continues where it was', async () => {
  await start();
  const voor = await connect();
  voor.send(bericht('een'));
  const { volgnummer } = await voor.next('ontvangen');
  await server.stop();
  expect(await voor.closedWith()).toBe(1012);
  expect(poort.gebeurtenissen.map(({ gebeurtenis }) => gebeurtenis)).toEqual(['aangekomen', 'vertrokken']);
  poort.answer(voor.conversatie, 'twee');
  await start();
  const na = await connect({ sessie: voor.sessie, na: volgnummer! });
  await na.next('regel');
  expect(na.sessie).toBe(voor.sessie);
  expect(na.texts).toEqual(['twee']);
  await eventually(() => expect(poort.gebeurtenissen.at(-1)?.gebeurtenis).toBe('aanwezig'));
});

test('lines arrive in order, each once, while both sides talk and the connection keeps breaking', async () => {
  await start({ verbinding: { perSeconde: 1000, extra: 0 }, frames: 10_000 });
  let klant = await connect();
  const { sessie, conversatie } = klant;
  const seen: RegelFrame[] = [];
  const open = new Map<string, object>();
  for (let round = 0; round < 6; round += 1) {
    for (let n = 0; n < 10; n += 1) {
      const line = bericht(`klant ${round}.${n}`);
      open.set(line.id, line);
      klant.send(line);
      poort.answer(conversatie, `gemeente ${round}.${n}`);
    }
    await new Promise((resolve) => setTimeout(resolve, round * 7));
    klant.socket.terminate();
    await klant.closedWith();
    seen.push(...klant.of('regel'));
    for (const { id } of klant.of('ontvangen')) open.delete(id);
    klant = await connect({ sessie, na: seen.at(-1)?.volgnummer ?? 0 });
    for (const line of open.values()) klant.send(line);
  }
  await eventually(() => expect(seen.length + klant.of('regel').length).toBe(120));
  seen.push(...klant.of('regel'));
  const numbers = seen.map(({ volgnummer }) => volgnummer);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  const own = seen.filter(({ van }) => van === 'klant').map(({ tekst }) => tekst);
  expect(new Set(own).size).toBe(60);
  expect(poort.lines.get(conversatie)).toHaveLength(120);
});

test('a long conversation comes whole', async () => {
  await start();
  const klant = await connect();
  klant.socket.terminate();
  for (let n = 0; n < 350; n += 1) poort.answer(klant.conversatie, `${n}`);
  const weer = await connect({ sessie: klant.sessie });
  await weer.next('regel', 350);
  expect(weer.texts.map(Number)).toEqual([...Array(350).keys()]);
});

test('two tabs show the same conversation', async () => {
  await start();
  const een = await connect();
  const twee = await connect({ sessie: een.sessie });
  een.send(bericht('vanuit tab een'));
  twee.send(bericht('vanuit tab twee'));
  await Promise.all([een.next('regel', 2), twee.next('regel', 2)]);
  expect(een.texts).toEqual(twee.texts);
  expect(poort.gebeurtenissen).toHaveLength(1);
});

test('without a database no tick is given; later the same line is taken', async () => {
  await start();
  const klant = await connect();
  poort.failing = true;
  const line = bericht('bewaar mij');
  klant.send(line);
  expect(await klant.next('fout')).toMatchObject({ code: 'storing', id: line.id });
  const nieuw = await new Client(server.url).opened();
  nieuw.send({ type: 'hallo', na: 0 });
  expect(await nieuw.closedWith()).toBe(1013);
  poort.failing = false;
  klant.send(line);
  await klant.next('ontvangen');
  await klant.next('regel');
  expect(klant.texts).toEqual(['bewaar mij']);
});

test('what the engine refuses is told with its reason and is not tried again', async () => {
  await start();
  const klant = await connect();
  poort.afterCommit = () => {
    throw new Weigering('inhoud', 'gesloten', 'De chat is dicht.');
  };
  klant.send(bericht('Hallo'));
  expect(await klant.next('fout')).toMatchObject({ code: 'geweigerd', reden: 'De chat is dicht.' });
});

test('going on by e-mail is a wish of its own, with a checked address', async () => {
  await start();
  const klant = await connect();
  klant.send({ type: 'kanaalwissel', id: randomUUID(), email: 'geen adres' });
  expect(await klant.next('fout')).toMatchObject({ code: 'ongeldig', velden: [{ veld: 'email' }] });
  klant.send({ type: 'kanaalwissel', id: randomUUID(), email: ' jan@voorbeeld.test ' });
  await klant.next('ontvangen');
  expect(poort.berichten[0]).toMatchObject({
    bedoeling: 'kanaalwissel',
    voorkeurskanaal: 'email',
    afzender: { adressen: [{ soort: 'email', waarde: 'jan@voorbeeld.test' }] },
  });
});

test('who falls away and comes back in time was never gone; who stays away has left at the moment of the loss', async () => {
  await start({ vertrekNa: 120 });
  const klant = await connect();
  klant.socket.terminate();
  await klant.closedWith();
  const terug = await connect({ sessie: klant.sessie });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(poort.gebeurtenissen.map(({ gebeurtenis }) => gebeurtenis)).toEqual(['aangekomen']);
  const lossOp = Date.now();
  terug.socket.terminate();
  await eventually(() => expect(poort.gebeurtenissen).toHaveLength(2));
  expect(poort.gebeurtenissen[1]?.gebeurtenis).toBe('vertrokken');
  expect(Date.parse(poort.gebeurtenissen[1]!.op) - lossOp).toBeLessThan(100);
  const later = await connect({ sessie: klant.sessie });
  await eventually(() => expect(poort.gebeurtenissen.at(-1)?.gebeurtenis).toBe('aanwezig'));
  later.send({ type: 'vertrokken' });
  expect(await later.closedWith()).toBe(1000);
  expect(poort.gebeurtenissen.at(-1)?.gebeurtenis).toBe('vertrokken');
  expect(poort.gebeurtenissen).toHaveLength(4);
});

test('proof of delivery survives a lost connection', async () => {
  await start();
  const klant = await connect();
  const ids = ['een', 'twee'].map((tekst) => poort.answer(klant.conversatie, tekst));
  const { volgnummer } = await klant.next('regel', 2);
  klant.socket.terminate();
  const weer = await connect({ sessie: klant.sessie, na: volgnummer, gelezen: 0 });
  weer.send({ type: 'gelezen', volgnummer });
  await weer.next('gelezen');
  expect(poort.afgeleverd).toEqual(ids);
  expect(weer.texts).toEqual([]);

  const herladen = await connect({ sessie: klant.sessie, na: 0, gelezen: volgnummer });
  await herladen.next('regel', 2);
  herladen.send({ type: 'gelezen', volgnummer });
  await herladen.next('gelezen');
  expect(poort.afgeleverd).toEqual(ids);
});

test('a file goes up first and then comes with a line, for its own session only', async () => {
  await start();
  const klant = await connect();
  const answer = await upload(klant.sessie, Buffer.alloc(300_000, 7));
  expect(answer.status).toBe(201);
  const { id, naam } = (await answer.json()) as { id: string; naam: string };
  expect(naam).toBe('kapotte lamp é.png');
  klant.send({ type: 'bericht', id: randomUUID(), bijlage: id });
  await klant.next('ontvangen');
  expect(poort.berichten[0]?.bijlagen).toMatchObject([{ naam, grootte: 300_000 }]);
  expect(klant.of('regel')[0]?.bijlagen).toEqual([naam]);

  const ander = await connect();
  ander.send({ type: 'bericht', id: randomUUID(), bijlage: id });
  expect(await ander.next('fout')).toMatchObject({ code: 'geweigerd', velden: [{ veld: 'bijlage' }] });
  expect((await upload('verzonnen', Buffer.from('a'))).status).toBe(401);
  expect((await upload(klant.sessie, Buffer.from('a'), { 'x-bestandsnaam': '' })).status).toBe(400);
  const large = await upload(klant.sessie, Buffer.alloc(25 * 1024 * 1024 + 1));
  expect(large.status).toBe(413);
  expect(await large.json()).toMatchObject({ code: 'te-groot', invalidParams: [{ name: 'bijlage' }] });
});

test('sending to a chat is showing the stored line; without a conversation it is refused for good', async () => {
  await start();
  const { send } = verzend.create({} as never);
  const uit = {
    id: randomUUID(),
    kanaal: 'chat',
    onderwerp: '',
    tekst: 'Dag',
    kenmerk: 'S-TEST-0001-X',
    automatisch: true,
    aangemaaktOp: new Date().toISOString(),
  } as const;
  expect(await send({ ...uit, conversatie: 'abc' })).toEqual({ status: 'onderweg', externId: uit.id });
  expect(await send(uit)).toMatchObject({ status: 'geweigerd' });
});
