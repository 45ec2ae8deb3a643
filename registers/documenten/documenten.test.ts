import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Documentopslag, Weigering } from '../../domein/kanaaladapter.ts';
import { harmlessNaam } from './inhoud.ts';
import { openDocumentenmap } from './map.ts';

const mb = 1_048_576;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

let folder: string;
let opslag: Documentopslag;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'schakel-documenten-'));
  opslag = await openDocumentenmap(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const store = (content: Buffer | string, naam: string, mediatype?: string, maximum = mb) =>
  opslag.store(Readable.from([Buffer.from(content)]), { naam, ...(mediatype ? { mediatype } : {}) }, maximum);
const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => 'accepted',
    (caught: unknown) => caught,
  );
  expect(await files()).toEqual([]);
  return error instanceof Weigering ? `${error.veld}: ${error.code}` : String(error);
}

describe('a file that is accepted', () => {
  test('can be read back under the SHA-256 of its content', async () => {
    const ref = await store(png, 'foto.png', 'text/html');
    expect(ref).toEqual({
      sha256: createHash('sha256').update(png).digest('hex'),
      naam: 'foto.png',
      mediatype: 'image/png',
      grootte: png.length,
    });
    expect(await readFile(path.join(folder, ref.sha256.slice(0, 2), ref.sha256))).toEqual(png);
    expect(await text(await opslag.open(ref.sha256))).toBe(png.toString());
  });

  test('is kept once, whatever its name, also when it comes twice at the same moment', async () => {
    const refs = await Promise.all(Array.from({ length: 8 }, (_, index) => store(pdf, `brief-${index}.pdf`)));
    expect(new Set(refs.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(refs.map(({ naam }) => naam)).toContain('brief-7.pdf');
    expect(await files()).toEqual([refs[0]!.sha256]);
  });

  test('is still there for who opens the folder again', async () => {
    const { sha256 } = await store(pdf, 'brief.pdf');
    const again = await openDocumentenmap(folder);
    expect(await text(await again.open(sha256))).toBe(pdf.toString());
  });

  test('has the type of its content; a claim counts only where the content does not tell, and never for markup', async () => {
    expect((await store('naam;aantal\n', 'lijst.csv', 'text/csv')).mediatype).toBe('text/csv');
    for (const claim of [
      'text/html',
      'image/svg+xml',
      'application/javascript',
      'text/xml',
      'x',
      '',
      'a/b; c=d',
    ])
      expect((await store('<script>', 'notitie.txt', claim)).mediatype, claim).toBe(
        'application/octet-stream',
      );
  });

  test('may be empty', async () => {
    expect((await store('', 'leeg.txt')).grootte).toBe(0);
  });
});

describe('a file that is refused leaves nothing behind', () => {
  test.each([
    ['a program as a photo', exe, 'foto.jpg'],
    ['a photo as a letter', png, 'brief.pdf'],
    ['text as a photo', 'hallo', 'foto.png'],
    ['markup as a photo', svg, 'foto.jpg'],
    ['nothing as a photo', '', 'foto.jpg'],
    ['a letter as an archive', pdf, 'fotos.zip'],
  ])('content that contradicts the name: %s', async (_, content, naam) => {
    expect(await refusal(store(content, naam))).toMatch(
      /^bijlage: (inhoud-past-niet-bij-naam|soort-niet-toegestaan)$/,
    );
  });

  test.each([
    'tekening.svg',
    'pagina.html',
    'pagina.HTM',
    'pagina.xhtml',
    'x.js',
    'x.mjs',
    'x.bat',
    'x.hta',
    'x.ps1',
    'x.exe',
  ])('what a browser or computer would run: %s', async (naam) => {
    expect(await refusal(store(svg, naam))).toBe('bijlage: soort-niet-toegestaan');
  });

  test.each(['script.js.', 'script.js ', 'map/../script.js', 'foto.png\u0000.html', 'C:\\map\\x.svg'])(
    'also behind a trick in the name: %j',
    async (naam) => {
      expect(await refusal(store(svg, naam))).toBe('bijlage: soort-niet-toegestaan');
    },
  );

  test('a program without an extension', async () => {
    expect(await refusal(store(exe, 'foto'))).toBe('bijlage: soort-niet-toegestaan');
  });

  test('SVG by content is never served as such', async () => {
    const ref = await store(`<?xml version="1.0"?>${svg}`, 'plaatje.txt', 'image/svg+xml');
    expect(ref.mediatype).not.toMatch(/svg|html/);
  });

  test('one byte too many, noticed while it streams', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1;
          yield Buffer.alloc(64 * 1024, sent);
        }
      })(),
    );
    expect(await refusal(opslag.store(endless, { naam: 'groot.txt' }, mb))).toBe('bijlage: te-groot');
    expect(sent).toBeLessThan(40);
    expect((await store(Buffer.alloc(mb, 65), 'net.txt')).grootte).toBe(mb);
  });

  test('a connection that breaks half-way', async () => {
    const broken = new Readable({ read: () => undefined });
    broken.push(png);
    setTimeout(() => broken.destroy(new Error('gone')), 20);
    expect(await refusal(opslag.store(broken, { naam: 'foto.png' }, mb))).toBe('Error: gone');
  });
});

test('an archive of 10 GB of zeros is kept as the 10 MB that it is, never unpacked', {
  timeout: 5_000,
}, async () => {
  const bomb = makeBomb();
  expect(bomb.length).toBeGreaterThan(9 * mb);
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const ref = await store(bomb, 'fotos.zip', undefined, 25 * mb);
  expect(ref).toMatchObject({ mediatype: 'application/zip', grootte: bomb.length });
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * mb);
});

describe('a forged address', () => {
  test.each([
    '../../../../etc/passwd',
    `${'a'.repeat(62)}/.`,
    'A'.repeat(64),
    '',
    `${'a'.repeat(64)}\n`,
    `${'a'.repeat(64)}/x`,
  ])('%j names no document', async (sha256) => {
    await expect(opslag.open(sha256)).rejects.toThrow(RangeError);
  });
  test('an unknown one is an error before anything is sent', async () => {
    await expect(opslag.open('a'.repeat(64))).rejects.toThrow('ENOENT');
  });
});

describe('harmless names', () => {
  test.each([
    ['foto.jpg', 'foto.jpg'],
    ['Bewijs van ontvangst (2).pdf', 'Bewijs van ontvangst (2).pdf'],
    ['cafe\u0301.txt', 'café.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\jan\\foto.jpg', 'foto.jpg'],
    ['.htaccess', 'htaccess'],
    ['foto\u0000\r\n.jpg', 'foto___.jpg'],
    ['factuur\u202Egpj.exe', 'factuur_gpj.exe'],
    ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
    ['a:b|c?d*e"f.txt', 'a_b_c_d_e_f.txt'],
    ['x.svg::$DATA', 'x.svg__$DATA'],
    ['x.\u200bsvg', 'x._svg'],
    ['foto.jpg . .', 'foto.jpg'],
    ['', 'bestand'],
    ['...', 'bestand'],
    ['/', 'bestand'],
    ['   ', 'bestand'],
  ])('%j becomes %j', (given, expected) => {
    expect(harmlessNaam(given)).toBe(expected);
  });

  test('300 characters become 200 and keep their extension', () => {
    const naam = harmlessNaam(`${'a'.repeat(300)}.jpeg`);
    expect(naam).toHaveLength(200);
    expect(naam.endsWith('a.jpeg')).toBe(true);
  });

  test('a character of two halves is never cut in two, and half a one never kept', () => {
    for (const front of ['', 'a'])
      for (const extension of ['', '.jpg', `.${'😀'.repeat(30)}`]) {
        const naam = harmlessNaam(`${front}${'😀'.repeat(150)}${extension}`);
        expect(naam.length).toBeLessThanOrEqual(200);
        expect(naam).not.toMatch(/\p{Cs}/u);
      }
    expect(harmlessNaam('foto\ud83d.jpg')).toBe('foto_.jpg');
  });
});

/** A zip with one entry of 10 GB of zeros: the deflate of 10 MB of zeros, a thousand times, as one stream. */
function makeBomb(): Buffer {
  // Flushed, not finished: the piece ends on a whole byte and another may follow.
  const piece = deflateRawSync(Buffer.alloc(10 * mb), { finishFlush: 2 });
  const data = Buffer.concat([
    ...Array.from({ length: 1_024 }, () => piece),
    deflateRawSync(Buffer.alloc(0)),
  ]);
  const name = Buffer.from('nul.bin');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(45, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(Buffer.alloc(0)), 14);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(0xffffffff, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  local.copy(central, 6, 4, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, central, name, end]);
}
