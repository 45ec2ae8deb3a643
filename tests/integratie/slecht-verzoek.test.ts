import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Antwoord,
  type Beller,
  type Json,
  klachten,
  type Registers,
  startRegisters,
} from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';
import { stand } from '../support/zgw-fouten.ts';

const zrc = '/zaken/api/v1';
let registers: Registers;
let soort: Inrichting;
let alles: Beller;
let zaak: Json;
let document: Json;
let token: string;

beforeAll(async () => {
  registers = await startRegisters();
  alles = registers.alles;
  soort = await richtIn(registers);
  zaak = await alles.maak(`${zrc}/zaken`, zaakBody(soort.zaaktype));
  document = await alles.maak(
    '/documenten/api/v1/enkelvoudiginformatieobjecten',
    documentBody(soort.informatieobjecttype),
  );
  token = await alles.token();
}, 60_000);
afterAll(() => registers.stop());

/** Sends a body as it is. */
async function stuur(
  methode: string,
  pad: string,
  body: string | Uint8Array | undefined,
  headers: Record<string, string> = {},
): Promise<Antwoord> {
  const response = await fetch(registers.url + pad, {
    method: methode,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: body as string }),
  });
  const tekst = await response.text();
  return { status: response.status, headers: response.headers, body: tekst ? JSON.parse(tekst) : undefined };
}

/** An error in the form of the standard, with the version of the API. */
function isProblem({ status, headers, body }: Antwoord, verwacht: number, code?: string): void {
  expect([status, body?.code]).toEqual([verwacht, code ?? body?.code]);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(headers.get('api-version')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(body).toMatchObject({ status: verwacht, type: expect.any(String), title: expect.any(String) });
}

describe('a body that is no body', () => {
  it.each([
    ['broken JSON', '{"bronorganisatie": ', 400, 'parse_error'],
    ['a number', '12', 400, 'invalid'],
    ['a list', '[]', 400, 'invalid'],
    ['null', 'null', 400, 'invalid'],
    ['nothing', '', 400, 'invalid'],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe]), 400, 'parse_error'],
  ])('%s is refused and changes nothing', async (_naam, body, status, code) => {
    const voor = await stand(registers);
    isProblem(await stuur('POST', `${zrc}/zaken`, body), status, code);
    expect(await stand(registers)).toBe(voor);
  });

  it('another media type is 415, also in pieces without a length', async () => {
    isProblem(await stuur('POST', `${zrc}/zaken`, 'a=b', { 'content-type': 'text/plain' }), 415);
    const stroom = new ReadableStream({
      start(bron) {
        bron.enqueue(new TextEncoder().encode(JSON.stringify(zaakBody(soort.zaaktype))));
        bron.close();
      },
    });
    const response = await fetch(`${registers.url}${zrc}/zaken`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: stroom,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(415);
  });

  it('a body over the limit is 413', async () => {
    const groot = JSON.stringify({ kanaal: 'zaken', vulling: 'x'.repeat(200_000) });
    isProblem(await stuur('POST', '/notificaties/api/v1/notificaties', groot), 413);
  });
});

/** Every address that takes a JSON body, and how many bytes are too many; `{}` stands for a document or zaak that exists. */
const lichamen: [string, string, number][] = [
  ['POST', '/zaken/api/v1/zaken', 100],
  ['POST', '/zaken/api/v1/zaken/_zoek', 100],
  ['PATCH', '{zaak}', 100],
  ['POST', '/zaken/api/v1/zaaknummer_reserveren', 0.01],
  ['POST', '/zaken/api/v1/zaak_registreren', 100],
  ['POST', '/zaken/api/v1/zaak_afsluiten/{uuid}', 100],
  ['POST', '/catalogi/api/v1/catalogussen', 100],
  ['POST', '/catalogi/api/v1/zaaktypen/{uuid}/publish', 0.01],
  ['POST', '/documenten/api/v1/enkelvoudiginformatieobjecten', 10_000],
  ['PUT', '{document}', 10_000],
  ['POST', '{document}/lock', 0.01],
  ['POST', '{document}/unlock', 0.01],
  ['POST', '/documenten/api/v1/documentnummer_reserveren', 0.01],
  ['POST', '/documenten/api/v1/document_registreren', 10_000],
  ['POST', '/besluiten/api/v1/besluiten', 100],
  ['POST', '/besluiten/api/v1/besluit_verwerken', 100],
  ['POST', '/autorisaties/api/v1/applicaties', 100],
  ['POST', '/notificaties/api/v1/abonnement', 100],
  ['POST', '/notificaties/api/v1/notificaties', 0.1],
  ['POST', '/notificaties/api/v1/cloudevents', 0.3],
];

describe.each(lichamen)('a body for %s %s', (methode, vorm, teGroot) => {
  const pad = (): string =>
    vorm
      .replace('{zaak}', new URL(zaak.url).pathname)
      .replace('{document}', new URL(document.url).pathname)
      .replace('{uuid}', String(zaak.uuid ?? randomUUID()));
  const json = vorm.endsWith('/cloudevents') ? 'application/cloudevents+json' : 'application/json';

  it('that is broken is 400, of another kind 415, too large 413; an unknown parameter is 400', async () => {
    const voor = await stand(registers);
    isProblem(await stuur(methode, pad(), '{"a": ', { 'content-type': json }), 400, 'parse_error');
    isProblem(await stuur(methode, pad(), '{}', { 'content-type': 'application/xml' }), 415);
    isProblem(await stuur(methode, pad(), 'a=b', { 'content-type': 'multipart/form-data; boundary=x' }), 415);
    isProblem(await aangekondigd(methode, pad(), json, teGroot * 1_000_000), 413);
    isProblem(await stuur(methode, `${pad()}?bestaatNiet=1`, '{}', { 'content-type': json }), 400);
    expect(await stand(registers)).toBe(voor);
  });
});

/** Announces a body of this length and waits for the answer, which comes before the body does. */
function aangekondigd(methode: string, pad: string, soortBody: string, lengte: number): Promise<Antwoord> {
  return new Promise((klaar, mis) => {
    const verzoek = request(`${registers.url}${pad}`, {
      method: methode,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': soortBody,
        'content-length': Math.ceil(lengte * 1.5) + 1_000_000,
      },
    });
    verzoek.on('error', mis).on('response', async (res) => {
      let tekst = '';
      for await (const stuk of res) tekst += stuk;
      verzoek.destroy();
      const headers = new Headers(res.headers as Record<string, string>);
      klaar({ status: res.statusCode ?? 0, headers, body: JSON.parse(tekst) });
    });
    verzoek.flushHeaders();
  });
}

describe('characters that no field can keep', () => {
  const metOmschrijving = (ruw: string): string =>
    JSON.stringify(zaakBody(soort.zaaktype, { omschrijving: '@' })).replace('"@"', ruw);

  it.each([
    ['NUL', '"a\\u0000b"', 'omschrijving', 'null_characters_not_allowed'],
    ['half a pair', '"a\\ud800b"', 'omschrijving', 'surrogate_characters_not_allowed'],
    ['a number beyond all', '1e999', 'omschrijving', 'invalid'],
  ])('%s is named', async (_naam, ruw, veld, code) => {
    const voor = await stand(registers);
    const antwoord = await stuur('POST', `${zrc}/zaken`, metOmschrijving(ruw));
    isProblem(antwoord, 400, 'invalid');
    expect(antwoord.body.invalidParams[0]).toMatchObject({ name: veld, code });
    expect(await stand(registers)).toBe(voor);
  });

  it('NUL deep in a group, in a name, in the query and in a header is refused too', async () => {
    const rol = (identificatie: unknown) =>
      JSON.stringify({
        zaak: zaak.url,
        roltype: soort.initiator,
        roltoelichting: '',
        betrokkeneType: 'natuurlijk_persoon',
        betrokkeneIdentificatie: identificatie,
      });
    isProblem(await stuur('POST', `${zrc}/rollen`, rol({ geslachtsnaam: '\0' })), 400);
    isProblem(await stuur('POST', `${zrc}/rollen`, rol({ '\0': 1 })), 400);
    isProblem(await stuur('GET', `${zrc}/zaken?identificatie=%00`, undefined), 400);
  });

  it('nesting without end is refused before anything walks it', async () => {
    const diep = (n: number) =>
      JSON.stringify(zaakBody(soort.zaaktype, { zaakgeometrie: '@' })).replace(
        '"@"',
        `${'['.repeat(n)}${']'.repeat(n)}`,
      );
    for (const n of [100, 100_000]) {
      const antwoord = await stuur('POST', `${zrc}/zaken`, diep(n));
      isProblem(antwoord, 400);
    }
  });

  it('names of the language itself are names like others', async () => {
    const giftig = `{"__proto__":{"bronorganisatie":"517439943"},"constructor":{"prototype":{"x":1}},${JSON.stringify(zaakBody(soort.zaaktype)).slice(1)}`;
    const { status, body } = await stuur('POST', `${zrc}/zaken`, giftig);
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('x');
    expect(({} as Json).bronorganisatie).toBeUndefined();
    isProblem(await stuur('POST', `${zrc}/zaken/_zoek`, '{"constructor":{}}'), 400);
    isProblem(await stuur('POST', `${zrc}/zaken/_zoek`, '{"__proto__":{}}'), 400);
    for (const body of ['null', '[]', '7', '""'])
      isProblem(await stuur('POST', `${zrc}/zaken/_zoek`, body), 400);
    for (const expand of ['[{}]', 'null', '7', '{}'])
      for (const adres of [`${zrc}/zaken/_zoek?expand=`, `${zrc}/zaken/_zoek`])
        isProblem(await stuur('POST', adres, `{"expand":${expand}}`), 400);
    const rol = { zaak: zaak.url, roltype: soort.initiator, roltoelichting: '', betrokkeneIdentificatie: {} };
    isProblem(
      await stuur('POST', `${zrc}/rollen`, JSON.stringify({ ...rol, betrokkeneType: 'constructor' })),
      400,
    );
  });

  it('of a name that stands twice the last one counts', async () => {
    const dubbel = `{"omschrijving":"eerst",${JSON.stringify(zaakBody(soort.zaaktype, { omschrijving: 'laatst' })).slice(1)}`;
    expect((await stuur('POST', `${zrc}/zaken`, dubbel)).body.omschrijving).toBe('laatst');
  });
});

describe('an address that nobody meant', () => {
  it.each([
    ['an unknown parameter', '/zaken?onbekend=1', 400],
    ['a name of the language', '/zaken?constructor=1', 400],
    ['another name of the language', '/zaken?__proto__=1', 400],
    ['page 0', '/zaken?page=0', 400],
    ['page -1', '/zaken?page=-1', 400],
    ['page 1e99', '/zaken?page=1e99', 400],
    ['a page that is not there', '/zaken?page=999999999', 404],
    ['pageSize 0', '/zaken?pageSize=0', 400],
    ['pageSize beyond all numbers', '/zaken?pageSize=99999999999999999999', 400],
    ['a parameter twice', '/zaken?identificatie=a&identificatie=b', 400],
    ['a list of too many', `/zaken?bronorganisatie__in=${'1,'.repeat(300)}`, 400],
    ['a date that does not exist', '/zaken?startdatum=2023-02-29', 400],
    ['a year that does not exist', '/zaken?startdatum=0000-01-01', 400],
    ['a column that is none of ours', '/zaken?ordering=uuid', 400],
    ['nothing to expand', '/zaken?expand=bestaatniet', 404],
    ['no uuid', '/zaken/geen-uuid', 404],
    ['percents of nothing', '/zaken/%E0%A4%A', 400],
    ['percents of nothing in the query', '/zaken?identificatie=%E0%A4%A', 200],
    ['a path that leads up', '/zaken/..%2f..%2f', 404],
    ['no resource', '/bestaatniet', 404],
  ])('%s: %s', async (_naam, pad, status) => {
    const antwoord = await stuur('GET', zrc + pad, undefined);
    if (status === 200) expect(antwoord.status).toBe(200);
    else isProblem(antwoord, status);
  });

  it('a page larger than the largest is as large as the largest', async () => {
    const { status } = await stuur('GET', `${zrc}/zaken?pageSize=100000`, undefined);
    expect(status).toBe(200);
  });

  it('an address without end is refused by the server itself', async () => {
    const response = await fetch(`${registers.url}${zrc}/zaken?identificatie=${'x'.repeat(200_000)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(431);
  });

  it('a method that is not there is 405 and tells which are, also at addresses of their own', async () => {
    const niet: [string, string, string][] = [
      ['PATCH', `${zrc}/zaken`, 'GET, POST'],
      ['PUT', `${zrc}/statussen/00000000-0000-4000-8000-000000000000`, 'GET, HEAD'],
      ['GET', `${zrc}/zaken/_zoek`, 'POST'],
      ['DELETE', '/documenten/api/v1/enkelvoudiginformatieobjecten/x/lock', 'POST'],
      ['DELETE', '/autorisaties/api/v1/applicaties/consumer', 'GET'],
    ];
    for (const [methode, pad, toegestaan] of niet) {
      const antwoord = await stuur(methode, pad, undefined);
      isProblem(antwoord, 405, 'method_not_allowed');
      expect(antwoord.headers.get('allow')).toBe(toegestaan);
    }
  });
});

describe('headers that make no sense', () => {
  it('If-Match of another version, of nothing, or of noise is 412', async () => {
    for (const waarde of ['"abc"', 'W/"abc"', 'abc', ',,,', '""', '"'.repeat(1_000)])
      isProblem(
        await stuur('PATCH', new URL(zaak.url).pathname, '{"toelichting":"x"}', { 'if-match': waarde }),
        412,
      );
  });

  it.each([
    'bytes=9-1',
    'bytes=abc',
    'bytes=-',
    'bytes=99999999999999999999-',
    'bytes=0-0,2-2',
    'tekens=1-2',
    '=',
  ])('Range %s never breaks a download', async (range) => {
    const response = await fetch(`${document.url}/download`, {
      headers: { authorization: `Bearer ${token}`, range },
    });
    expect([200, 206, 416]).toContain(response.status);
    if (response.status === 200) expect(await response.text()).toBe('hallo');
    if (response.status === 416) expect(response.headers.get('content-type')).toContain('problem+json');
  });

  it('a coordinate system that we do not know is 406', async () => {
    isProblem(await stuur('GET', `${zrc}/zaken`, undefined, { 'accept-crs': 'EPSG:28992' }), 406);
    isProblem(
      await stuur('POST', `${zrc}/zaken`, JSON.stringify(zaakBody(soort.zaaktype)), { 'content-crs': 'RD' }),
      406,
    );
  });

  it('more foreign addresses than anybody means are not fetched', async () => {
    const anderen = Array.from({ length: 201 }, (_, i) => ({
      url: registers.extern({ nummer: i }),
      aardRelatie: 'overig',
    }));
    const voor = await stand(registers);
    const teVeel = await alles.post(
      `${zrc}/zaken`,
      zaakBody(soort.zaaktype, { relevanteAndereZaken: anderen }),
    );
    expect(klachten(teVeel)).toEqual([400, 'nonFieldErrors: too-many-addresses']);
    expect(await stand(registers)).toBe(voor);
  });

  it('a key for once that is too long is refused', async () => {
    const body = JSON.stringify(zaakBody(soort.zaaktype));
    isProblem(await stuur('POST', `${zrc}/zaken`, body, { 'idempotency-key': 'x'.repeat(256) }), 400);
  });

  it('a request that breaks off half-way harms nobody', async () => {
    const { port } = new URL(registers.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST ${zrc}/zaken HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"bron`,
    );
    await new Promise((klaar) => setTimeout(klaar, 50));
    socket.destroy();
    expect((await stuur('GET', `${zrc}/zaken?pageSize=1`, undefined)).status).toBe(200);
  });
});

describe('two who write at once', () => {
  const nieuwe = () => alles.maak(`${zrc}/zaken`, zaakBody(soort.zaaktype));
  const schrijf = (url: string, toelichting: string, headers: Record<string, string> = {}) =>
    stuur('PATCH', new URL(url).pathname, JSON.stringify({ toelichting }), headers);

  it('with If-Match one of them loses, with 412, and what the other wrote stays', async () => {
    const { url } = await nieuwe();
    const etag = (await alles.get(url)).headers.get('etag') ?? '';
    const uitslag = await Promise.all(
      ['een', 'twee', 'drie'].map((tekst) => schrijf(url, tekst, { 'if-match': etag })),
    );
    const gewonnen = uitslag.filter(({ status }) => status === 200);
    expect(uitslag.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await alles.get(url)).body.toelichting).toBe(gewonnen[0]?.body.toelichting);
  });

  it('without it both apply in turn', async () => {
    const { url } = await nieuwe();
    const uitslag = await Promise.all([schrijf(url, 'een'), schrijf(url, 'twee')]);
    expect(uitslag.map(({ status }) => status)).toEqual([200, 200]);
    const spoor = (await alles.get(`${url}/audittrail`)).body as Json[];
    const stappen = spoor
      .slice(1)
      .map(({ wijzigingen: { oud, nieuw } }) => [oud.toelichting, nieuw.toelichting]);
    // The second saw what the first left behind.
    expect(stappen[1]?.[0]).toBe(stappen[0]?.[1]);
    expect(stappen.map((stap) => stap[1]).sort()).toEqual(['een', 'twee']);
  });
});
