import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Antwoord, type Json, klachten, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

const drc = '/documenten/api/v1/enkelvoudiginformatieobjecten';
const mb = 1_048_576;
const maximum = 8 * mb;
let registers: Registers;
let soort: Inrichting;

beforeAll(async () => {
  registers = await startRegisters({ DOCUMENT_MAXIMUM: maximum });
  soort = await richtIn(registers);
}, 60_000);
afterAll(() => registers.stop());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const brief = (bytes: Buffer, meer: Json = {}): Json =>
  documentBody(soort.informatieobjecttype, {
    inhoud: bytes.toString('base64'),
    bestandsomvang: bytes.length,
    ...meer,
  });
const download = async (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { headers: { authorization: `Bearer ${await registers.alles.token()}`, ...headers } });
/** Comparing buffers byte by byte takes a test runner seconds. */
const bytesVan = async (url: string): Promise<Buffer> =>
  Buffer.from(await (await download(`${url}/download`)).arrayBuffer());

/** Names of all contents, and what is still under way. */
async function opgeborgen(): Promise<string[]> {
  const namen = await readdir(registers.map, { recursive: true });
  return namen.map((naam) => path.basename(naam)).filter((naam) => /^[0-9a-f-]{36,64}$/.test(naam));
}

/** Sends a text as it is, in chunks, so that nobody knows its length. */
async function stuur(methode: string, pad: string, tekst: string, token?: string): Promise<Antwoord> {
  const response = await fetch(registers.url + pad, {
    method: methode,
    headers: {
      authorization: `Bearer ${token ?? (await registers.alles.token())}`,
      'content-type': 'application/json',
    },
    body: new Blob([tekst]).stream(),
    duplex: 'half',
  } as RequestInit);
  const antwoord = await response.text();
  return { status: response.status, headers: response.headers, body: antwoord ? JSON.parse(antwoord) : {} };
}

describe('a large document in JSON', () => {
  it('comes back as it was sent, also as the next version, and by parts', async () => {
    const [eerste, tweede] = [randomBytes(3 * mb + 1), randomBytes(5 * mb + 2)];
    const gemaakt = await registers.alles.maak(drc, {
      ...brief(eerste),
      integriteit: { algoritme: 'sha_256', waarde: sha256(eerste), datum: '2024-01-01' },
    });
    expect(gemaakt).toMatchObject({ bestandsomvang: eerste.length, titel: 'Brief', taal: 'nld', versie: 1 });
    expect((await bytesVan(gemaakt.url)).equals(eerste)).toBe(true);

    const { body: slot } = await registers.alles.post(`${gemaakt.url}/lock`, undefined);
    const nieuw = await registers.alles.patch(gemaakt.url, {
      lock: slot.lock,
      inhoud: tweede.toString('base64'),
      bestandsomvang: tweede.length,
    });
    expect([nieuw.status, nieuw.body.versie]).toEqual([200, 2]);
    expect((await bytesVan(gemaakt.url)).equals(tweede)).toBe(true);
    const oud = await download(`${gemaakt.url}/download?versie=1`);
    expect(Buffer.from(await oud.arrayBuffer()).equals(eerste)).toBe(true);

    const deel = await download(`${gemaakt.url}/download`, { range: 'bytes=1000000-1000099' });
    expect(deel.status).toBe(206);
    expect(deel.headers.get('content-range')).toBe(`bytes 1000000-1000099/${tweede.length}`);
    expect(deel.headers.get('repr-digest')).toBe(
      `sha-256=:${createHash('sha256').update(tweede).digest('base64')}:`,
    );
    expect(Buffer.from(await deel.arrayBuffer())).toEqual(tweede.subarray(1_000_000, 1_000_100));
    const etag = deel.headers.get('etag') as string;
    expect((await download(`${gemaakt.url}/download`, { 'if-none-match': etag })).status).toBe(304);
    const verouderd = await download(`${gemaakt.url}/download`, { range: 'bytes=0-9', 'if-range': '"x"' });
    expect([verouderd.status, (await verouderd.arrayBuffer()).byteLength]).toEqual([200, tweede.length]);
    const buiten = await download(`${gemaakt.url}/download`, { range: `bytes=${tweede.length}-` });
    expect([buiten.status, buiten.headers.get('content-range')]).toEqual([416, `bytes */${tweede.length}`]);
  });

  it('is read as a small one is: escapes, white space, any order of fields', async () => {
    const bytes = Buffer.alloc(2 * mb, 0xff);
    const velden: Json = documentBody(soort.informatieobjecttype, {
      titel: 'Één "titel" \\ met 😀',
      trefwoorden: ['a', 'b'],
      bestandsomvang: bytes.length,
    });
    delete velden.inhoud;
    // As PHP writes it: every slash escaped; and in lines.
    const base64 = bytes
      .toString('base64')
      .replaceAll('/', '\\/')
      .replace(/((?:\\\/){76})/g, '$1\\r\\n');
    const tekst = JSON.stringify(velden);
    const antwoord = await stuur('POST', drc, `{ "inhoud" : "${base64}" ,${tekst.slice(1)}`);
    expect(antwoord.status).toBe(201);
    expect(antwoord.body).toMatchObject({ titel: velden.titel, trefwoorden: ['a', 'b'] });
    expect(sha256(await bytesVan(antwoord.body.url))).toBe(sha256(bytes));
  });

  const groot = 'A'.repeat(2 * mb);
  it.each<[string, (body: Json) => string, [number, ...string[]]]>([
    [
      'base64 with a wrong character',
      (body) => JSON.stringify({ ...body, inhoud: `${groot}%${groot}` }),
      [400, 'inhoud: invalid'],
    ],
    [
      'base64 after its padding',
      (body) => JSON.stringify({ ...body, inhoud: `${groot}AA==${groot}` }),
      [400, 'inhoud: invalid'],
    ],
    [
      'another size than announced',
      (body) => JSON.stringify({ ...body, inhoud: groot, bestandsomvang: 12 }),
      [400, 'nonFieldErrors: file-size'],
    ],
    [
      'another SHA-256 than announced',
      (body) =>
        JSON.stringify({
          ...body,
          inhoud: groot,
          bestandsomvang: (groot.length / 4) * 3,
          integriteit: { algoritme: 'sha_256', waarde: 'a'.repeat(64), datum: '2024-01-01' },
        }),
      [400, 'integriteit.waarde: invalid'],
    ],
    [
      'a wrong field beside it',
      (body) =>
        JSON.stringify({ ...body, inhoud: groot, bestandsomvang: groot.length * 0.75, taal: 'nederlands' }),
      [400, 'taal: max_length'],
    ],
    [
      'a content that is there twice',
      (body) => `{"inhoud":"${groot}","inhoud":"QQ==",${JSON.stringify(body).slice(1)}`,
      [400, 'inhoud: duplicate'],
    ],
    ['JSON that stops', (body) => JSON.stringify({ ...body, inhoud: groot }).slice(0, -1), [400]],
    ['JSON that goes on', (body) => `${JSON.stringify({ ...body, inhoud: groot })}}`, [400]],
    ['a control character', (body) => `{"inhoud":"${groot}\n",${JSON.stringify(body).slice(1)}`, [400]],
    ['a list', (body) => `[${JSON.stringify({ ...body, inhoud: groot })}]`, [413]],
    ['a title without end', (body) => JSON.stringify({ ...body, titel: groot }), [413]],
    ['too large a content', (body) => JSON.stringify({ ...body, inhoud: groot.repeat(6) }), [413]],
  ])('%s is refused and leaves nothing', async (_naam, tekst, verwacht) => {
    const voor = await opgeborgen();
    const rijen = () => registers.omgeving.opslag.een(sql`SELECT count(*) FROM enkelvoudiginformatieobject`);
    const aantal = await rijen();
    const body = documentBody(soort.informatieobjecttype);
    delete body.inhoud;
    const antwoord = await stuur('POST', drc, tekst(body));
    expect(klachten(antwoord)).toEqual(verwacht);
    expect(await rijen()).toEqual(aantal);
    // What was read to its end before the refusal is collected later; nothing is under way.
    const nieuw = (await opgeborgen()).filter((naam) => !voor.includes(naam));
    expect(nieuw.filter((naam) => naam.length !== 64)).toEqual([]);
  });

  it('goes into the store on its way too when it is registered with its zaak', async () => {
    const zaak = await registers.alles.maak('/zaken/api/v1/zaken', zaakBody(soort.zaaktype));
    const registreer = (bytes: Buffer): Promise<Antwoord> => {
      const enkelvoudiginformatieobject = brief(bytes, { bestandsomvang: undefined });
      const deel = { enkelvoudiginformatieobject, zaakinformatieobject: { zaak: zaak.url } };
      return stuur('POST', '/documenten/api/v1/document_registreren', JSON.stringify(deel));
    };
    const bytes = randomBytes(3 * mb);
    const { status, body } = await registreer(bytes);
    expect(status).toBe(201);
    expect(sha256(await bytesVan(body.enkelvoudiginformatieobject.url))).toBe(sha256(bytes));
    expect((await registreer(randomBytes(maximum + 1))).status).toBe(413);
  });

  it('of somebody who may not is not even read', async () => {
    const voor = await opgeborgen();
    const lezer = await registers.beller([
      {
        component: 'drc',
        scopes: ['documenten.lezen'],
        informatieobjecttype: soort.informatieobjecttype,
        maxVertrouwelijkheidaanduiding: 'zeer_geheim',
      },
    ]);
    const tekst = JSON.stringify(brief(randomBytes(2 * mb)));
    expect((await stuur('POST', drc, tekst, await lezer.token())).status).toBe(403);
    expect((await stuur('POST', drc, tekst, 'geen-token')).status).toBe(403);
    expect(await opgeborgen()).toEqual(voor);
  });

  it('by parts may be no larger than the maximum, and is what its SHA-256 says', async () => {
    const zonder = { inhoud: null, bestandsomvang: maximum + 1 };
    expect(
      klachten(await registers.alles.post(drc, documentBody(soort.informatieobjecttype, zonder))),
    ).toEqual([400, 'bestandsomvang: max_value']);
    const bytes = randomBytes(1_000);
    const document = await registers.alles.maak(
      drc,
      documentBody(soort.informatieobjecttype, {
        inhoud: null,
        bestandsomvang: bytes.length,
        integriteit: {
          algoritme: 'sha_256',
          waarde: sha256(Buffer.from('iets anders')),
          datum: '2024-01-01',
        },
      }),
    );
    const formulier = new FormData();
    formulier.set('lock', document.lock);
    formulier.set('inhoud', new Blob([bytes]), 'deel');
    const [deel] = document.bestandsdelen as Json[];
    const gebracht = await fetch((deel as Json).url.replace('http://schakel.test', registers.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${await registers.alles.token()}` },
      body: formulier,
    });
    expect(gebracht.status).toBe(200);
    const open = await registers.alles.post(`${document.url}/unlock`, { lock: document.lock });
    expect(klachten(open)).toEqual([400, 'integriteit.waarde: invalid']);
    expect((await registers.alles.get(document.url)).body.locked).toBe(true);
  });

  it('that was damaged in the store is never served whole', async () => {
    const bytes = randomBytes(2 * mb);
    const document = await registers.alles.maak(drc, brief(bytes));
    const naam = sha256(bytes);
    const bestand = path.join(registers.map, naam.slice(0, 2), naam);
    const beschadigd = Buffer.from(bytes);
    beschadigd[mb] = (beschadigd[mb] as number) ^ 1;
    await writeFile(bestand, beschadigd);
    const antwoord = await download(`${document.url}/download`);
    await expect(antwoord.arrayBuffer()).rejects.toThrow();
    await rm(bestand);
  });
});
