import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import { FakePoort } from './fake-poort.ts';
import type { Grenzen } from './limieten.ts';
import type { FoutFrame } from './protocol.ts';
import { bericht, Client, eventually } from './test-client.ts';
import { bewijs, TestServer } from './test-server.ts';

const kenmerk = makeKenmerk(Buffer.from('kenmerk!'));

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

test('the secret of a session stands in no stored message and in no log line', async () => {
  await start();
  const klant = await connect();
  klant.send(bericht('Hallo'));
  await klant.next('ontvangen');
  const stored = JSON.stringify([poort.berichten, poort.gebeurtenissen, [...poort.lines], server.logged]);
  expect(stored).toContain(klant.conversatie);
  expect(stored).not.toContain(klant.sessie.slice(0, 30));
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
  for (const [n, answer] of answers.entries()) {
    expect([echt.sessie, attempts[n]?.sessie]).not.toContain(answer.sessie);
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
  await server.stop();
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
  const drie = new Client(server.url, headers);
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
  const vierde = await new Client(server.url, headers).opened();
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
  ['an empty choice', { keuze: '' }, 'keuze', 'bestaat niet'],
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
  const klant = await new Client(server.url).opened();
  klant.send(bericht('zonder groet'));
  expect(await klant.next('fout')).toMatchObject({ code: 'eerst-hallo' });
  expect(await klant.closedWith()).toBe(1008);
  expect([...poort.berichten, ...poort.gebeurtenissen]).toEqual([]);
});

test('a reader that takes nothing is cut off, and gets all when it comes back', async () => {
  await start({ ping: 150 });
  const traag = await connect();
  const vlot = await connect();
  traag.socket.pause();
  for (let n = 0; n < 20; n += 1) poort.answer(traag.conversatie, `${n}${'x'.repeat(1_000_000)}`);
  await eventually(() => expect(poort.isWatched(traag.conversatie)).toBe(false));
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
  const vreemd = new Client(server.url, { origin: 'https://elders.test' });
  const error = await new Promise<Error>((resolve) => vreemd.socket.on('error', resolve));
  expect(error.message).toContain('403');
  await connect({}, { origin: 'https://voorbeeldstad.test' });
  await connect({}, { origin: server.url });
});
