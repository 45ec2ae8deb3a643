import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Antwoord,
  type Json,
  klachten,
  type Registers,
  startRegisters,
} from '../../../tests/support/zgw.ts';
import {
  documentBody,
  type Inrichting,
  informatieobjecttypeBody,
  richtIn,
} from '../../../tests/support/zgw-catalogus.ts';

const drc = '/documenten/api/v1';
const stukken = `${drc}/enkelvoudiginformatieobjecten`;
let registers: Registers;
let soort: Inrichting;
/** May change documents, and nothing by force. */
let bewerker: Awaited<ReturnType<Registers['beller']>>;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  bewerker = await registers.beller([
    {
      component: 'drc',
      scopes: ['documenten.lezen', 'documenten.aanmaken', 'documenten.bijwerken', 'documenten.lock'],
      informatieobjecttype: soort.informatieobjecttype,
      maxVertrouwelijkheidaanduiding: 'zeer_geheim',
    },
  ]);
}, 60_000);
afterAll(() => registers.stop());

const base64 = (tekst: string): string => Buffer.from(tekst).toString('base64');
const body = (meer: Json = {}): Json => documentBody(soort.informatieobjecttype, meer);
const maak = (meer: Json = {}): Promise<Json> => registers.alles.maak(stukken, body(meer));
const post = (meer: Json = {}): Promise<Antwoord> => registers.alles.post(stukken, body(meer));
const lees = async (url: string): Promise<Json> => (await registers.alles.get(url)).body;
const lock = async ({ url }: Json): Promise<string> =>
  (await registers.alles.post(`${url}/lock`, undefined)).body.lock;
const download = (url: string, headers?: Record<string, string>): Promise<Antwoord> =>
  registers.alles.get(`${url}/download`, headers);
/** A document that comes in parts. */
const maakLeeg = (omvang = 10): Promise<Json> => maak({ inhoud: null, bestandsomvang: omvang });
async function breng(deel: Json, inhoud: string | undefined, slot?: string): Promise<Antwoord> {
  const formulier = new FormData();
  if (slot !== undefined) formulier.set('lock', slot);
  if (inhoud !== undefined) formulier.set('inhoud', new Blob([inhoud]), 'deel');
  return stuurFormulier(deel.url, formulier);
}
async function stuurFormulier(
  url: string,
  formulier: RequestInit['body'],
  soortVan?: string,
): Promise<Antwoord> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await registers.alles.token()}`,
      ...(soortVan ? { 'content-type': soortVan } : {}),
    },
    body: formulier as BodyInit,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe('a document as it is shown', () => {
  it('says null where the standard does: no content, no ondertekening, no integriteit', async () => {
    const gemaakt = await maak({ inhoud: undefined, bestandsomvang: undefined });
    expect(gemaakt).toMatchObject({
      inhoud: null,
      bestandsomvang: null,
      ondertekening: null,
      integriteit: null,
      lock: '',
      bestandsdelen: [],
    });
    expect(await download(gemaakt.url)).toMatchObject({ status: 204, body: '' });
    const { lock: _lock, ...zonder } = gemaakt;
    expect(await lees(gemaakt.url)).toEqual(zonder);
  });

  it('an empty file is a file', async () => {
    const leeg = await maak({ inhoud: null, bestandsomvang: 0 });
    expect(leeg.inhoud).toBe(`${leeg.url}/download?versie=1`);
    expect(await download(leeg.url)).toMatchObject({ status: 200, body: '' });
  });

  it('ondertekening and integriteit are whole or not there', async () => {
    expect(
      klachten(
        await post({
          ondertekening: { soort: '', datum: null },
          integriteit: { algoritme: '', waarde: 'x', datum: null },
        }),
      ),
    ).toEqual([
      400,
      'ondertekening.soort: invalid_choice',
      'ondertekening.datum: null',
      'integriteit.algoritme: invalid_choice',
      'integriteit.datum: null',
    ]);
    const groepen = {
      ondertekening: { soort: 'digitaal', datum: '2024-01-02' },
      integriteit: { algoritme: 'md5', waarde: '27c3', datum: '2024-01-03' },
    };
    expect(await maak(groepen)).toMatchObject(groepen);
  });

  it('an older version unfolds what the newest does', async () => {
    const stuk = await maak({ titel: 'Eerst' });
    await registers.alles.patch(stuk.url, { lock: await lock(stuk), titel: 'Later' });
    const { status, body: oud } = await registers.alles.get(
      `${stuk.url}?versie=1&expand=informatieobjecttype`,
    );
    expect([status, oud.titel, oud._expand?.informatieobjecttype?.omschrijving]).toEqual([
      200,
      'Eerst',
      'Brief',
    ]);
    expect((await registers.alles.get(`${stuk.url}?versie=1&expand=onzin`)).status).toBe(404);
    expect((await registers.alles.get(`${stuk.url}?versie=3`)).status).toBe(404);
  });

  it('a name of any kind comes along with the content', async () => {
    const namen: [string, string][] = [
      [
        'brief "één" €.txt',
        `attachment; filename="brief \\"??n\\" ?.txt"; filename*=UTF-8''brief%20%22%C3%A9%C3%A9n%22%20%E2%82%AC.txt`,
      ],
      [
        'a\r\nSet-Cookie: x=1',
        `attachment; filename="a??Set-Cookie: x=1"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3D1`,
      ],
      ['../../etc/passwd', 'attachment; filename=passwd'],
      ['', 'attachment; filename=document'],
    ];
    for (const [bestandsnaam, kop] of namen) {
      const { status, headers } = await download((await maak({ bestandsnaam })).url);
      expect([status, headers.get('content-disposition')]).toEqual([200, kop]);
      expect(headers.get('content-type')).toBe('application/octet-stream');
    }
  });

  it.each<[string, number, string?]>([
    ['bytes=0-1', 206, 'ha'],
    ['bytes=3-', 206, 'lo'],
    ['bytes=-2', 206, 'lo'],
    ['bytes=-99', 206, 'hallo'],
    ['bytes=0-99', 206, 'hallo'],
    ['bytes=0-0,2-2', 200, 'hallo'],
    ['bytes=5-', 416],
    ['bytes=-0', 416],
    ['regels=1-2', 200, 'hallo'],
    ['onzin', 200, 'hallo'],
  ])('a download of %s gives %i', async (range, status, inhoud) => {
    const antwoord = await download((await maak()).url, { range });
    expect(antwoord.status).toBe(status);
    if (inhoud !== undefined) expect(antwoord.body).toBe(inhoud);
    else expect(antwoord.headers.get('content-range')).toBe('bytes */5');
    const hoofd = await registers.alles.roep('HEAD', `${(await maak()).url}/download`, undefined, { range });
    expect([hoofd.status, hoofd.headers.get('content-length')]).toEqual([200, '5']);
  });
});

describe('what a document says of its size', () => {
  it('must be the size of its content', async () => {
    expect(klachten(await post({ bestandsomvang: 4 }))).toEqual([400, 'nonFieldErrors: file-size']);
    expect(klachten(await post({ bestandsomvang: null }))).toEqual([400, 'nonFieldErrors: file-size']);
    expect(await maak({ bestandsomvang: undefined })).toMatchObject({ bestandsomvang: 5 });
    const stuk = await maak();
    const slot = await lock(stuk);
    const wijzig = (meer: Json): Promise<Antwoord> =>
      registers.alles.patch(stuk.url, { lock: slot, ...meer });
    expect(klachten(await wijzig({ bestandsomvang: 20 }))).toEqual([400, 'nonFieldErrors: file-size']);
    expect(klachten(await wijzig({ inhoud: base64('langer') }))).toEqual([400, 'nonFieldErrors: file-size']);
    expect((await wijzig({ inhoud: base64('hello') })).status).toBe(200);
    expect((await wijzig({ inhoud: base64('langer'), bestandsomvang: 6 })).status).toBe(200);
    expect(await lees(stuk.url)).toMatchObject({ versie: 3, bestandsomvang: 6 });
  });

  it('base64 that stops too early is refused as such', async () => {
    expect(klachten(await post({ inhoud: 'aGFsbG8', bestandsomvang: 5 }))).toEqual([
      400,
      'inhoud: incorrect-base64-padding',
    ]);
    expect(klachten(await post({ inhoud: '<', bestandsomvang: 5 }))).toEqual([400, 'inhoud: invalid']);
  });

  it('a content that is taken away waits for parts, or for nothing', async () => {
    const stuk = await maak();
    const slot = await lock(stuk);
    const wijzig = async (meer: Json): Promise<Json> =>
      (await registers.alles.patch(stuk.url, { lock: slot, ...meer })).body;
    const wacht = await wijzig({ inhoud: null });
    expect(wacht).toMatchObject({ inhoud: null, bestandsomvang: 5, bestandsdelen: [{ omvang: 5 }] });
    // Other metadata leave what was brought where it is.
    await breng(wacht.bestandsdelen[0], 'hello', slot);
    expect((await wijzig({ titel: 'Anders' })).bestandsdelen).toMatchObject([{ voltooid: true }]);
    // A content in JSON takes the place of parts.
    expect(await wijzig({ inhoud: base64('in een keer'), bestandsomvang: 11 })).toMatchObject({
      bestandsdelen: [],
    });
    expect(await wijzig({ inhoud: null, bestandsomvang: null })).toMatchObject({
      inhoud: null,
      bestandsdelen: [],
    });
    expect((await registers.alles.post(`${stuk.url}/unlock`, { lock: slot })).status).toBe(204);
    expect((await registers.alles.get(`${stuk.url}/download?versie=1`)).body).toBe('hallo');
  });
});

describe('parts', () => {
  it('have the lock with them for whoever announced them, and for nobody else', async () => {
    const stuk = await maakLeeg();
    expect(stuk).toMatchObject({
      locked: true,
      inhoud: null,
      bestandsdelen: [{ lock: stuk.lock, omvang: 10 }],
    });
    expect(stuk.lock).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(await lees(stuk.url))).not.toContain(stuk.lock);
    expect(JSON.stringify(await lees(`${stuk.url}/audittrail`))).not.toContain(stuk.lock);
  });

  it('are refused without a lock, with another one, of another size, and when the form is none', async () => {
    const { bestandsdelen, lock: slot } = await maakLeeg();
    const [deel] = bestandsdelen;
    expect(klachten(await breng(deel, 'tien bytes'))).toEqual([400, 'lock: required']);
    expect(klachten(await breng(deel, undefined, slot))).toEqual([400, 'inhoud: required']);
    expect(klachten(await breng(deel, 'tien bytes', 'ander'))).toEqual([
      400,
      'nonFieldErrors: incorrect-lock-id',
    ]);
    for (const inhoud of ['negen by', 'elf bytes !', 'x'.repeat(300_000)])
      expect(klachten(await breng(deel, inhoud, slot))).toEqual([400, 'nonFieldErrors: file-size']);
    expect((await stuurFormulier(deel.url, 'x', 'multipart/form-data')).status).toBe(400);
    const half = `--g\r\nContent-Disposition: form-data; name="inhoud"; filename="a"\r\n\r\ntien`;
    expect((await stuurFormulier(deel.url, half, 'multipart/form-data; boundary=g')).status).toBe(400);
    expect(await breng(deel, 'tien bytes', slot)).toMatchObject({
      status: 200,
      body: { voltooid: true, omvang: 10, volgnummer: 1, lock: slot },
    });
  });

  it('that break off in the middle leave nothing open', async () => {
    const stuk = await maakLeeg();
    const verzoek = request(stuk.bestandsdelen[0].url, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await registers.alles.token()}`,
        'content-type': 'multipart/form-data; boundary=g',
        'content-length': 1_000,
      },
    });
    verzoek.on('error', () => undefined);
    verzoek.write(`--g\r\nContent-Disposition: form-data; name="inhoud"; filename="a"\r\n\r\ntien`);
    const onderweg = (): Promise<string[]> => readdir(path.join(registers.map, 'onderweg'));
    await vi.waitFor(async () => expect(await onderweg()).toHaveLength(1), 10_000);
    verzoek.destroy();
    await vi.waitFor(async () => expect(await onderweg()).toEqual([]), 10_000);
  });

  it('unlocking asks for all of them', async () => {
    const stuk = await maakLeeg();
    const ontgrendel = (wie = registers.alles, slot = stuk.lock): Promise<Antwoord> =>
      wie.post(`${stuk.url}/unlock`, slot === null ? undefined : { lock: slot });
    expect(klachten(await ontgrendel())).toEqual([400, 'nonFieldErrors: file-size']);
    expect(klachten(await ontgrendel(bewerker, null))).toEqual([400, 'nonFieldErrors: incorrect-lock-id']);
    expect(klachten(await ontgrendel(bewerker, 'ander'))).toEqual([400, 'nonFieldErrors: incorrect-lock-id']);
    await breng(stuk.bestandsdelen[0], 'een versie', stuk.lock);
    await breng(stuk.bestandsdelen[0], 'tien bytes', stuk.lock);
    expect((await ontgrendel(bewerker)).status).toBe(204);
    expect((await download(stuk.url)).body).toBe('tien bytes');
    // The part is gone with the lock.
    expect((await breng(stuk.bestandsdelen[0], 'tien bytes', stuk.lock)).status).toBe(404);
  });

  it('of an upload that is forced to an end nothing is served', async () => {
    const stuk = await maakLeeg(50 * 1_048_576 + 3);
    expect(stuk.bestandsdelen).toHaveLength(2);
    await breng(stuk.bestandsdelen[1], 'eind'.slice(0, 3), stuk.lock);
    expect(klachten(await registers.alles.post(`${stuk.url}/unlock`, { lock: stuk.lock }))).toEqual([
      400,
      'nonFieldErrors: incomplete-upload',
    ]);
    expect((await registers.alles.post(`${stuk.url}/unlock`, {})).status).toBe(204);
    expect(await lees(stuk.url)).toMatchObject({
      locked: false,
      inhoud: null,
      bestandsomvang: null,
      bestandsdelen: [],
    });
    expect((await download(stuk.url)).status).toBe(204);
  });

  it('two that unlock at once do it once, and neither undoes what came after', async () => {
    const stuk = await maakLeeg();
    await breng(stuk.bestandsdelen[0], 'tien bytes', stuk.lock);
    const { voegSamen } = registers.inhoud;
    let tussen: Promise<unknown> | undefined;
    // While the parts are being joined somebody else ends the upload, and begins another one.
    registers.inhoud.voegSamen = async (delen) => {
      registers.inhoud.voegSamen = voegSamen;
      tussen = (async () => {
        expect((await registers.alles.post(`${stuk.url}/unlock`, { lock: stuk.lock })).status).toBe(204);
        const slot = await lock(stuk);
        await registers.alles.patch(stuk.url, { lock: slot, inhoud: base64('nieuw'), bestandsomvang: 5 });
      })();
      await tussen;
      return voegSamen(delen);
    };
    expect(klachten(await registers.alles.post(`${stuk.url}/unlock`, { lock: stuk.lock }))).toEqual([
      400,
      'nonFieldErrors: incorrect-lock-id',
    ]);
    expect(tussen).toBeDefined();
    expect((await download(stuk.url)).body).toBe('nieuw');
    expect(await lees(stuk.url)).toMatchObject({ locked: true });
  });
});

describe('a lock', () => {
  it('drc-009: is asked of everybody who changes a document, whatever the scopes', async () => {
    const stuk = await maak();
    expect(klachten(await registers.alles.patch(stuk.url, { lock: 'ander', titel: 'x' }))).toEqual([
      400,
      'nonFieldErrors: unlocked',
    ]);
    const slot = await lock(stuk);
    expect(klachten(await registers.alles.post(`${stuk.url}/lock`, undefined))).toEqual([
      400,
      'nonFieldErrors: existing-lock',
    ]);
    expect(klachten(await registers.alles.patch(stuk.url, { titel: 'x' }))).toEqual([
      400,
      'nonFieldErrors: missing-lock-id',
    ]);
    expect(klachten(await registers.alles.put(stuk.url, body()))).toEqual([400, 'lock: required']);
    expect((await registers.alles.patch(stuk.url, { lock: slot, titel: 'x' })).status).toBe(200);
  });

  it('keeps a document from being removed', async () => {
    const stuk = await maak();
    const slot = await lock(stuk);
    expect(klachten(await registers.alles.delete(stuk.url))).toEqual([400, 'nonFieldErrors: destroy-locked']);
    await registers.alles.post(`${stuk.url}/unlock`, { lock: slot });
    expect((await registers.alles.delete(stuk.url)).status).toBe(204);
  });
});

describe('finding documents', () => {
  it('by what clients of Open Zaak ask for', async () => {
    const andere = await richtIn(registers);
    const organisatie = '159351741';
    const iot = andere.informatieobjecttype;
    const a = await maak({
      bronorganisatie: organisatie,
      titel: 'Besluit 100%',
      auteur: 'Alex',
      beschrijving: 'Lorem ipsum',
      creatiedatum: '2010-01-01',
      trefwoorden: ['foo'],
      vertrouwelijkheidaanduiding: 'geheim',
      formaat: 'b',
    });
    const b = await maak({
      bronorganisatie: organisatie,
      titel: 'Brief',
      auteur: 'Bert',
      creatiedatum: '2020-01-01',
      trefwoorden: ['foo', 'bar'],
      informatieobjecttype: iot,
      formaat: 'a',
    });
    await lock(b);
    const vind = async (vraag: string): Promise<string[]> => {
      const { status, body: blad } = await registers.alles.get(
        `${stukken}?bronorganisatie=${organisatie}&${vraag}`,
      );
      expect([vraag, status]).toEqual([vraag, 200]);
      return blad.results.map((stuk: Json) => (stuk.url === a.url ? 'a' : 'b'));
    };
    for (const alleenA of [
      'titel=BESLUIT',
      'titel=0%25',
      'auteur=ale',
      'beschrijving=IPSUM',
      'creatiedatum__lte=2010-01-01',
      'vertrouwelijkheidaanduiding=geheim',
      'locked=false',
      `informatieobjecttype=${soort.informatieobjecttype}`,
    ])
      expect([alleenA, await vind(alleenA)]).toEqual([alleenA, ['a']]);
    for (const alleenB of [
      'creatiedatum__gte=2010-01-02',
      'locked=true',
      'trefwoorden=foo,bar',
      `informatieobjecttype=${iot}`,
    ])
      expect([alleenB, await vind(alleenB)]).toEqual([alleenB, ['b']]);
    expect((await vind('trefwoorden__overlap=bar,foo')).sort()).toEqual(['a', 'b']);
    expect(await vind('titel=__')).toEqual([]);
    for (const [ordening, volgorde] of [
      ['titel', ['a', 'b']],
      ['-auteur', ['b', 'a']],
      ['creatiedatum', ['a', 'b']],
      ['formaat', ['b', 'a']],
      ['-vertrouwelijkheidaanduiding', ['a', 'b']],
    ] as const)
      expect([ordening, await vind(`ordering=${ordening}`)]).toEqual([ordening, volgorde]);
    for (const fout of [
      'locked=misschien',
      'creatiedatum__gte=gisteren',
      'objectinformatieobjecten__objectType=x',
      'ordering=lock',
    ])
      expect([fout, (await registers.alles.get(`${stukken}?${fout}`)).status]).toEqual([fout, 400]);
  });

  it('a search names what it searches', async () => {
    const stuk = await maak();
    const uuid = stuk.url.split('/').at(-1);
    const zoek = (vraag: Json): Promise<Antwoord> => registers.alles.post(`${stukken}/_zoek`, vraag);
    expect(klachten(await zoek({}))).toEqual([400, 'nonFieldErrors: empty_search_body']);
    expect(klachten(await zoek({ bronorganisatie: '517439943' }))).toEqual([400, 'uuid__in: required']);
    expect((await zoek({ uuid__in: [uuid] })).body.results).toMatchObject([{ url: stuk.url }]);
    expect((await zoek({ uuid__in: [uuid], bronorganisatie: '159351741' })).body.count).toBe(0);
  });

  it('a wrong address is a wrong value of a filter', async () => {
    for (const lijst of ['gebruiksrechten', 'objectinformatieobjecten', 'verzendingen'])
      expect(klachten(await registers.alles.get(`${drc}/${lijst}?informatieobject=bla`))).toEqual([
        400,
        'informatieobject: invalid',
      ]);
  });
});

describe('what belongs to a document', () => {
  it('a verzending goes to one address', async () => {
    const { url: informatieobject } = await maak();
    const verzend = (meer: Json): Promise<Antwoord> =>
      registers.alles.post(`${drc}/verzendingen`, {
        betrokkene: 'https://betrokkene.test/1',
        informatieobject,
        aardRelatie: 'geadresseerde',
        contactPersoon: 'https://contact.test/1',
        ...meer,
      });
    const geen = [400, 'nonFieldErrors: invalid-address'];
    expect(klachten(await verzend({}))).toEqual(geen);
    expect(klachten(await verzend({ emailadres: 'a@b.nl', mijnOverheid: true }))).toEqual(geen);
    const adres = { adresBuitenland1: 'Rue 1', landPostadres: 'https://landen.test/fr' };
    for (const een of [
      { mijnOverheid: true },
      { faxnummer: '1' },
      { telefoonnummer: '1' },
      { buitenlandsCorrespondentieadres: adres },
    ])
      expect((await verzend({ emailadres: null, ...een })).status).toBe(201);
    const { body: gemaakt } = await verzend({ emailadres: 'a@b.nl' });
    expect(klachten(await registers.alles.patch(gemaakt.url, { telefoonnummer: '2' }))).toEqual(geen);
    expect((await registers.alles.patch(gemaakt.url, { telefoonnummer: '2', emailadres: null })).status).toBe(
      200,
    );
  });

  it('drc-001: the type is published, and its address not too long', async () => {
    const concept = await registers.alles.maak(
      '/catalogi/api/v1/informatieobjecttypen',
      informatieobjecttypeBody(soort.catalogus, 'Concept'),
    );
    expect(klachten(await post({ informatieobjecttype: concept.url }))).toEqual([
      400,
      'informatieobjecttype: not-published',
    ]);
    expect(klachten(await post({ informatieobjecttype: `https://a.test/${'x'.repeat(200)}` }))).toEqual([
      400,
      'informatieobjecttype: max_length',
    ]);
  });
});
