import type { lookup as dnsLookup } from 'node:dns';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { isVanSchakel } from '../../docs/voorbeelden/handtekening.mjs';
import type { UitgaandBericht } from '../../domein/bericht.ts';
import { createBewijs } from '../../platform/bewijs.ts';
import { guardedLookup } from '../../platform/webhookadres.ts';
import { createPusher, VerbodenAdres } from './push.ts';
import { type AppBestemming, createAppVerzender } from './verzender.ts';

const bericht: UitgaandBericht = {
  id: '0190c0de-0000-7000-8000-000000000001',
  kanaal: 'sms',
  conversatie: '0612345678',
  adres: '0612345678',
  onderwerp: 'Uw melding',
  tekst: 'Wij komen langs: één dezer dagen.',
  kenmerk: 'S-3P7C-VW2K-7',
  voorgangers: ['geheim-van-mail'],
  automatisch: true,
  aangemaaktOp: '2026-03-01T10:00:00.000Z',
};
const geheim = 'whsec_test';
const closers: (() => Promise<unknown>)[] = [];
const logged: object[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  logged.length = 0;
});

type Resolved = (error: null, found: object[]) => void;

interface Push {
  headers: IncomingMessage['headers'];
  body: string;
}

async function webhook(answer: (res: ServerResponse) => void): Promise<{ url: string; pushes: Push[] }> {
  const pushes: Push[] = [];
  const server: Server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req.setEncoding('utf8')) body += chunk;
    pushes.push({ headers: req.headers, body });
    answer(res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/schakel`, pushes };
}

function verzender(app: AppBestemming | undefined, rest: { ontwikkel?: boolean; timeoutMs?: number } = {}) {
  const ontwikkel = rest.ontwikkel ?? true;
  const log = (fields: object) => void logged.push(fields);
  const made = createAppVerzender({
    findApp: async (kanaal) => (kanaal === 'sms' || kanaal === 'sociale-media' ? app : undefined),
    bewijs: createBewijs('geheim-van-de-tests-met-genoeg-tekens'),
    ontwikkel,
    log: { info: log, warn: log, error: log },
    pusher: createPusher({ ontwikkel }, rest.timeoutMs),
  });
  closers.push(made.close);
  return made;
}

const to = (url: string): AppBestemming => ({ naam: 'app-test', webhook: { url, geheim } });
const status = (code: number) => (res: ServerResponse) => void res.writeHead(code).end();

test('a push is signed, recognisable and holds what the app needs, no more', async () => {
  const { url, pushes } = await webhook(status(204));
  const { send } = verzender(to(url));
  expect(await send(bericht)).toEqual({ status: 'onderweg', externId: bericht.id });
  await send(bericht);
  const [first, again] = pushes;
  const { voorgangers: _voorgangers, ...expected } = bericht;
  expect(JSON.parse(first!.body)).toEqual({ ...expected, keuzes: [], bewijs: expect.any(String) });
  expect(first!.headers['schakel-bericht']).toBe(bericht.id);
  expect(again!.headers['schakel-bericht']).toBe(bericht.id);

  // The check that docs/kanaalbouwer.md gives to builders.
  const header = first!.headers['schakel-handtekening'] as string;
  expect(header).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  expect(isVanSchakel(header, first!.body, geheim)).toBe(true);
  expect(isVanSchakel(header, first!.body.replace('langs', 'niet'), geheim)).toBe(false);
  expect(isVanSchakel(header, first!.body, 'ander geheim')).toBe(false);
  expect(isVanSchakel(header, first!.body, geheim, Date.now() / 1000 + 301)).toBe(false);
  expect(isVanSchakel('t=1', first!.body, geheim)).toBe(false);
});

test('without proof of delivery a push that was taken is the end', async () => {
  const { url } = await webhook(status(200));
  const sent = await verzender(to(url)).send({ ...bericht, kanaal: 'sociale-media' });
  expect(sent).toEqual({ status: 'verzonden', externId: bericht.id });
});

test('an app without a webhook polls; a kanaal without an app refuses', async () => {
  expect(await verzender({ naam: 'app-poll' }).send(bericht)).toEqual({
    status: 'onderweg',
    externId: bericht.id,
  });
  expect(await verzender(undefined).send(bericht)).toEqual({ status: 'geweigerd', reden: 'geen-app' });
});

test.each([400, 401, 404, 410, 422])('answer %i is a refusal for ever', async (code) => {
  const { url } = await webhook(status(code));
  expect(await verzender(to(url)).send(bericht)).toEqual({ status: 'geweigerd', reden: `webhook-${code}` });
});

test.each([408, 429, 500, 503])('after answer %i a later attempt may go better', async (code) => {
  const { url } = await webhook(status(code));
  await expect(verzender(to(url)).send(bericht)).rejects.toThrow(`answered ${code}`);
});

test('a redirect is not followed', async () => {
  const elsewhere = await webhook(status(200));
  const { url } = await webhook((res) => void res.writeHead(307, { Location: elsewhere.url }).end());
  await expect(verzender(to(url)).send(bericht)).rejects.toThrow('307');
  expect(elsewhere.pushes).toEqual([]);
});

test('an app that does not answer, or that is away, is tried later', async () => {
  const silent = await webhook(() => undefined);
  const started = Date.now();
  await expect(verzender(to(silent.url), { timeoutMs: 200 }).send(bericht)).rejects.toThrow();
  expect(Date.now() - started).toBeLessThan(2_000);
  await expect(verzender(to('http://127.0.0.1:9/')).send(bericht)).rejects.toThrow('ECONNREFUSED');
});

test('an answer without an end does not hold the message', async () => {
  const { url } = await webhook(async (res) => {
    res.writeHead(200);
    for (let n = 0; n < 20 && !res.destroyed; n += 1) {
      res.write('x'.repeat(1000));
      await sleep(20);
    }
    res.end();
  });
  expect((await verzender(to(url), { timeoutMs: 150 }).send(bericht)).status).toBe('onderweg');
  await sleep(250);
});

test('our own network is out of reach in production, whatever the register says', async () => {
  const { url, pushes } = await webhook(status(200));
  const refused = { status: 'geweigerd', reden: 'webhook-verboden' };
  const { send } = verzender(to(url), { ontwikkel: false });
  expect(await send(bericht)).toEqual(refused);
  // A name is found out at the connection.
  const lookup = guardedLookup({ ontwikkel: false }, ((_name: string, _options: object, done: Resolved) =>
    done(null, [{ address: '10.0.0.1', family: 4 }])) as unknown as typeof dnsLookup);
  const pusher = createPusher({ ontwikkel: false }, 1_000, lookup);
  closers.push(async () => pusher.close());
  await expect(pusher.post('https://app.voorbeeld.nl/', {}, '')).rejects.toThrow(VerbodenAdres);
  expect(pushes).toEqual([]);
  expect(JSON.stringify(logged)).not.toContain('127.0.0.1');
});
