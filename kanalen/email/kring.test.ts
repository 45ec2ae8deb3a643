import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { Afzender, bewijs, fakeOmgeving, instellingen, mailOf } from './fake-omgeving.ts';
import { startMail } from './ontvang.ts';
import { verzend } from './verzend.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** What a mailbox of the klant does with each mail of ours: the mail it sends back, or nothing. */
type Antwoordapparaat = (mail: {
  replyTo: string;
  messageId: string;
  subject: string;
  raw: string;
}) => { mail: string; van: string; aan: string } | undefined;

/**
 * Our two adapters with the least of an engine between them (every mail of a person gets one acknowledgement), and a
 * mailbox that answers by itself. A loop would go on until `maximum` mails of ours.
 */
async function start(apparaat: Antwoordapparaat, maximum = 5) {
  const omgeving = fakeOmgeving();
  const { poort } = omgeving;
  const ours: string[] = [];
  const busy: Promise<unknown>[] = [];
  const dienst = await startMail(omgeving, { stoppen: 300 });
  open.push(() => dienst.stop());

  const mailbox = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, _session, done) {
      text(stream).then(async (raw) => {
        done();
        const mail = await simpleParser(raw);
        ours.push(mail.messageId!);
        const terug = apparaat({
          replyTo: mail.replyTo!.value[0]!.address!,
          messageId: mail.messageId!,
          subject: mail.subject!,
          raw,
        });
        if (!terug || ours.length >= maximum) return;
        const afzender = await Afzender.open(dienst.port);
        open.push(() => afzender.close());
        busy.push(afzender.send(terug.mail, { van: terug.van, aan: [terug.aan] }));
      }, done);
    },
  });
  await new Promise<void>((resolve) => {
    mailbox.listen(0, '127.0.0.1', resolve);
  });
  open.push(() => new Promise<void>((resolve) => mailbox.close(resolve)));
  const { port } = mailbox.server.address() as { port: number };
  const uit = verzend.create({
    bewijs,
    instellingen: { ...instellingen, smtpUrl: `smtp://127.0.0.1:${port}` },
    log: omgeving.log,
  });
  open.push(() => uit.close());

  const { acceptBericht } = poort;
  poort.acceptBericht = async (bericht) => {
    const ontvangst = await acceptBericht.call(poort, bericht);
    const adres = bericht.afzender.adressen[0]?.waarde;
    if (ontvangst.dubbel || bericht.automatisch || !adres) return ontvangst;
    const id = randomUUID();
    poort.verzonden.set(`<${id}@voorbeeldstad.test>`, ontvangst.kenmerk);
    busy.push(
      uit.send({
        id,
        kanaal: 'email',
        adres,
        onderwerp: bericht.onderwerp ?? '',
        tekst: 'Wij hebben uw bericht.',
        kenmerk: ontvangst.kenmerk,
        voorgangers: [bericht.externId],
        automatisch: true,
        aangemaaktOp: new Date().toISOString(),
      }),
    );
    return ontvangst;
  };
  const afzender = await Afzender.open(dienst.port);
  open.push(() => afzender.close());
  /** Waits until nothing has moved for a while. */
  const settle = async (): Promise<void> => {
    for (let before = -1, quiet = 0; quiet < 10; ) {
      await Promise.all(busy);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = busy.length + ours.length + poort.berichten.length;
      quiet = now === before ? quiet + 1 : 0;
      before = now;
    }
  };
  return { ...omgeving, ours, afzender, settle };
}

test('a responder that minds the rules is kept once and answered never', async () => {
  const { poort, ours, afzender, settle } = await start(({ replyTo, messageId, subject }) => ({
    van: '',
    aan: replyTo,
    mail: mailOf(
      {
        From: 'jan@example.org',
        To: replyTo,
        Subject: `Auto: ${subject}`,
        'Message-ID': `<${randomUUID()}@example.org>`,
        'In-Reply-To': messageId,
        'Auto-Submitted': 'auto-replied',
      },
      'Ik ben er niet.',
    ),
  }));
  expect(await afzender.send(mailOf())).toMatch(/^250 /);
  await settle();
  expect(ours).toHaveLength(1);
  expect(poort.berichten.map(({ automatisch }) => automatisch)).toEqual([false, true]);
  expect(poort.berichten[1]!.bewezen).toHaveLength(1);
});

test('a mailbox that sends everything on to us again gets no second answer', async () => {
  const { poort, ours, afzender, settle } = await start(({ raw }) => ({
    van: 'jan@example.org',
    aan: instellingen.gemeenteMail,
    mail: `Received: from mailbox\r\n${raw}`,
  }));
  expect(await afzender.send(mailOf())).toMatch(/^250 /);
  await settle();
  expect(ours).toHaveLength(1);
  expect(poort.berichten).toHaveLength(1);
});

test('a bounce of our acknowledgement is reported and answered never', async () => {
  const { poort, ours, afzender, settle } = await start(({ messageId }) => ({
    van: '',
    aan: instellingen.gemeenteMail,
    mail: mailOf(
      {
        From: 'MAILER-DAEMON@example.org',
        Subject: 'Undelivered Mail',
        'Message-ID': `<${randomUUID()}@example.org>`,
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x',
      },
      `--x\n\nfout\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nAction: failed\nStatus: 5.1.1\n--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\n--x--\n`,
    ),
  }));
  expect(await afzender.send(mailOf())).toMatch(/^250 /);
  await settle();
  expect(ours).toHaveLength(1);
  expect(poort.berichten).toHaveLength(1);
  expect(poort.afleveringen).toMatchObject([{ status: 'mislukt', bewijs: { status: '5.1.1' } }]);
});
