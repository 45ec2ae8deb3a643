import { describe, expect, it } from 'vitest';
import {
  base64,
  breng,
  download,
  lees,
  lock,
  maak,
  metDocumenten,
  post,
  registers,
} from '../../../tests/support/documentenproef.ts';
import { type Antwoord, type Json, klachten } from '../../../tests/support/zgw.ts';

metDocumenten();

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
