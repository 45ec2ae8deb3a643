import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import express from 'express';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Ontvanger, type Ontvangomgeving, Weigering } from '../../domein/kanaaladapter.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import { createBewijs } from '../../platform/bewijs.ts';
import { FakePoort } from './fake-poort.ts';
import { type Grenzen, standaardGrenzen } from './limieten.ts';
import type { FoutFrame, RegelFrame, ServerFrame } from './protocol.ts';
import { startChat } from './server.ts';
import { verzend } from './verzend.ts';

const bewijs = createBewijs('een-geheim-van-minstens-32-tekens!!');
const kenmerk = makeKenmerk(Buffer.from('kenmerk!'));
const logged: unknown[] = [];
const log = {
  info: (...line: unknown[]) => void logged.push(line),
  warn: (...line: unknown[]) => void logged.push(line),
  error: (...line: unknown[]) => void logged.push(line),
};

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 4_000, interval: 3 });

let poort: FakePoort;
let server: Server;
let ontvanger: Ontvanger;
let url: string;
const clients: Client[] = [];

async function start(grenzen: Partial<Grenzen> = {}): Promise<void> {
  const app = express();
  server = createServer(app);
  const omgeving: Ontvangomgeving = {
    poort,
    bewijs,
    log,
    router: app,
    server,
    processen: new Map(),
    instellingen: {
      gemeenteNaam: 'Voorbeeldstad',
      gemeenteMail: 'gemeente@voorbeeldstad.test',
      url: 'https://voorbeeldstad.test',
      smtpPort: 0,
      smtpUrl: '',
      host: '127.0.0.1',
    },
    documenten: { store: storeFile, open: () => Promise.reject(new Error('not here')) },
    onUpgrade: (handler) =>
      void server.on('upgrade', (request, socket, head) => {
        if (!handler(request, socket, head)) socket.destroy();
      }),
  };
  ontvanger = startChat(omgeving, { ...standaardGrenzen, ...grenzen });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(): Promise<void> {
  await ontvanger.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Reads the whole stream, as the real store does, and stops at the maximum. */
async function storeFile(stream: Readable, { naam }: { naam: string }, maximum: number) {
  const hash = createHash('sha256');
  let grootte = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    grootte += chunk.length;
    if (grootte > maximum) throw new Weigering('bijlage', 'te-groot', 'Te groot.');
    hash.update(chunk);
  }
  return { sha256: hash.digest('hex'), naam, mediatype: 'image/png', grootte };
}

beforeEach(async () => {
  poort = new FakePoort();
  logged.length = 0;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await stop();
});

/** A widget without a screen. */
class Client {
  readonly frames: ServerFrame[] = [];
  closed: number | undefined;
  readonly socket: WebSocket;

  constructor(headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/kanalen/chat/ws`, { headers });
    this.socket.on('message', (data) => this.frames.push(JSON.parse(data.toString())));
    this.socket.on('close', (code) => {
      this.closed = code;
    });
    this.socket.on('error', () => undefined);
    clients.push(this);
  }

  async opened(): Promise<this> {
    await eventually(() => expect(this.socket.readyState).toBe(WebSocket.OPEN));
    return this;
  }

  send(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  of<T extends ServerFrame['type']>(type: T): Extract<ServerFrame, { type: T }>[] {
    return this.frames.filter((frame) => frame.type === type) as Extract<ServerFrame, { type: T }>[];
  }

  get texts(): string[] {
    return this.of('regel').map(({ tekst }) => tekst);
  }

  async next<T extends ServerFrame['type']>(type: T, count = 1): Promise<Extract<ServerFrame, { type: T }>> {
    await eventually(() => expect(this.of(type).length).toBeGreaterThanOrEqual(count));
    return this.of(type)[count - 1]!;
  }

  async closedWith(): Promise<number> {
    await eventually(() => expect(this.closed).toBeDefined());
    return this.closed!;
  }
}

async function connect(
  hallo: { sessie?: string; token?: string; na?: number; gelezen?: number } = {},
  headers: Record<string, string> = {},
): Promise<Client & { sessie: string; conversatie: string }> {
  const client = await new Client(headers).opened();
  client.send({ type: 'hallo', na: 0, ...hallo });
  const { sessie } = await client.next('welkom');
  return Object.assign(client, { sessie, conversatie: createHash('sha256').update(sessie).digest('hex') });
}

const bericht = (tekst: string, id: string = randomUUID()) => ({ type: 'bericht', id, tekst });

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

test('the secret of a session stands in no stored message and in no log line', async () => {
  await start();
  const klant = await connect();
  klant.send(bericht('Hallo'));
  await klant.next('ontvangen');
  const stored = JSON.stringify([poort.berichten, poort.gebeurtenissen, [...poort.lines], logged]);
  expect(stored).toContain(klant.conversatie);
  expect(stored).not.toContain(klant.sessie.slice(0, 30));
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
  await stop();
  expect(voor.closed).toBe(1012);
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

test('a forged session or token gets what an unknown one gets: a fresh session that proves nothing', async () => {
  await start();
  const echt = await connect();
  echt.send(bericht('geheim'));
  await echt.next('ontvangen');
  const forged = `${echt.sessie.slice(0, -1)}${echt.sessie.endsWith('a') ? 'b' : 'a'}`;
  const token = bewijs.sign(kenmerk, 'link');
  const attempts = [
    { sessie: forged },
    { sessie: echt.conversatie },
    { sessie: 'x' },
    { token: `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}` },
    { token: bewijs.sign(kenmerk, 'adres') },
    { sessie: token, na: 4 },
  ];
  const answers = await Promise.all(attempts.map((hallo) => connect(hallo)));
  for (const answer of answers) {
    expect(answer.sessie).not.toBe(echt.sessie);
    expect(answer.frames).toEqual([
      { type: 'welkom', sessie: answer.sessie, na: 0, gelezen: 0, kenmerk: 'S-TEST-0001-X' },
    ]);
  }
  expect(new Set(answers.map(({ sessie }) => sessie)).size).toBe(attempts.length);
  expect(poort.gebeurtenissen.flatMap(({ bewezen }) => bewezen)).toEqual([]);
});

test('a link from a mail proves its verzoek, once per session', async () => {
  await start();
  const token = bewijs.sign(kenmerk, 'link');
  const klant = await connect({ token });
  await connect({ token, sessie: klant.sessie });
  expect(poort.gebeurtenissen).toHaveLength(1);
  expect(poort.gebeurtenissen[0]).toMatchObject({ gebeurtenis: 'aangekomen', bewezen: [kenmerk] });
});

test('a session that the store does not know starts at the beginning', async () => {
  await start();
  const voor = await connect();
  await stop();
  poort = new FakePoort();
  await start();
  poort.answer(voor.conversatie, 'Welkom');
  const na = await connect({ sessie: voor.sessie, na: 99 });
  expect(na.of('welkom')[0]).toMatchObject({ na: 0, sessie: voor.sessie });
  await na.next('regel');
});

test('who types too fast is told so and loses nothing; who goes on is cut off', async () => {
  await start({ overtredingen: 3 });
  const klant = await connect();
  for (let n = 0; n < 12; n += 1) klant.send(bericht(`snel ${n}`));
  const fout = await klant.next('fout', 2);
  expect(fout).toMatchObject({ code: 'te-snel', id: expect.any(String), wacht: expect.any(Number) });
  await klant.next('ontvangen', 10);
  expect(poort.berichten).toHaveLength(10);
  for (let n = 0; n < 5; n += 1) klant.send(bericht('door'));
  expect(await klant.closedWith()).toBe(1008);
  expect(poort.berichten).toHaveLength(10);
});

test('an address has its own limits: messages, connections and new conversations', async () => {
  await start({ adres: { perSeconde: 3, extra: 0 }, verbindingenPerAdres: 2, sessiesPerAdres: 3 });
  const headers = { 'x-forwarded-for': '203.0.113.7, 198.51.100.4' };
  const een = await connect({}, headers);
  const twee = await connect({}, headers);
  const drie = new Client(headers);
  const error = await new Promise<Error>((resolve) => drie.socket.on('error', resolve));
  expect(error.message).toContain('429');
  for (const klant of [een, twee]) for (let n = 0; n < 2; n += 1) klant.send(bericht(`${n}`));
  await eventually(() => expect([...een.of('fout'), ...twee.of('fout')]).toHaveLength(1));
  const elders = await connect({}, { 'x-forwarded-for': '203.0.113.7, 198.51.100.5' });
  elders.send(bericht('ongestoord'));
  await elders.next('ontvangen');
  twee.socket.terminate();
  await twee.closedWith();
  await connect({}, headers);
  een.socket.terminate();
  await een.closedWith();
  const vierde = await new Client(headers).opened();
  vierde.send({ type: 'hallo', na: 0 });
  expect(await vierde.closedWith()).toBe(1013);
  expect(vierde.of('fout')[0]).toMatchObject({ code: 'te-snel', wacht: expect.any(Number) });
});

test('a frame above 64 kB closes with 1009', async () => {
  await start();
  const klant = await connect();
  klant.send(bericht('x'.repeat(70_000)));
  expect(await klant.closedWith()).toBe(1009);
  expect(poort.berichten).toEqual([]);
});

test.each([
  ['a text that is too long', { tekst: 'x'.repeat(4_001) }, 'tekst', '4.000 tekens'],
  ['an empty text', { tekst: '  ' }, 'tekst', 'Typ eerst'],
  ['nothing at all', {}, 'tekst', 'Typ eerst'],
  ['NUL', { tekst: 'a\0b' }, 'tekst', 'teken'],
  ['half a character', { tekst: 'a\ud800b' }, 'tekst', 'teken'],
  ['a number', { tekst: 4 }, 'tekst', 'tekst'],
  ['no uuid', { id: 'een', tekst: 'a' }, 'id', 'uuid'],
  ['markup as choice', { keuze: '<b>' }, 'keuze', 'bestaat niet'],
])('%s is refused with the field and a reason, and nothing is stored', async (_, wrong, veld, reden) => {
  await start();
  const klant = await connect();
  const id = randomUUID();
  klant.send({ type: 'bericht', id, ...wrong });
  const fout = (await klant.next('fout')) as FoutFrame;
  expect(fout).toMatchObject({ code: 'ongeldig', id: 'id' in wrong ? 'een' : id });
  expect(fout.velden?.[0]?.veld).toBe(veld);
  expect(fout.velden?.[0]?.reden).toContain(reden);
  klant.send(bericht('x'.repeat(4_000)));
  await klant.next('ontvangen');
  expect(poort.berichten).toHaveLength(1);
});

test('what is no frame gets an error, and the fifth time the connection closes', async () => {
  await start();
  const klant = await connect();
  const nonsense = ['{', '[]', 'null', '{"type":"rm"}'];
  for (const text of nonsense) klant.send(text);
  klant.send(bericht('nog steeds welkom'));
  await klant.next('ontvangen');
  klant.socket.send(Buffer.from([1, 2, 3]));
  expect(await klant.closedWith()).toBe(1008);
  expect(klant.of('fout').map(({ code }) => code)).toEqual(Array(5).fill('onleesbaar'));
});

test('nothing happens before the greeting, and who never greets is sent away', async () => {
  await start({ halloBinnen: 80 });
  const klant = await new Client().opened();
  klant.send(bericht('zonder groet'));
  expect(await klant.next('fout')).toMatchObject({ code: 'eerst-hallo' });
  expect(await klant.closedWith()).toBe(1008);
  expect([...poort.berichten, ...poort.gebeurtenissen]).toEqual([]);
});

test('without a database no tick is given; later the same line is taken', async () => {
  await start();
  const klant = await connect();
  poort.failing = true;
  const line = bericht('bewaar mij');
  klant.send(line);
  expect(await klant.next('fout')).toMatchObject({ code: 'storing', id: line.id });
  const nieuw = await new Client().opened();
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

test('a reader that takes nothing is cut off, and gets all when it comes back', async () => {
  await start({ ping: 60 });
  const traag = await connect();
  const vlot = await connect();
  traag.socket.pause();
  for (let n = 0; n < 20; n += 1) poort.answer(traag.conversatie, `${n}${'x'.repeat(1_000_000)}`);
  await new Promise((resolve) => setTimeout(resolve, 250));
  traag.socket.resume();
  expect(await traag.closedWith()).toBe(1006);
  expect(vlot.closed).toBeUndefined();
  expect(traag.texts.length).toBeLessThan(20);
  const na = traag.of('regel').at(-1)?.volgnummer ?? 0;
  const weer = await connect({ sessie: traag.sessie, na });
  await weer.next('regel', 20 - traag.texts.length);
  expect([...traag.texts, ...weer.texts].map((tekst) => Number.parseInt(tekst, 10))).toEqual([
    ...Array(20).keys(),
  ]);
});

test('a page of another site may not talk for its visitor', async () => {
  await start();
  const vreemd = new Client({ origin: 'https://elders.test' });
  const error = await new Promise<Error>((resolve) => vreemd.socket.on('error', resolve));
  expect(error.message).toContain('403');
  await connect({}, { origin: 'https://voorbeeldstad.test' });
  await connect({}, { origin: url });
});

async function upload(sessie: string, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/kanalen/chat/bijlage`, {
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
  const { send } = verzend.create({ bewijs, log, instellingen: {} as never });
  const uit = {
    id: randomUUID(),
    kanaal: 'chat',
    onderwerp: '',
    tekst: 'Dag',
    kenmerk,
    automatisch: true,
    aangemaaktOp: new Date().toISOString(),
  } as const;
  expect(await send({ ...uit, conversatie: 'abc' })).toEqual({ status: 'onderweg', externId: uit.id });
  expect(await send(uit)).toMatchObject({ status: 'geweigerd' });
});
