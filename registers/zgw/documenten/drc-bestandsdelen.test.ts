import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  base64,
  body,
  breng,
  download,
  lees,
  lock,
  maak,
  maakLeeg,
  metDocumenten,
  registers,
  soort,
  stuurFormulier,
} from '../../../tests/support/documentenproef.ts';
import { type Antwoord, type Beller, klachten } from '../../../tests/support/zgw.ts';

metDocumenten();

/** May change documents, and nothing by force. */
let bewerker: Beller;
beforeAll(async () => {
  bewerker = await registers.beller([
    {
      component: 'drc',
      scopes: ['documenten.lezen', 'documenten.aanmaken', 'documenten.bijwerken', 'documenten.lock'],
      informatieobjecttype: soort.informatieobjecttype,
      maxVertrouwelijkheidaanduiding: 'zeer_geheim',
    },
  ]);
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
