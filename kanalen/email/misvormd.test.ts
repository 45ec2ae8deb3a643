import { afterAll, beforeAll, expect, test } from 'vitest';
import { Afzender, fakeOmgeving, mailOf } from './fake-omgeving.ts';
import { startMail } from './ontvang.ts';

const omgeving = fakeOmgeving();
const { poort } = omgeving;
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

/** Every mail gets a final answer within ten seconds, on a machine that is busy too: taken, or refused for ever. Never "try again": it would come back for days. */
async function answerTo(mail: string | Buffer): Promise<string> {
  const started = Date.now();
  const answer = await afzender.send(mail);
  expect(answer).toMatch(/^(250|554) /);
  expect(Date.now() - started).toBeLessThan(10_000);
  return answer;
}

const nested = (depth: number): string => {
  let body = '';
  for (let level = 0; level < depth; level += 1)
    body += `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n`;
  return mailOf({ 'Content-Type': 'multipart/mixed; boundary=b0' }, `${body}--b${depth}\n\ndiep\n`);
};

test.each<[string, () => string | Buffer, RegExp]>([
  ['parts 100 deep', () => nested(100), /^250/],
  ['parts 5,000 deep', () => nested(5_000), /^554/],
  [
    '10,000 parts',
    () => mailOf({ 'Content-Type': 'multipart/mixed; boundary=x' }, '--x\n\na\n'.repeat(10_000)),
    /^554/,
  ],
  ['a header of 5 MB', () => mailOf({ 'X-Lang': 'x'.repeat(5_000_000) }), /^554/],
  ['100,000 headers', () => `${'X-Kop: waarde\n'.repeat(100_000)}\n\ntekst`, /^554/],
  ['2,000 headers of one name', () => `${'References: <a@b.c>\n'.repeat(2_000)}\n\ntekst`, /^250/],
  ['a line of 20 MB', () => mailOf({}, 'x'.repeat(20_000_000)), /^250/],
  [
    'HTML 200,000 deep',
    () => mailOf({ 'Content-Type': 'text/html' }, `${'<b>'.repeat(200_000)}diep`),
    /^250/,
  ],
  ['HTML of 10 MB', () => mailOf({ 'Content-Type': 'text/html' }, '<p>alinea</p>\n'.repeat(700_000)), /^250/],
  ['2 MB of open brackets', () => mailOf({ 'Content-Type': 'text/html' }, '<'.repeat(2_000_000)), /^250/],
  ['unclosed comments', () => mailOf({ 'Content-Type': 'text/html' }, '<!--'.repeat(200_000)), /^250/],
  [
    '1 MB of quoted-printable garbage',
    () => mailOf({ 'Content-Transfer-Encoding': 'quoted-printable' }, '=X=0=\n=GG=='.repeat(100_000)),
    /^250/,
  ],
  [
    'base64 garbage',
    () => mailOf({ 'Content-Transfer-Encoding': 'base64' }, '!@#%=='.repeat(50_000)),
    /^250/,
  ],
  [
    'a boundary that never comes',
    () => mailOf({ 'Content-Type': 'multipart/mixed; boundary=nooit' }, 'tekst\n'),
    /^250/,
  ],
  [
    'an empty boundary',
    () => mailOf({ 'Content-Type': 'multipart/mixed; boundary=""' }, '--\n\ntekst\n----\n'),
    /^250/,
  ],
  ['encoded words without end', () => mailOf({ Subject: '=?utf-8?B?'.repeat(10_000) }), /^250/],
  [
    '10,000 addresses in To',
    () => mailOf({ To: Array.from({ length: 10_000 }, (_, index) => `a${index}@b.test`).join(',\n ') }),
    /^(250|554)/,
  ],
  [
    'nested groups and comments in From',
    () => mailOf({ From: `${'('.repeat(20_000)}${'a:'.repeat(20_000)}` }),
    /^250/,
  ],
  [
    'announcing lines without end',
    () => mailOf({ 'In-Reply-To': '<x@y>' }, `${'Op schreef '.repeat(40)}\n`.repeat(20_000)),
    /^250/,
  ],
  ['underscores', () => mailOf({}, `${`${'_'.repeat(5_000)}\n`.repeat(2_000)}x\n> y`), /^250/],
  [
    'words of a kenmerk',
    () => mailOf({ Subject: 'S-0000 '.repeat(100) }, 'S 0000 0000 '.repeat(200_000)),
    /^250/,
  ],
  ['ids without end', () => mailOf({ References: '<a'.repeat(50_000) }), /^250/],
  ['zeros', () => Buffer.concat([Buffer.from(mailOf()), Buffer.alloc(1_000_000)]), /^250/],
  [
    'no header at all, only bytes',
    () => Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 256)),
    /^(250|554)/,
  ],
])('%s', async (_name, mail, expected) => {
  expect(await answerTo(mail())).toMatch(expected);
});

test('an archive is kept as it is', async () => {
  // An archive whose directory promises 4 GB: reading it would be the mistake.
  const zip = Buffer.concat([
    Buffer.from('504b030414000000080000000000000000000400000000ffffffff0100000061', 'hex'),
    Buffer.alloc(64),
  ]);
  const body = `--x\nContent-Type: application/zip; name=bom.zip\nContent-Transfer-Encoding: base64\n\n${zip.toString('base64')}\n--x--\n`;
  await answerTo(
    mailOf({ 'Message-ID': '<zip@example.org>', 'Content-Type': 'multipart/mixed; boundary=x' }, body),
  );
  const [ref] = poort.berichten.at(-1)!.bijlagen;
  expect(omgeving.documenten.files.get(ref!.sha256)).toEqual(zip);
});

test('200 mails with bytes changed at random: each gets its answer, and what is taken fits a bericht', async () => {
  const whole = Buffer.from(
    mailOf(
      {
        'Content-Type': 'multipart/mixed; boundary=x',
        Subject: '=?utf-8?Q?Caf=C3=A9?=',
        References: '<a@b> <c@d>',
      },
      '--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 =\nx\n--y\nContent-Type: text/html; charset=koi8-r\n\n<p>Caf&eacute; <a href="x">y</a></p>\n--y--\n--x\nContent-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n--x\nContent-Type: application/pdf; name*=utf-8\'\'a%C3%A9.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--x--\n',
    ),
  );
  // A fixed seed: a failure can be repeated.
  let seed = 42;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const mail = Buffer.from(whole);
    for (let change = 0; change < 1 + random(20); change += 1) mail[random(mail.length)] = random(256);
    const cut = random(4) === 0 ? mail.subarray(0, random(mail.length)) : mail;
    await answerTo(cut);
  }
}, 20_000);
