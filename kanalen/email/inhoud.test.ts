import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { InkomendBericht } from '../../domein/bericht.ts';
import { openDocumentenmap } from '../../registers/documenten/map.ts';
import { Afzender, fakeOmgeving, mailOf } from './fake-omgeving.ts';
import { startMail } from './ontvang.ts';
import { tidyTekst } from './tekst.ts';

const omgeving = fakeOmgeving();
let dienst: Awaited<ReturnType<typeof startMail>>;
let afzender: Afzender;
beforeAll(async () => {
  dienst = await startMail(omgeving, { stoppen: 300 });
  afzender = await Afzender.open(dienst.port);
});
afterAll(async () => {
  afzender.close();
  await dienst.stop();
});
let nummer = 0;
beforeEach(() => {
  omgeving.poort.berichten.length = 0;
  nummer += 1;
});

/** Hands over one mail and gives back the one bericht it became. */
async function receive(headers: Record<string, string>, body: string | Buffer): Promise<InkomendBericht> {
  const head = mailOf({ 'Message-ID': `<inhoud-${nummer}@example.org>`, ...headers }, '');
  const answer = await afzender.send(Buffer.concat([Buffer.from(head), Buffer.from(body)]));
  expect(answer).toMatch(/^250 /);
  expect(omgeving.poort.berichten).toHaveLength(1);
  return omgeving.poort.berichten[0]!;
}

const html = (body: string) => receive({ 'Content-Type': 'text/html; charset=utf-8' }, body);
const quotedPrintable = (bytes: Buffer): string =>
  [...bytes]
    .map((byte) =>
      byte > 32 && byte < 127 && byte !== 61
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

test.each([
  ['iso-8859-1', Buffer.from('Café in de Poëziestraat', 'latin1')],
  ['windows-1252', Buffer.concat([Buffer.from('Café in de Poëziestraat', 'latin1')])],
  ['utf-8', Buffer.from('Café in de Poëziestraat')],
  ['utf-8 (in fact windows-1252)', Buffer.from('Café in de Poëziestraat', 'latin1')],
  ['iso-8859-1 (in fact utf-8)', Buffer.from('Café in de Poëziestraat')],
  ['', Buffer.from('Café in de Poëziestraat', 'latin1')],
  ['bestaat-niet', Buffer.from('Café in de Poëziestraat')],
])('characters survive: declared %s', async (declared, bytes) => {
  const charset = declared.split(' ')[0];
  const type = charset ? `text/plain; charset=${charset}` : 'text/plain';
  expect(
    (await receive({ 'Content-Type': type, 'Content-Transfer-Encoding': '8bit' }, bytes)).inhoud.tekst,
  ).toBe('Café in de Poëziestraat');
  omgeving.poort.berichten.length = 0;
  const again = await receive(
    {
      'Message-ID': `<qp-${nummer}@example.org>`,
      'Content-Type': type,
      'Content-Transfer-Encoding': 'quoted-printable',
    },
    quotedPrintable(bytes),
  );
  expect(again.inhoud.tekst).toBe('Café in de Poëziestraat');
});

test('euro sign of windows-1252, also under the name iso-8859-1', async () => {
  const bericht = await receive(
    { 'Content-Type': 'text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding': '8bit' },
    Buffer.from([0x80, 0x20, 0x31, 0x30]),
  );
  expect(bericht.inhoud.tekst).toBe('€ 10');
});

test('koi8-r and iso-2022-jp', async () => {
  const russian = await receive(
    { 'Content-Type': 'text/plain; charset=koi8-r', 'Content-Transfer-Encoding': 'base64' },
    Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]).toString('base64'),
  );
  expect(russian.inhoud.tekst).toBe('Привет');
  omgeving.poort.berichten.length = 0;
  const japanese = await receive(
    {
      'Message-ID': '<jp@example.org>',
      'Content-Type': 'text/plain; charset=iso-2022-jp',
      Subject: '=?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=',
    },
    Buffer.from('\u001b$B$3$s$K$A$O\u001b(B', 'latin1'),
  );
  expect(japanese.inhoud.tekst).toBe('こんにちは');
  expect(japanese.onderwerp).toBe('日本語');
});

test('a text of HTML only is read as a person would', async () => {
  const bericht = await html(
    `<html><head><style>p{color:red}</style><script>alert(1)</script></head><body><h1>Melding</h1><p>De lamp &amp; de paal zijn kapot, ${'heel erg '.repeat(12)}kapot.</p>
     <ul><li>Dorpsstraat 1</li><li>Kerkplein</li></ul><p>Zie <a href="https://example.org/foto">deze foto</a> of <a href="https://example.org">https://example.org</a>.<img src="cid:logo" alt="logo"></p></body></html>`,
  );
  expect(bericht.inhoud.tekst).toBe(
    `Melding\n\nDe lamp & de paal zijn kapot, ${'heel erg '.repeat(12)}kapot.\n\n- Dorpsstraat 1\n- Kerkplein\n\nZie deze foto (https://example.org/foto) of https://example.org.`,
  );
});

test('HTML with a file beside it, and an empty plain part', async () => {
  const body = `--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain\n\n \n--y\nContent-Type: text/html\n\n<p>Alleen hier staat <b>tekst</b>.</p>\n--y--\n--x\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n`;
  const bericht = await receive({ 'Content-Type': 'multipart/mixed; boundary=x' }, body);
  expect(bericht.inhoud.tekst).toBe('Alleen hier staat tekst.');
  expect(bericht.bijlagen).toMatchObject([{ naam: 'a.pdf', mediatype: 'application/pdf', grootte: 5 }]);
});

test('pictures in the text, enclosed mails and winmail.dat are files as they are', async () => {
  const enclosed =
    'From: piet@example.org\nSubject: binnenin\nContent-Type: text/plain\n\nBinnenste S-0000-0000-0';
  const body = [
    '--x',
    'Content-Type: multipart/related; boundary=y',
    '',
    '--y',
    'Content-Type: text/html',
    '',
    '<p>Zie <img src="cid:foto1"></p>',
    '--y',
    'Content-Type: image/png',
    'Content-ID: <foto1>',
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '--y--',
    '--x',
    'Content-Type: message/rfc822',
    'Content-Disposition: inline',
    '',
    enclosed,
    '--x',
    'Content-Type: application/ms-tnef; name=winmail.dat',
    'Content-Transfer-Encoding: base64',
    '',
    'eJ8+Ig==',
    '--x--',
    '',
  ].join('\n');
  const bericht = await receive({ 'Content-Type': 'multipart/mixed; boundary=x' }, body);
  expect(bericht.inhoud.tekst).toBe('Zie');
  expect(bericht.bijlagen.map(({ naam, mediatype }) => `${naam} ${mediatype}`)).toEqual([
    'bijlage-1.png image/png',
    'bijlage-2.eml message/rfc822',
    'winmail.dat application/ms-tnef',
  ]);
  const eml = omgeving.documenten.files.get(bericht.bijlagen[1]!.sha256)!;
  expect(eml.toString().replaceAll('\r\n', '\n').trim()).toBe(enclosed);
});

test('a file that the store refuses does not lose the mail, nor the next file', async () => {
  const file = (naam: string) =>
    `--x\nContent-Type: application/octet-stream; name="${naam}"\nContent-Transfer-Encoding: base64\n\n${'QUJD'.repeat(4)}\n`;
  const big = `--x\nContent-Type: image/png; name=groot.png\nContent-Transfer-Encoding: base64\n\n${`${'QUJD'.repeat(19)}\n`.repeat(20_000)}`;
  const body = `--x\n\nZie bijlagen.\n${file('virus.exe')}${big}${file('goed.bin')}--x--\n`;
  const { store } = omgeving.documenten;
  omgeving.documenten.store = (stream, wanted) => store.call(omgeving.documenten, stream, wanted, 500_000);
  const bericht = await receive({ 'Content-Type': 'multipart/mixed; boundary=x' }, body);
  omgeving.documenten.store = store;
  expect(bericht.bijlagen.map(({ naam }) => naam)).toEqual(['goed.bin']);
  expect(bericht.inhoud.tekst).toBe(
    'Zie bijlagen.\n\n[bijlage geweigerd: virus.exe – Een programma nemen wij niet aan.]\n[bijlage geweigerd: groot.png – Het bestand is te groot.]',
  );
});

test('with the real store: too big a file, a program in disguise, and the file after them', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'schakel-mail-'));
  const { store } = omgeving.documenten;
  try {
    const echt = await openDocumentenmap(folder);
    omgeving.documenten.store = (stream, file) => echt.store(stream, file, 200_000);
    const part = (naam: string, bytes: Buffer) =>
      `--x\nContent-Type: application/octet-stream; name="${naam}"\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64').replace(/.{76}/g, '$&\n')}\n`;
    const body = `--x\n\nZie bijlagen.\n${part('groot.bin', Buffer.alloc(2_000_000, 7))}${part('foto.jpg', Buffer.from('MZ geen foto'))}${part('goed.txt', Buffer.from('goed'))}--x--\n`;
    const bericht = await receive({ 'Content-Type': 'multipart/mixed; boundary=x' }, body);
    expect(bericht.bijlagen.map(({ naam }) => naam)).toEqual(['goed.txt']);
    expect(bericht.inhoud.tekst).toMatch(
      /\[bijlage geweigerd: groot\.bin – .*\]\n\[bijlage geweigerd: foto\.jpg – .*\]$/,
    );
    expect(await text(await echt.open(bericht.bijlagen[0]!.sha256))).toBe('goed');
  } finally {
    omgeving.documenten.store = store;
    await rm(folder, { recursive: true });
  }
});

test('a store that is down makes the sender try again', async () => {
  omgeving.documenten.failing = new Error('disk full');
  const mail = mailOf(
    { 'Message-ID': '<vol@example.org>', 'Content-Type': 'multipart/mixed; boundary=x' },
    '--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nQUJD\n--x--\n',
  );
  expect(await afzender.send(mail)).toMatch(/^451 /);
  omgeving.documenten.failing = undefined;
  expect(await afzender.send(mail)).toMatch(/^250 /);
  expect(omgeving.poort.berichten).toHaveLength(1);
});

test('sixty files: the first 49 are kept, the others named', async () => {
  const body = Array.from(
    { length: 60 },
    (_, index) => `--x\nContent-Type: image/png; name=f${index}.png\n\n${index}\n`,
  ).join('');
  const bericht = await receive({ 'Content-Type': 'multipart/mixed; boundary=x' }, `${body}--x--\n`);
  expect(bericht.bijlagen).toHaveLength(49);
  expect(bericht.inhoud.tekst).toContain('[bijlage geweigerd: f59.png – meer dan 49 bijlagen]');
});

test('too long a text becomes its first part and a file with all of it', async () => {
  const bericht = await receive({}, 'Lange brief. é '.repeat(10_000));
  expect(bericht.inhoud.tekst!.length).toBeLessThanOrEqual(100_000);
  expect(bericht.inhoud.tekst).toMatch(/…\n\n\[de hele tekst staat in de bijlage hele-tekst\.txt\]$/);
  const [geheel] = bericht.bijlagen;
  expect(geheel).toMatchObject({ naam: 'hele-tekst.txt' });
  expect(omgeving.documenten.files.get(geheel!.sha256)!.toString().length).toBeGreaterThan(149_000);
});

test('too long a subject is cut, never refused; too long a name too', async () => {
  const bericht = await receive(
    { Subject: '😀'.repeat(900), From: `"${'n'.repeat(500)}" <jan@example.org>` },
    'x',
  );
  expect(bericht.onderwerp!.length).toBeLessThanOrEqual(998);
  expect(bericht.onderwerp).toMatch(/^(😀)+…$/u);
  expect(bericht.afzender.naam).toHaveLength(200);
});

test('characters that no register can hold are taken out', async () => {
  const bericht = await receive(
    {
      Subject: '=?utf-8?Q?a=00b=0D=0ABcc:_x?=',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': 'quoted-printable',
    },
    'a=00b=ED=A0=80c=08d',
  );
  expect(bericht.onderwerp).toBe('ab Bcc: x');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
  expect(bericht.inhoud.tekst).not.toMatch(/[\u0000-\u0008]|\p{Surrogate}/u);
  expect(JSON.stringify(bericht)).not.toContain('\\u0000');
  expect(tidyTekst('a\ud800b')).toBe('a\ufffdb');
});

test('who sends it: From, never Reply-To; without a usable address still a bericht', async () => {
  const bericht = await receive(
    { From: 'Jan <jan@example.org>, Piet <piet@example.org>', 'Reply-To': 'ander@example.org' },
    'x',
  );
  expect(bericht.afzender.adressen).toEqual([{ soort: 'email', waarde: 'jan@example.org' }]);
  omgeving.poort.berichten.length = 0;
  const zonder = await receive({ From: '', 'Message-ID': '<zonder@example.org>' }, 'x');
  expect(zonder.afzender.adressen).toEqual([]);
  omgeving.poort.berichten.length = 0;
  const raar = await receive(
    { From: `${'a'.repeat(300)}@example.org`, 'Message-ID': '<raar@example.org>' },
    'x',
  );
  expect(raar.afzender.adressen).toEqual([]);
});

test('a mail without subject, text or any header is a bericht', async () => {
  expect(await afzender.send('\n')).toMatch(/^250 /);
  expect(omgeving.poort.berichten[0]).toMatchObject({ inhoud: {}, bijlagen: [] });
  expect(omgeving.poort.berichten[0]).not.toHaveProperty('onderwerp');
});
