import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { Weigering } from '../../domein/kanaaladapter.ts';
import { Afzender, fakeOmgeving, mailOf } from './fake-omgeving.ts';
import { startMail } from './ontvang.ts';
import type { Smtpgrenzen } from './smtp.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(grenzen: Partial<Smtpgrenzen> = {}) {
  const omgeving = fakeOmgeving();
  const dienst = await startMail(omgeving, { stoppen: 300, ...grenzen });
  open.push(() => dienst.stop());
  const connect = async () => {
    const afzender = await Afzender.open(dienst.port);
    open.push(() => afzender.close());
    return afzender;
  };
  return { ...omgeving, dienst, connect };
}

test('a mail is confirmed only after it has been stored', async () => {
  const { poort, connect } = await start();
  let release: () => void = () => undefined;
  const reached = new Promise<void>((atDoor) => {
    poort.beforeCommit = () => {
      atDoor();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
  });
  const afzender = await connect();
  const answer = afzender.send(mailOf());
  await reached;
  expect(await Promise.race([answer, sleep(100, 'no answer yet')])).toBe('no answer yet');
  expect(poort.berichten).toHaveLength(0);
  release();
  expect(await answer).toMatch(/^250 /);
  expect(poort.berichten).toMatchObject([
    {
      kanaal: 'email',
      onderwerp: 'Lamp kapot',
      inhoud: { tekst: 'Goedendag,\n\nDe lamp is kapot.' },
      afzender: { naam: 'Jan Jansen', adressen: [{ soort: 'email', waarde: 'jan@example.org' }] },
      automatisch: false,
      bewezen: [],
      genoemd: [],
    },
  ]);
  expect(poort.berichten[0]).not.toHaveProperty('product');
});

test('without a database the sender is told to try again, and succeeds later', async () => {
  const { poort, connect, log } = await start();
  const afzender = await connect();
  poort.failing = new Error('connection refused');
  expect(await afzender.send(mailOf())).toMatch(/^451 /);
  poort.failing = undefined;
  expect(await afzender.send(mailOf())).toMatch(/^250 /);
  expect(poort.berichten).toHaveLength(1);
  expect(log.lines.join()).not.toMatch(/jan|Lamp/i);
});

test('what the engine refuses is refused for ever, with the reason', async () => {
  const { poort, connect } = await start();
  poort.failing = new Weigering('inhoud', 'te-lang', 'Dat is te lang – echt.');
  expect(await (await connect()).send(mailOf())).toMatch(/^554 .*Dat is te lang +echt\./);
});

test('mail for another domain is refused: no open relay', async () => {
  const { poort, connect } = await start();
  const afzender = await connect();
  expect(await afzender.send(mailOf(), { aan: ['piet@elders.example'] })).toMatch(/^550 /);
  await afzender.say('RSET');
  expect(await afzender.send(mailOf(), { aan: ['gemeente@voorbeeldstad.test.elders.example'] })).toMatch(
    /^550 /,
  );
  await afzender.say('RSET');
  expect(await afzender.send(mailOf(), { aan: ['Postmaster', 'burgerzaken@VOORBEELDSTAD.test'] })).toMatch(
    /^250 /,
  );
  expect(poort.berichten).toHaveLength(1);
});

test('one message to several of our addresses is one bericht, and only so many recipients', async () => {
  const { poort, connect } = await start({ ontvangers: 3 });
  const afzender = await connect();
  const aan = ['a', 'b', 'c', 'd'].map((name) => `${name}@voorbeeldstad.test`);
  expect(await afzender.send(mailOf(), { aan })).toMatch(/^452 /);
  await afzender.say('RSET');
  expect(await afzender.send(mailOf(), { aan: aan.slice(0, 3) })).toMatch(/^250 /);
  expect(poort.berichten).toHaveLength(1);
});

test('30 MB is announced and is the limit', async () => {
  const { poort, connect } = await start();
  const afzender = await connect();
  expect(await afzender.say('EHLO x')).toContain('SIZE 31457280');
  expect(await afzender.say('MAIL FROM:<jan@example.org> SIZE=31457281')).toMatch(/^552 /);

  const before = process.memoryUsage().rss;
  const big = Buffer.concat([Buffer.from(mailOf()), Buffer.alloc(31 * 1024 * 1024, 'regel tekst\r\n')]);
  expect(await afzender.send(big)).toMatch(/^552 /);
  expect(poort.berichten).toHaveLength(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);
  // The connection is still good.
  expect(await afzender.send(mailOf())).toMatch(/^250 /);
});

test('a sender that keeps pouring past the limit is hung up on', async () => {
  const { poort, connect } = await start({ grootte: 20_000 });
  const afzender = await connect();
  await afzender.say('MAIL FROM:<jan@example.org>');
  await afzender.say('RCPT TO:<gemeente@voorbeeldstad.test>');
  await afzender.say('DATA');
  for (let index = 0; index < 100 && !afzender.closed; index += 1) {
    afzender.socket.write(`${'x'.repeat(70)}\r\n`.repeat(20));
    await sleep(2);
  }
  expect(await afzender.answer()).toMatch(/^552 |closed/);
  expect(poort.berichten).toHaveLength(0);
});

test('a file in a mail that is too big leaves no bericht', async () => {
  const { poort, connect } = await start({ grootte: 50_000 });
  const body = `--x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${'QUJDREVGR0g=\n'.repeat(6_000)}\n--x--\n`;
  expect(
    await (await connect()).send(mailOf({ 'Content-Type': 'multipart/mixed; boundary=x' }, body)),
  ).toMatch(/^552 /);
  expect(poort.berichten).toHaveLength(0);
});

test('silence ends a connection', async () => {
  const { connect } = await start({ stilte: 150 });
  const afzender = await connect();
  expect(await afzender.answer()).toMatch(/^421 /);
});

test('a sender that dribbles is cut off, in DATA and before it', async () => {
  const { poort, connect } = await start({ stilte: 500, data: 400, verbinding: 600 });
  const afzender = await connect();
  await afzender.say('MAIL FROM:<jan@example.org>');
  await afzender.say('RCPT TO:<gemeente@voorbeeldstad.test>');
  await afzender.say('DATA');
  const dribble = setInterval(() => afzender.socket.write('x'), 20);
  const started = Date.now();
  expect(await afzender.answer()).toMatch(/^421 /);
  clearInterval(dribble);
  expect(Date.now() - started).toBeLessThan(1500);

  const command = await connect();
  const slow = setInterval(() => command.socket.write('N'), 20);
  expect(await command.answer()).toMatch(/^421 /);
  clearInterval(slow);
  expect(poort.berichten).toHaveLength(0);
});

test('a sender that breaks off leaves nothing, also halfway a file', async () => {
  const { poort, documenten, connect } = await start();
  const afzender = await connect();
  await afzender.say('MAIL FROM:<jan@example.org>');
  await afzender.say('RCPT TO:<gemeente@voorbeeldstad.test>');
  await afzender.say('DATA');
  afzender.socket.write(
    `${mailOf({ 'Content-Type': 'multipart/mixed; boundary=x' }, '--x\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n').replace(/\n/g, '\r\n')}${'QUJD\r\n'.repeat(20_000)}`,
  );
  await sleep(100);
  afzender.close();
  await sleep(100);
  expect(poort.berichten).toHaveLength(0);
  expect(documenten.files.size).toBe(0);
  expect(await (await connect()).send(mailOf())).toMatch(/^250 /);
});

test('at most so many senders at once', async () => {
  const { dienst, connect } = await start({ verbindingen: 2 });
  await connect();
  await connect();
  expect(await (await Afzender.open(dienst.port)).answer()).toBe('closed');
});

test('a command line without end is cut off', async () => {
  const { connect } = await start();
  const afzender = await connect();
  afzender.socket.write('MAIL FROM:<'.padEnd(5000, 'x'));
  expect(await afzender.answer()).toMatch(/^421 /);
});

test('no commands that give anything away', async () => {
  const { connect } = await start();
  const afzender = await connect();
  for (const command of [
    'AUTH PLAIN AGEAYg==',
    'STARTTLS',
    'VRFY jan',
    'EXPN lijst',
    'XCLIENT NAME=x',
    'WIZ x',
  ]) {
    expect(await afzender.say(command)).toMatch(/^50\d /);
  }
});

test('stopping lets the mail in hand finish and ends the rest', async () => {
  const { poort, dienst, connect } = await start({ stoppen: 5_000 });
  let release: () => void = () => undefined;
  const reached = new Promise<void>((atDoor) => {
    poort.beforeCommit = () => {
      atDoor();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
  });
  const [busy, idle] = [await connect(), await connect()];
  const answer = busy.send(mailOf());
  await reached;
  const started = Date.now();
  const stopped = dienst.stop();
  expect(await idle.answer()).toMatch(/^421 /);
  release();
  expect(await answer).toMatch(/^250 /);
  await stopped;
  expect(Date.now() - started).toBeLessThan(2_000);
  expect(poort.berichten).toHaveLength(1);
});
