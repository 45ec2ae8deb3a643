import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import type { UitgaandBericht } from '../../domein/bericht.ts';
import { bewijs, FakeLog, instellingen } from './fake-omgeving.ts';
import { verzend } from './verzend.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A receiving mail server and a sender that uses it. */
async function start(options: SMTPServerOptions = {}) {
  const mails: { mail: ParsedMail; raw: string; van: string; aan: string[]; dsn: unknown }[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    hideDSN: false,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo, dsn } = session.envelope;
      text(stream)
        .then(async (raw) => {
          mails.push({
            raw,
            mail: await simpleParser(raw),
            van: mailFrom ? mailFrom.address : '',
            aan: rcptTo.map(({ address }) => address),
            dsn,
          });
        })
        .then(() => done(), done);
    },
    closeTimeout: 100,
    ...options,
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as { port: number };
  return { mails, connections: () => connections, ...sender(`smtp://127.0.0.1:${port}`) };
}

function sender(smtpUrl: string) {
  const created = verzend.create({ bewijs, instellingen: { ...instellingen, smtpUrl }, log: new FakeLog() });
  open.push(() => created.close());
  return created;
}

const refuse = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });
const bericht = (fields: Partial<UitgaandBericht> = {}): UitgaandBericht => ({
  id: randomUUID(),
  kanaal: 'email',
  adres: 'jan@example.org',
  onderwerp: 'Wij hebben uw melding',
  tekst: 'Beste Jan,\n\nDank u wel. Zie https://www.voorbeeldstad.test/uitleg.\nTot ziens.',
  kenmerk: 'S-0000-0000-0',
  automatisch: true,
  aangemaaktOp: '2026-10-05T08:00:00.000Z',
  ...fields,
});

test('a mail with our name, a signed address to answer to, and the way to the own page', async () => {
  const { mails, send } = await start();
  const uit = bericht();
  expect(await send(uit)).toEqual({ status: 'verzonden', externId: `<${uit.id}@voorbeeldstad.test>` });
  const [{ mail, van, aan, dsn }] = mails as [(typeof mails)[0]];
  expect({ van, aan }).toEqual({ van: 'gemeente@voorbeeldstad.test', aan: ['jan@example.org'] });
  expect(dsn).toMatchObject({ ret: 'HDRS', envid: uit.id });
  expect(mail.from?.value).toEqual([{ name: 'Voorbeeldstad', address: 'gemeente@voorbeeldstad.test' }]);
  expect(mail.subject).toBe('Wij hebben uw melding [S-0000-0000-0]');
  expect(mail.messageId).toBe(`<${uit.id}@voorbeeldstad.test>`);
  expect(mail.date?.toISOString()).toBe(uit.aangemaaktOp);
  expect(mail.headers.get('x-schakel-bericht')).toBe(uit.id);
  const token = /^gemeente\+([a-z0-9]+)@voorbeeldstad\.test$/.exec(
    mail.replyTo?.value[0]?.address ?? '',
  )?.[1];
  expect(bewijs.verify(token!, 'adres')).toBe(uit.kenmerk);
  for (const body of [mail.text, mail.html || '']) {
    const link = /https:\/\/www\.voorbeeldstad\.test\/verzoek\?t=([a-z0-9]+)/.exec(body!)?.[1];
    expect(bewijs.verify(link!, 'link')).toBe(uit.kenmerk);
    expect(body).toContain('S-0000-0000-0');
  }
  expect(mail.html).toContain('<html lang="nl">');
  expect(mail.html).toContain(
    '<a href="https://www.voorbeeldstad.test/uitleg">https://www.voorbeeldstad.test/uitleg</a>.<br>',
  );
  expect(mail.text).toMatch(/^-- $/m);
});

test('what the engine starts is marked as such; what a medewerker writes is not', async () => {
  const { mails, send } = await start();
  await send(bericht());
  await send(bericht({ voorgangers: ['<vraag@example.org> 0123456789abcdef'] }));
  await send(bericht({ automatisch: false }));
  expect(mails.map(({ mail }) => mail.headers.get('auto-submitted'))).toEqual([
    'auto-generated',
    'auto-replied',
    undefined,
  ]);
  expect(mails.map(({ mail }) => mail.headers.get('x-auto-response-suppress'))).toEqual([
    'DR, RN, NRN, OOF, AutoReply',
    'DR, RN, NRN, OOF, AutoReply',
    undefined,
  ]);
});

test('it stands in the thread of the klant', async () => {
  const { mails, send } = await start();
  await send(bericht({ voorgangers: ['<een@example.org> 0123', 'sha256:abc', '<twee@voorbeeldstad.test>'] }));
  const [{ mail }] = mails as [(typeof mails)[0]];
  expect(mail.inReplyTo).toBe('<twee@voorbeeldstad.test>');
  expect(mail.references).toEqual(['<een@example.org>', '<twee@voorbeeldstad.test>']);
});

test('the same bericht again is the same mail, over the same connection', async () => {
  const { mails, send, connections } = await start();
  const uit = bericht();
  await send(uit);
  await send(uit);
  expect(new Set(mails.map(({ mail }) => mail.messageId)).size).toBe(1);
  expect(connections()).toBe(1);
});

test('nothing in a message can add a header, a recipient or markup', async () => {
  const { mails, send } = await start();
  await send(
    bericht({
      onderwerp: 'Hallo\r\nBcc: boef@example.org\r\n\r\nEigen tekst\u2028x',
      tekst:
        '<script>alert(1)</script> "a" & https://x.test/"onclick=\'y\n.\nBcc: boef@example.org\r\n.\r\nMAIL FROM:<x@x>',
      voorgangers: ['<a@b>\r\nBcc: boef@example.org', 'x\r\nBcc: boef@example.org'],
      keuzes: [{ code: 'ja', tekst: '<b>Ja</b>' }],
    }),
  );
  const [{ mail, raw, aan }] = mails as [(typeof mails)[0]];
  expect(mails).toHaveLength(1);
  expect(aan).toEqual(['jan@example.org']);
  expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^Bcc:/im);
  expect(mail.subject).toBe('Hallo Bcc: boef@example.org Eigen tekst x [S-0000-0000-0]');
  expect(mail.text).toContain('MAIL FROM:<x@x>');
  expect(mail.text).toContain('- <b>Ja</b>');
  expect(mail.html).not.toMatch(/<script|<b>|onclick='/);
});

test.each(['a@b.test\r\nBcc: c@d.test', 'a@b.test, c@d.test', '<a@b.test>', 'geen adres', '', undefined])(
  'no single address is refused for ever: %j',
  async (adres) => {
    const { mails, send } = await start();
    expect(await send({ ...bericht(), adres })).toEqual({ status: 'geweigerd', reden: '5.1.3' });
    expect(mails).toHaveLength(0);
  },
);

test('a recipient that does not exist is refused for ever; the reason is a code, not a person', async () => {
  const { send } = await start({
    onRcptTo: (_address, _session, done) => done(refuse(550, '5.1.1 <jan@example.org> unknown')),
  });
  expect(await send(bericht())).toEqual({ status: 'geweigerd', reden: '5.1.1' });
});

test('a mail that the server will not have is refused for ever', async () => {
  const { send } = await start({
    onData: (stream, _session, done) => stream.on('end', () => done(refuse(554, 'spam'))).resume(),
  });
  expect(await send(bericht())).toEqual({ status: 'geweigerd', reden: '554' });
});

test.each<[string, SMTPServerOptions]>([
  [
    'a full mailbox',
    { onRcptTo: (_address, _session, done) => done(refuse(452, '4.2.2 <jan@example.org> full')) },
  ],
  [
    'a server that is busy',
    { onData: (stream, _session, done) => stream.on('end', () => done(refuse(451, 'later'))).resume() },
  ],
  [
    'a sender that is not allowed: our settings',
    {
      onMailFrom: (_address, _session, done) =>
        done(refuse(553, '5.7.1 gemeente@voorbeeldstad.test not allowed')),
    },
  ],
  ['a server that shuts us out', { onConnect: (_session, done) => done(refuse(554, 'no')) }],
])('may go better later: %s', async (_name, options) => {
  const { send } = await start(options);
  const error: Error = await send(bericht()).then(
    () => new Error('sent'),
    (thrown: Error) => thrown,
  );
  expect(error.message).toMatch(/^the mail server did not take the message: E[A-Z]+ [45]\d\d/);
  expect(`${error.message} ${error.stack}`).not.toMatch(/jan@|gemeente@/);
});

test('no server at all may go better later', async () => {
  const probe = createServer();
  const port = await new Promise<number>((resolve) => {
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port));
  });
  await new Promise((resolve) => probe.close(resolve));
  await expect(sender(`smtp://127.0.0.1:${port}`).send(bericht())).rejects.toThrow(
    /^the mail server did not take/,
  );
});

test('a subject that has the kenmerk is not given it twice, and a long one is cut', async () => {
  const { mails, send } = await start();
  await send(bericht({ onderwerp: 'Over S-0000-0000-0' }));
  await send(bericht({ onderwerp: 'x'.repeat(400) }));
  expect(mails[0]?.mail.subject).toBe('Over S-0000-0000-0');
  expect(mails[1]?.mail.subject).toMatch(/^x{179}… \[S-0000-0000-0\]$/);
});
