import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import proto from '@temporalio/proto';
import express from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database.ts';
import { freePort } from '../platform/embedded/ports.ts';
import { createLogger } from '../platform/logging.ts';
import { parseSleutels } from '../platform/sleutels.ts';
import { createCodec } from '../platform/temporal/codec.ts';
import { type TestDatabase, testDatabase } from '../tests/support/database.ts';
import { Bezoeker } from '../tests/support/medewerker.ts';
import { createGezondheidRouter } from './gezondheid.ts';
import { startApi } from './server.ts';

const uiOrigin = 'http://temporal-ui.test:8233';
const { Payload } = proto.temporal.api.common.v1;
let database: TestDatabase;
let folder: string;
let api: { port: number; stop(): Promise<void> };
let url: string;
let lines = '';
/** Milliseconds after which a client that drips its headers was cut off. */
let drip: Promise<number>;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'schakel-server-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  const config = readConfig({
    ...process.env,
    NODE_ENV: 'test',
    SCHAKEL_EMBEDDED: '1',
    SCHAKEL_DATA: folder,
    DATABASE_URL: database.url,
    PORT: String(port),
    SMTP_PORT: String(await freePort()),
    TEMPORAL_UI_URL: uiOrigin,
  });
  const write = (line: string): void => {
    lines += line;
  };
  api = await startApi(config, createLogger('api', 'info', { write }));
  drip = dripHeaders();
});
afterAll(async () => {
  await api.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function dripHeaders(): Promise<number> {
  const socket = connect(api.port, '127.0.0.1');
  const started = performance.now();
  socket.on('error', () => undefined);
  socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n');
  const timer = setInterval(() => socket.write('X-A: b\r\n'), 500);
  socket.resume();
  await once(socket, 'close');
  clearInterval(timer);
  return performance.now() - started;
}

describe('health', () => {
  const ready = async (): Promise<{ status: number; parts: string }> => {
    const response = await fetch(`${url}/health/ready`);
    const { onderdelen } = (await response.json()) as { onderdelen: Record<string, { status: string }> };
    const parts = Object.entries(onderdelen).map(([naam, { status }]) => `${naam} ${status}`);
    return { status: response.status, parts: parts.join(', ') };
  };

  test('is up only while the worker is heard of', async () => {
    const down = { status: 503, parts: 'api up, database up, temporal up, worker down' };
    expect(await ready()).toEqual(down);
    const beat = (seconds: number) =>
      sql`INSERT INTO onderdeel (naam, gezien_op) VALUES ('worker', clock_timestamp() - make_interval(secs => ${seconds}))
          ON CONFLICT (naam) DO UPDATE SET gezien_op = excluded.gezien_op`.execute(database.db);
    await beat(1);
    expect(await ready()).toEqual({ status: 200, parts: 'api up, database up, temporal up, worker up' });
    await beat(20);
    expect(await ready()).toEqual(down);
  });

  test('names the database and Temporal when they are away; the process itself lives', async () => {
    const db = openDatabase('postgres://nobody@127.0.0.1:1/weg', 1);
    const app = express().use(
      createGezondheidRouter({ db, checkTemporal: () => Promise.reject(new Error('14 UNAVAILABLE')) }),
    );
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
    try {
      const response = await fetch(`${address}/ready`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        status: 'down',
        onderdelen: {
          api: { status: 'up' },
          database: { status: 'down', reden: 'ECONNREFUSED' },
          temporal: { status: 'down', reden: '14 UNAVAILABLE' },
          worker: { status: 'down' },
        },
      });
      expect((await fetch(`${address}/live`)).status).toBe(200);
    } finally {
      server.close();
      await db.destroy();
    }
  });
});

describe('payloads in the Temporal Web UI', () => {
  const config = readConfig({ NODE_ENV: 'test' });
  async function decode(bezoeker: Bezoeker, origin: string | undefined): Promise<Response> {
    const codec = createCodec(parseSleutels(process.env.SCHAKEL_SLEUTELS ?? config.SCHAKEL_SLEUTELS));
    const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"afval"') };
    const [encoded] = await codec.encode([payload]);
    return bezoeker.request('/codec/decode', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin ? { origin } : {}) },
      body: JSON.stringify({ payloads: [Payload.toObject(Payload.create(encoded!), { bytes: String })] }),
    });
  }

  test('nobody without a session reads them', async () => {
    expect((await decode(new Bezoeker(url), uiOrigin)).status).toBe(401);
  });

  test('a medewerker does not read them', async () => {
    const bezoeker = new Bezoeker(url);
    await bezoeker.signIn('anna');
    expect((await decode(bezoeker, uiOrigin)).status).toBe(403);
  });

  test('an operator reads them, from the Web UI only', async () => {
    const bezoeker = new Bezoeker(url);
    await bezoeker.signIn('chris');
    const response = await decode(bezoeker, uiOrigin);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(uiOrigin);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { payloads } = (await response.json()) as { payloads: { data: string }[] };
    expect(Buffer.from(payloads[0]!.data, 'base64').toString()).toBe('"afval"');

    const foreign = await decode(bezoeker, 'https://elders.test');
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    expect(lines).not.toContain('afval"');
  });

  test('the browser of the Web UI may ask first; another origin is told nothing', async () => {
    const ask = (origin: string) => fetch(`${url}/codec/decode`, { method: 'OPTIONS', headers: { origin } });
    expect((await ask(uiOrigin)).headers.get('access-control-allow-origin')).toBe(uiOrigin);
    expect((await ask('https://elders.test')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('bytes that were changed are a clear refusal', async () => {
    const bezoeker = new Bezoeker(url);
    await bezoeker.signIn('chris');
    for (const body of [
      '{}',
      '{"payloads":"x"}',
      '{"payloads":[1,null]}',
      '{"payloads":[{"metadata":{"encoding":"YmluYXJ5L3NjaGFrZWwtYWVzLWdjbQ==","schakel-sleutel":"d2Vn"},"data":"AAAA"}]}',
    ]) {
      const response = await bezoeker.request('/codec/decode', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: uiOrigin },
        body,
      });
      expect(response.status, body).toBe(400);
    }
  });
});

test('a client that drips its headers is cut off within 15 seconds', { timeout: 20_000 }, async () => {
  const ms = await drip;
  expect(ms).toBeGreaterThan(9_000);
  expect(ms).toBeLessThan(15_000);
});
