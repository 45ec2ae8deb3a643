import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Weigering } from '../domein/kanaaladapter.ts';
import { createLogger } from './logging.ts';
import { forbidden, invalid, notFound, Problem, problemHandler, unauthorized } from './problem.ts';

const errors: Record<string, () => unknown> = {
  weigering: () => new Weigering('inhoud.tekst', 'te-lang', 'De tekst is te lang.'),
  geheel: () => new Weigering('', 'leeg', 'Het bericht is leeg.'),
  verboden: () => forbidden('Not yours.'),
  onbekend: () => unauthorized('Who are you?'),
  weg: () => notFound(),
  stuk: () => new Error('password of Sanne Jansen'),
  vreemd: () => 'a text',
  afgesloten: () => Object.assign(new Error('terminating connection of Sanne'), { code: '57P01' }),
  startend: () => Object.assign(new Error('the database system is starting up'), { code: '57P03' }),
  geweigerd: () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  verbroken: () => new Error('Connection terminated unexpectedly'),
  vol: () => new Error('timeout exceeded when trying to connect'),
  dubbel: () => Object.assign(new Error('duplicate key'), { code: '23505' }),
  schema: () =>
    invalid(
      z
        .strictObject({ naam: z.string(), punten: z.array(z.number()) })
        .safeParse({ punten: [1, 'x'], extra: 1 }).error!,
      'data',
    ),
};
let server: Server;
let url: string;
let lines = '';

beforeAll(async () => {
  const app = express();
  app.get('/:which', (req) => {
    throw errors[req.params.which]!();
  });
  app.post('/json', express.json({ limit: 100 }), (_req, res) => void res.json({}));
  app.use(
    problemHandler(
      createLogger('test', 'info', {
        write(line) {
          lines += line;
        },
      }),
    ),
  );
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(
  path: string,
  init?: RequestInit,
): Promise<{ type: string | null; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/${path}`, init);
  const body = (await response.json()) as Record<string, unknown>;
  expect(body.status).toBe(response.status);
  return { type: response.headers.get('content-type'), body };
}

describe('an answer that is no success (RFC 9457)', () => {
  test('names field, code and reason', async () => {
    const { type, body } = await ask('weigering');
    expect(type).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      status: 400,
      code: 'te-lang',
      detail: 'De tekst is te lang.',
      invalidParams: [{ name: 'inhoud.tekst', code: 'te-lang', reason: 'De tekst is te lang.' }],
    });
    for (const member of ['type', 'title', 'instance']) expect(body[member]).toBeTypeOf('string');
    expect((await ask('geheel')).body.invalidParams).toMatchObject([{ name: 'nonFieldErrors' }]);
  });

  test('tells all errors of a body at once', async () => {
    const { body } = await ask('schema');
    expect(body.invalidParams).toMatchObject([
      { name: 'data.naam', code: 'required' },
      { name: 'data.punten.1', code: 'invalid_type' },
      { name: 'data.extra', code: 'unknown-field' },
    ]);
  });

  test.each([
    ['onbekend', 401],
    ['verboden', 403],
    ['weg', 404],
  ])('%s is %i', async (path, status) => {
    expect((await ask(path)).body.status).toBe(status);
  });

  test('a body that is no JSON, or too large', async () => {
    const post = (body: string) =>
      ask('json', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect((await post('{"a":')).body).toMatchObject({ status: 400, code: 'parse_error' });
    expect((await post(`"${'x'.repeat(200)}"`)).body).toMatchObject({ status: 413, code: 'too_large' });
  });

  test.each(['stuk', 'vreemd'])('what is our own fault says nothing of it: %s', async (path) => {
    const { body } = await ask(path);
    expect(body).toMatchObject({ status: 500, code: 'error' });
    expect(JSON.stringify(body)).not.toContain('Sanne');
    expect(lines).toContain('request failed');
  });
});

test.each(['afgesloten', 'startend', 'geweigerd', 'verbroken', 'vol'])(
  'a part that is away is 503, and told as little: %s',
  async (path) => {
    const { type, body } = await ask(path);
    expect(type).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(JSON.stringify(body)).not.toContain('Sanne');
  },
);

test('what the database refuses is no part that is away', async () => {
  expect((await ask('dubbel')).body).toMatchObject({ status: 500 });
});

test('a problem without fields shows no empty list', () => {
  expect(new Problem(409, 'conflict', 'Conflict.', 'Taken.').invalidParams).toEqual([]);
});
