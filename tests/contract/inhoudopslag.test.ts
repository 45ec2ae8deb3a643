import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wacht } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import type { Inhoudopslag } from '../../registers/zgw/documenten/inhoud.ts';
import { openBucket } from '../../registers/zgw/documenten/inhoud-s3.ts';
import { openInhoudopslag } from '../../registers/zgw/documenten/opslag.ts';
import { startS3 } from '../support/s3.ts';

const mb = 1_048_576;
const ver = new Date(Date.now() + 3_600_000);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
let s3: Awaited<ReturnType<typeof startS3>>;
const mappen: string[] = [];

beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  await s3.stop();
  for (const map of mappen) await rm(map, { recursive: true, force: true });
});
afterEach(() => void vi.unstubAllGlobals());

async function nieuweMap(): Promise<string> {
  const map = await mkdtemp(path.join(os.tmpdir(), 'schakel-inhoud-'));
  mappen.push(map);
  return map;
}

async function geheel(stroom: Readable): Promise<Buffer> {
  const stukken: Buffer[] = [];
  for await (const stuk of stroom) stukken.push(Buffer.from(stuk as Buffer));
  return Buffer.concat(stukken);
}

/** Pieces as they come from a network. */
function* stukken(bytes: Buffer): Generator<Buffer> {
  for (let plaats = 0; plaats < bytes.length; plaats += 60_000) yield bytes.subarray(plaats, plaats + 60_000);
}

async function namen(opslag: Inhoudopslag): Promise<string[]> {
  const alle: string[] = [];
  for await (const { sha256 } of opslag.lijst()) alle.push(sha256);
  return alle;
}

describe.each(['map', 's3'])('contents in %s', (soort) => {
  let opslag: Inhoudopslag;
  let map: string;
  /** Puts other bytes in the place of a content, as a bad disk would. */
  async function beschadig(naam: string, bytes: Buffer): Promise<void> {
    if (soort === 's3') await openBucket(s3.url).putObject(`inhoud/${naam}`, bytes);
    else await writeFile(path.join(map, 'documenten', naam.slice(0, 2), naam), bytes);
  }
  const onderweg = () => readdir(path.join(map, 'documenten', 'onderweg'));

  beforeAll(async () => {
    map = await nieuweMap();
    opslag = await openInhoudopslag({
      SCHAKEL_DATA: map,
      ...(soort === 's3' ? { S3_URL: s3.url } : {}),
    });
  });

  it.each([0, 1, 10_000, 8 * mb, 8 * mb + 1, 20 * mb + 7])(
    '%i bytes come back by their SHA-256, whole and in part',
    async (aantal) => {
      const bytes = randomBytes(aantal);
      const naam = sha256(bytes);
      const gekregen = await opslag.bergOp(Readable.from(stukken(bytes)), aantal);
      expect(gekregen).toEqual({ sha256: naam, grootte: aantal });
      expect(await opslag.grootte(naam)).toBe(aantal);
      expect((await geheel(await opslag.open(naam))).equals(bytes)).toBe(true);
      if (aantal > 10) {
        const deel = await geheel(await opslag.open(naam, { van: 3, tot: aantal - 2 }));
        expect(deel.equals(bytes.subarray(3, aantal - 1))).toBe(true);
      }
      expect(await onderweg()).toEqual([]);
    },
  );

  it('keeps the same content once', async () => {
    const bytes = randomBytes(100);
    const [een, twee] = await Promise.all([opslag.bergBytesOp(bytes), opslag.bergBytesOp(bytes)]);
    expect(een).toEqual(twee);
    expect((await namen(opslag)).filter((naam) => naam === sha256(bytes))).toHaveLength(1);
  });

  it('joins parts in their order', async () => {
    const delen = [randomBytes(9 * mb), randomBytes(5), randomBytes(100)];
    for (const deel of delen) await opslag.bergBytesOp(deel);
    const samen = Buffer.concat(delen);
    expect(await opslag.voegSamen(delen.map(sha256))).toEqual({
      sha256: sha256(samen),
      grootte: samen.length,
    });
    expect((await geheel(await opslag.open(sha256(samen)))).equals(samen)).toBe(true);
  });

  it.each([100, 9 * mb])(
    'keeps nothing of more than the maximum, nor of %i bytes that broke off',
    async (aantal) => {
      const voor = await namen(opslag);
      await expect(opslag.bergOp(Readable.from(stukken(randomBytes(aantal))), aantal - 1)).rejects.toThrow(
        RangeError,
      );
      const breekt = Readable.from(
        (function* () {
          yield* stukken(randomBytes(aantal));
          throw new Error('gone');
        })(),
      );
      await expect(opslag.bergOp(breekt, aantal)).rejects.toThrow('gone');
      expect((await namen(opslag)).sort()).toEqual(voor.sort());
      expect(await onderweg()).toEqual([]);
    },
  );

  it('never gives a damaged content whole, nor joins it', async () => {
    const bytes = randomBytes(200_000);
    const { sha256: naam } = await opslag.bergBytesOp(bytes);
    for (const kapot of [Buffer.concat([bytes.subarray(0, -1), Buffer.from('x')]), bytes.subarray(0, 50)]) {
      await beschadig(naam, kapot);
      const gelezen: Buffer[] = [];
      const lees = async (): Promise<void> => {
        for await (const stuk of await opslag.open(naam)) gelezen.push(Buffer.from(stuk as Buffer));
      };
      await expect(lees()).rejects.toThrow('damaged');
      expect(Buffer.concat(gelezen).length).toBeLessThan(kapot.length);
      await expect(opslag.voegSamen([naam])).rejects.toThrow('damaged');
    }
    // Who sends it again repairs it.
    await opslag.bergBytesOp(bytes);
    expect((await geheel(await opslag.open(naam))).equals(bytes)).toBe(true);
  });

  it('knows no names but those of contents', async () => {
    for (const naam of ['', '../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63)])
      await expect(opslag.open(naam)).rejects.toThrow(RangeError);
    await expect(opslag.open('a'.repeat(64))).rejects.toThrow();
    await expect(opslag.grootte('a'.repeat(64))).rejects.toThrow();
  });

  it('removes what is old, and never what somebody put away since', async () => {
    const { sha256: naam } = await opslag.bergBytesOp(randomBytes(50));
    expect(await opslag.wis(naam, new Date(Date.now() - 60_000))).toBe(false);
    expect(await namen(opslag)).toContain(naam);
    expect(await opslag.wis(naam, ver)).toBe(true);
    expect(await namen(opslag)).not.toContain(naam);
    expect(await opslag.wis(naam, ver)).toBe(true);
  });

  it('keeps what is put away while it is being removed', async () => {
    const inhouden = Array.from({ length: 12 }, () => randomBytes(40));
    for (const bytes of inhouden) await opslag.bergBytesOp(bytes);
    // Moments of a bucket are whole seconds.
    await wacht(2_100);
    const sinds = new Date(Date.now() - 1_050);
    await Promise.all(
      inhouden.flatMap((bytes, index) => [
        wacht(index % 4).then(() => opslag.wis(sha256(bytes), sinds)),
        wacht(index % 3).then(() => opslag.bergBytesOp(bytes)),
      ]),
    );
    for (const bytes of inhouden)
      expect((await geheel(await opslag.open(sha256(bytes)))).equals(bytes)).toBe(true);
  });

  it('forgets what never arrived, when it is old', async () => {
    const bestand = path.join(map, 'documenten', 'onderweg', 'afgebroken');
    await writeFile(bestand, 'half');
    expect(await opslag.ruimOp(new Date(Date.now() - 60_000))).toBe(0);
    await utimes(bestand, new Date(0), new Date(0));
    expect(await opslag.ruimOp(new Date(Date.now() - 60_000))).toBe(1);
    expect(await onderweg()).toEqual([]);
  });
});

test('a content that was moved aside when the process died comes back, however fresh', async () => {
  const map = await nieuweMap();
  const opslag = await openInhoudopslag({ SCHAKEL_DATA: map });
  const { sha256: naam } = await opslag.bergBytesOp(randomBytes(50));
  const documenten = path.join(map, 'documenten');
  await rename(
    path.join(documenten, naam.slice(0, 2), naam),
    path.join(documenten, 'onderweg', `${naam}.wissen`),
  );
  await opslag.ruimOp(new Date(Date.now() - 60_000));
  expect(await opslag.grootte(naam)).toBe(50);
});

describe('a bucket', () => {
  it('loses nothing to a removal that looked just before', async () => {
    const bytes = randomBytes(60);
    const naam = sha256(bytes);
    let ander: Promise<unknown> | undefined;
    let geplaatst = (): void => undefined;
    const echt = globalThis.fetch;
    vi.stubGlobal('fetch', async (adres: string, keuzes: RequestInit = {}) => {
      // The removal has looked, and found it old. Now somebody puts the same content away, before it goes.
      if (keuzes.method === 'DELETE' && adres.includes(`/inhoud/${naam}`) && !ander) {
        ander = opslag.bergBytesOp(bytes);
        await new Promise<void>((klaar) => {
          geplaatst = klaar;
        });
      }
      const antwoord = await echt(adres, keuzes);
      if (keuzes.method === 'PUT') geplaatst();
      return antwoord;
    });
    const opslag = await openInhoudopslag({ SCHAKEL_DATA: await nieuweMap(), S3_URL: s3.url });
    await opslag.bergBytesOp(bytes);
    expect(await opslag.wis(naam, ver)).toBe(true);
    expect(ander).toBeDefined();
    await ander;
    expect((await geheel(await opslag.open(naam))).equals(bytes)).toBe(true);
  });

  it('tries again where the server stumbles, and tells no secret when it is not there', async () => {
    const echt = globalThis.fetch;
    let aantal = 0;
    vi.stubGlobal('fetch', (...args: Parameters<typeof fetch>) =>
      aantal++ % 3 === 0 ? Promise.resolve(new Response('', { status: 503 })) : echt(...args),
    );
    const opslag = await openInhoudopslag({ SCHAKEL_DATA: await nieuweMap(), S3_URL: s3.url });
    const bytes = randomBytes(17 * mb);
    expect((await opslag.bergBytesOp(bytes)).sha256).toBe(sha256(bytes));
    expect(aantal).toBeGreaterThan(9);
    vi.unstubAllGlobals();
    for (const adres of [
      'http://sleutel:geheim@127.0.0.1:9/x',
      'ftp://sleutel:geheim@a/b',
      'http://geheim@a/b',
    ]) {
      const poging = openInhoudopslag({ SCHAKEL_DATA: await nieuweMap(), S3_URL: adres }).then((een) =>
        een.bergBytesOp(bytes),
      );
      const fout = await poging.catch((error) => error);
      expect(fout).toBeInstanceOf(Error);
      expect(`${fout.stack} ${JSON.stringify(fout)}`).not.toContain('geheim');
    }
  });
});
