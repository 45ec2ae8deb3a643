import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Afzender, fakeOmgeving, mailOf } from './fake-omgeving.ts';
import { startMail } from './ontvang.ts';

const omgeving = fakeOmgeving();
const { poort } = omgeving;
const berichtId = randomUUID();
const messageId = `<${berichtId}@voorbeeldstad.test>`;
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
beforeEach(() => {
  poort.berichten.length = 0;
  poort.afleveringen.length = 0;
  omgeving.log.lines.length = 0;
  poort.verzonden.set(messageId, 'S-0000-0000-0');
});

async function receive(headers: Record<string, string>, { van, body }: { van?: string; body?: string } = {}) {
  const mail = mailOf({ 'Message-ID': `<${randomUUID()}@example.org>`, ...headers }, body);
  expect(await afzender.send(mail, van === undefined ? {} : { van })).toMatch(/^250 /);
  return poort.berichten.at(-1);
}

test.each<[string, Record<string, string>, string?]>([
  ['vacation', { 'Auto-Submitted': 'auto-replied (vacation)' }],
  ['generated', { 'Auto-Submitted': 'auto-generated' }],
  ['bulk', { Precedence: 'bulk' }],
  ['auto_reply', { Precedence: 'auto_reply' }],
  ['list', { 'List-Id': 'Buurt <buurt.example.org>' }],
  ['Exchange out of office', { 'X-Auto-Response-Suppress': 'All' }],
  ['OOF, AutoReply', { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' }],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }],
  ['empty return path', {}, ''],
  ['mailer-daemon', { From: 'MAILER-DAEMON@example.org' }],
  ['noreply sender', { From: 'No-Reply@winkel.example' }],
  ['noreply return path', {}, 'bounces+123@winkel.example'],
  ['read receipt', { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=x' }],
  ['responder without headers', { Subject: 'Automatisch antwoord: Uw melding' }],
  ['from ourselves', { From: 'Gemeente <gemeente@voorbeeldstad.test>' }],
  ['our own mark on a changed mail', { 'X-Schakel-Bericht': berichtId, From: 'lijst@example.org' }],
])('a machine: %s', async (_name, headers, van) => {
  expect((await receive(headers, van === undefined ? {} : { van }))?.automatisch).toBe(true);
});

test.each<[string, Record<string, string>]>([
  ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }],
  ['wants no receipts', { 'X-Auto-Response-Suppress': 'DR, RN, NRN' }],
  ['a name with reply in it', { From: 'noor.reply@example.org' }],
  ['a colleague', { From: 'burgerzaken@voorbeeldstad.test' }],
  ['about an automatic answer', { Subject: 'Re: Automatisch antwoord: hoe zet ik dat uit?' }],
])('a person: %s', async (_name, headers) => {
  expect((await receive(headers))?.automatisch).toBe(false);
});

test('our own mail that comes back is dropped and said, without personal data', async () => {
  const own = {
    From: 'Voorbeeldstad <gemeente@voorbeeldstad.test>',
    To: 'jan@example.org',
    'Message-ID': messageId,
    'X-Schakel-Bericht': berichtId,
    'Auto-Submitted': 'auto-generated',
  };
  expect(await receive(own)).toBeUndefined();
  expect(omgeving.log.lines).toHaveLength(1);
  expect(omgeving.log.lines[0]).toContain(berichtId);
  expect(omgeving.log.lines[0]).not.toContain('jan@');
});

test('our mail enclosed in a mail of somebody is a bericht of that somebody', async () => {
  const bericht = await receive(
    { 'Content-Type': 'multipart/mixed; boundary=x', Subject: 'FW: uw mail' },
    {
      body: `--x\n\nDit kreeg ik.\n--x\nContent-Type: message/rfc822\n\nFrom: gemeente@voorbeeldstad.test\nMessage-ID: ${messageId}\nX-Schakel-Bericht: ${berichtId}\n\nTekst\n--x--\n`,
    },
  );
  expect(bericht).toMatchObject({
    automatisch: false,
    inhoud: { tekst: 'Dit kreeg ik.' },
    bijlagen: [{ mediatype: 'message/rfc822' }],
  });
});

function dsn(action: string, status: string, original = `Message-ID: ${messageId}`, extra = ''): string {
  return `--x\nContent-Type: text/plain\n\nUw mail aan jan@example.org is niet aangekomen.\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n${extra}\nFinal-Recipient: rfc822; jan@example.org\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; 550 5.1.1 <jan@example.org>\n user unknown\n--x\nContent-Type: text/rfc822-headers\n\nFrom: gemeente@voorbeeldstad.test\n${original}\nSubject: Uw melding\n--x--\n`;
}
const report = {
  From: 'Mail Delivery System <MAILER-DAEMON@mx.example.org>',
  Subject: 'Undelivered Mail Returned to Sender',
  'Auto-Submitted': 'auto-replied',
  'Content-Type': 'multipart/report; report-type=delivery-status; boundary="x"',
};

test('a bounce is reported with its code, is no bericht, and keeps no file', async () => {
  omgeving.documenten.files.clear();
  expect(await receive(report, { van: '', body: dsn('failed', '5.1.1 (bad mailbox)') })).toBeUndefined();
  expect(poort.afleveringen).toEqual([{ berichtId, status: 'mislukt', bewijs: { status: '5.1.1' } }]);
  expect(omgeving.documenten.files.size).toBe(0);
});

test('a bounce without the returned headers is known by its envelope id', async () => {
  await receive(report, {
    van: '',
    body: dsn('failed', '5.4.7', 'X-Niets: x', `Original-Envelope-Id: ${berichtId}\n`),
  });
  expect(poort.afleveringen).toMatchObject([{ berichtId, status: 'mislukt' }]);
});

test('delayed changes nothing; delivered is proof of delivery', async () => {
  expect(await receive(report, { van: '', body: dsn('delayed', '4.4.1') })).toBeUndefined();
  expect(poort.afleveringen).toEqual([]);
  expect(await receive(report, { van: '', body: dsn('Delivered', '2.0.0') })).toBeUndefined();
  expect(poort.afleveringen).toEqual([{ berichtId, status: 'afgeleverd', bewijs: { status: '2.0.0' } }]);
  expect(await receive(report, { van: '', body: dsn('relayed', '2.0.0') })).toBeUndefined();
  expect(poort.afleveringen).toHaveLength(1);
});

test('a bounce of somebody else is kept as what a machine sent', async () => {
  const bericht = await receive(report, {
    van: '',
    body: dsn('failed', '5.1.1', 'Message-ID: <x@elders.example>'),
  });
  expect(bericht).toMatchObject({
    automatisch: true,
    inhoud: { tekst: 'Uw mail aan jan@example.org is niet aangekomen.' },
  });
  expect(poort.afleveringen).toEqual([]);
  const unknown = await receive(report, {
    van: '',
    body: dsn('failed', '5.1.1', `Message-ID: <${randomUUID()}@voorbeeldstad.test>`),
  });
  expect(unknown).toMatchObject({ automatisch: true });
});

test.each<[string, Record<string, string>, string, string]>([
  [
    'qmail',
    { From: 'MAILER-DAEMON@qmail.example', Subject: 'failure notice' },
    `Hi. This is the qmail-send program.\n<jan@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: ${messageId}\n`,
    'mislukt',
  ],
  [
    'Exim with the mail enclosed',
    {
      From: 'Mail Delivery System <Mailer-Daemon@exim.example>',
      Subject: 'Mail delivery failed: returning message to sender',
      'Content-Type': 'multipart/mixed; boundary=x',
    },
    `--x\n\n550 5.7.1 refused\n--x\nContent-Type: message/rfc822\n\nFrom: g@v.test\nMessage-ID:\n ${messageId}\n\nx\n--x--\n`,
    'mislukt',
  ],
  [
    'Exchange, by its reference',
    { From: 'postmaster@exchange.example', Subject: 'Onbestelbaar: Uw melding', 'In-Reply-To': messageId },
    'Het adres bestaat niet. 5.1.10',
    'mislukt',
  ],
])('a bounce without a standard: %s', async (_name, headers, body, status) => {
  expect(await receive(headers, { van: '', body })).toBeUndefined();
  expect(poort.afleveringen).toMatchObject([{ berichtId, status }]);
});

test('a warning of delay without a standard changes nothing', async () => {
  const headers = { From: 'MAILER-DAEMON@exim.example', Subject: 'Warning: message delayed 24 hours' };
  expect(await receive(headers, { van: '', body: `Message-ID: ${messageId}\n` })).toBeUndefined();
  expect(poort.afleveringen).toEqual([]);
});

test('a vacation message with empty return path that answers ours is no bounce', async () => {
  const bericht = await receive(
    { Subject: 'Afwezig: Uw melding', 'Auto-Submitted': 'auto-replied', 'In-Reply-To': messageId },
    { van: '', body: 'Ik ben er niet. Niet bezorgd zijn.' },
  );
  expect(bericht).toMatchObject({ automatisch: true, bewezen: ['S-0000-0000-0'] });
  expect(poort.afleveringen).toEqual([]);
});
