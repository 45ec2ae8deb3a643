import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestomgeving, type Testomgeving } from './testomgeving.ts';

/** The rules of the NL GOV ruleset (API Design Rules 2.2) that can be read from a document, expressed anew. */

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string }[];
  responses: Record<string, { headers?: object; content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  info: { version: string; contact: object };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<
      string,
      { type?: string; properties?: Record<string, { format?: string }>; required?: string[] }
    >;
  };
}

let omgeving: Testomgeving;
let document: Document;
let operations: [string, Operation][];

beforeAll(async () => {
  omgeving = await startTestomgeving();
  const { body } = await request(omgeving.url)
    .get('/kanalen/v1/openapi.json')
    .expect(200)
    .expect('Access-Control-Allow-Origin', '*')
    .expect('API-Version', '1.0.0');
  document = body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );
});
afterAll(() => omgeving.stop());

test('the document says who, which version and where', () => {
  expect(document.openapi).toBe('3.0.3');
  expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(document.info.contact).toEqual({
    name: 'Gemeente Voorbeeldstad',
    email: 'gemeente@voorbeeldstad.test',
    url: 'https://schakel.voorbeeldstad.test',
  });
  expect(document.servers.map(({ url }) => url)).toEqual(['https://schakel.voorbeeldstad.test/kanalen/v1']);
});

test('paths are kebab-case without a slash at the end, query keys camelCase, operations named once', () => {
  expect(operations.length).toBeGreaterThan(7);
  for (const path of Object.keys(document.paths))
    expect(path).toMatch(/^(\/([a-z0-9-]+|\{[a-zA-Z]+\}|openapi\.json))+$/);
  for (const [, { parameters = [] }] of operations)
    for (const { name } of parameters) expect(name).toMatch(/^[a-z][a-z\d]*([A-Z][a-z\d]*)*$/);
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every error is problem+json, every answer tells the version, bad input is always 400', () => {
  for (const [name, { responses, parameters = [] }] of operations) {
    expect(Object.keys(responses), name).toContain('500');
    if (!name.startsWith('get') || parameters.length > 0)
      expect(Object.keys(responses), name).toContain('400');
    for (const [status, { headers, content }] of Object.entries(responses)) {
      expect(headers, `${name} ${status}`).toHaveProperty('API-Version');
      const types = Object.keys(content ?? {});
      expect(types, `${name} ${status}`).toEqual([
        status >= '400' ? 'application/problem+json' : 'application/json',
      ]);
    }
  }
  const { Problem } = document.components.schemas;
  expect(Problem!.required).toEqual(expect.arrayContaining(['status', 'title', 'detail']));
});

test('references lead somewhere, names of schemas are PascalCase, those of fields camelCase', () => {
  const schemas = document.components.schemas;
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(schemas).toHaveProperty(name!);
  for (const [name, { properties = {} }] of Object.entries(schemas)) {
    expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
    for (const key of Object.keys(properties)) expect(key).toMatch(/^[a-z][a-zA-Z]*$/);
  }
  expect(schemas.NieuwBericht!.properties!.ontvangenOp).toMatchObject({ format: 'date-time' });
});

test('what is served follows the document: headers on every answer, and problems for every wrong address', async () => {
  const token = await omgeving.makeApp('app-kop', 'sms');
  const ask = (method: 'get' | 'post' | 'delete', path: string) =>
    request(omgeving.url)[method](`/kanalen/v1/${path}`).set('Authorization', `Bearer ${token}`);
  const answers = [
    await ask('get', 'processen').expect(200),
    await ask('get', 'processen/').expect(404),
    await ask('get', 'Processen').expect(404),
    await ask('get', 'processen/bestaat-niet').expect(404),
    await ask('get', 'processen/%zz').expect(400),
    await ask('get', 'niets').expect(404),
    await ask('delete', 'berichten').expect(405).expect('Allow', 'POST'),
    await ask('post', 'openapi.json').expect(405).expect('Allow', 'GET'),
    await ask('post', 'berichten').expect(415),
    await request(omgeving.url).get('/kanalen/v1/processen').expect(401),
  ];
  for (const { headers, status, body } of answers) {
    expect(headers).toMatchObject({
      'api-version': '1.0.0',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'content-type': expect.stringMatching(
        status >= 400 ? /^application\/problem\+json/ : /^application\/json/,
      ),
    });
    if (status >= 400)
      expect(body).toMatchObject({
        status,
        title: expect.any(String),
        detail: expect.any(String),
        instance: `urn:request:${headers['x-request-id']}`,
      });
  }
});

test('an app can ask the questions of a product itself', async () => {
  const token = await omgeving.makeApp('app-vragen', 'sms');
  const get = (path: string) =>
    request(omgeving.url).get(`/kanalen/v1/${path}`).set('Authorization', `Bearer ${token}`).expect(200);
  const { processen } = (await get('processen')).body;
  expect(processen.map(({ code }: { code: string }) => code)).toEqual(['melden-overlast', 'algemene-vraag']);
  const { vragen } = (await get('processen/melden-overlast')).body;
  expect(vragen.slice(0, 2)).toMatchObject([
    { naam: 'soort', soort: 'keuze', verplicht: true },
    { naam: 'moment', als: { veld: 'soort', is: ['geluid'] } },
  ]);
});
