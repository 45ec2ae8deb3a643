import type { Server } from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import express from 'express';
import nodemailer, { type SendMailOptions, type Transporter } from 'nodemailer';
import { type Browser, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { createPostbusRouter, startPostbusSmtp } from './postbus.ts';

let database: TestDatabase;
let smtp: Awaited<ReturnType<typeof startPostbusSmtp>>;
let server: Server;
let url: string;
let transport: Transporter;
beforeAll(async () => {
  database = await testDatabase();
  smtp = await startPostbusSmtp({ port: 0, host: '127.0.0.1', db: database.db });
  server = express().use(createPostbusRouter(database.db)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true });
});
afterAll(async () => {
  server?.close();
  await smtp?.stop();
  await database?.close();
});
beforeEach(() => database.db.deleteFrom('postbus').execute());

const json = async (path: string) => {
  const answer = await fetch(`${url}${path}`, { headers: { Accept: 'application/json' } });
  return { status: answer.status, body: await answer.json() };
};
const mail = (fields: SendMailOptions = {}) =>
  transport.sendMail({
    from: 'Voorbeeldstad <gemeente@voorbeeldstad.test>',
    to: 'jan@example.org',
    subject: 'Uw melding',
    text: 'Dank u.\nZie https://x.test/a?b=1&c=2.',
    messageId: '<een@voorbeeldstad.test>',
    ...fields,
  });

test('what is handed over stands there as JSON, one piece per recipient', async () => {
  await mail({
    to: ['Jan@Example.org', 'piet@example.org'],
    html: '<p>Dank u.</p>',
    headers: { 'X-Dubbel': ['a', 'b'] },
    attachments: [{ filename: 'brief.pdf', content: 'x' }],
  });
  const { body } = await json('/postbus?aan=jan@example.org');
  expect(body).toEqual([
    {
      id: expect.any(String),
      soort: 'email',
      van: '"Voorbeeldstad" <gemeente@voorbeeldstad.test>',
      aan: 'jan@example.org',
      onderwerp: 'Uw melding',
      tekst: expect.stringContaining('Dank u.'),
      html: '<p>Dank u.</p>',
      berichtId: '<een@voorbeeldstad.test>',
      headers: expect.objectContaining({
        subject: 'Uw melding',
        'x-dubbel': 'a\nb',
        'message-id': '<een@voorbeeldstad.test>',
      }),
      bijlagen: ['brief.pdf'],
      aantal: 1,
      ontvangenOp: expect.stringMatching(/^\d{4}-.*Z$/),
    },
  ]);
  expect((await json('/postbus')).body).toHaveLength(2);
  expect((await json('/postbus?aan=jan@example.or')).body).toEqual([]);
  expect((await json(`/postbus/${body[0].id}`)).body).toEqual(body[0]);
});

test('the same mail again raises the count; newest first', async () => {
  await mail();
  await mail();
  await mail({ messageId: '<twee@voorbeeldstad.test>' });
  const { body } = await json('/postbus');
  expect(
    body.map(({ berichtId, aantal }: { berichtId: string; aantal: number }) => [berichtId, aantal]),
  ).toEqual([
    ['<twee@voorbeeldstad.test>', 1],
    ['<een@voorbeeldstad.test>', 2],
  ]);
});

test('pieces of other printers stand beside mail', async () => {
  await database.db
    .insertInto('postbus')
    .values({
      soort: 'sms',
      extern_id: 'sms-1',
      aan: '+31612345678',
      van: 'Voorbeeldstad',
      onderwerp: '',
      tekst: 'Hallo',
      ruw: 'Hallo',
      ontvangen_op: new Date(),
    })
    .execute();
  expect((await json(`/postbus?aan=${encodeURIComponent('+31612345678')}`)).body).toMatchObject([
    { soort: 'sms', tekst: 'Hallo', bijlagen: [], headers: {} },
  ]);
});

test('an address that does not exist', async () => {
  for (const path of ['/postbus/x', '/postbus/00000000-0000-0000-0000-000000000000']) {
    expect((await json(path)).status).toBe(404);
    const page = await fetch(`${url}${path}`, { headers: { Accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([
      404,
      expect.stringContaining('Dit bericht is er niet'),
    ]);
  }
});

test('in a browser: find a mail, read it, no script of it runs, and nothing against WCAG 2.2 AA', async () => {
  await mail({
    subject: '<img src=x onerror=alert(1)>',
    text: '</pre><script>document.title="gekraakt"</script> https://x.test/"onmouseover=alert(1) einde',
  });
  await mail({ to: 'piet@example.org', messageId: '<piet@voorbeeldstad.test>' });
  const browser: Browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
  });
  try {
    const page = await (await browser.newContext({ viewport: { width: 900, height: 700 } })).newPage();
    const check = async () =>
      (
        await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
      ).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    await page.goto(`${url}/postbus`);
    expect(await page.getByRole('row').count()).toBe(3);
    expect(await check()).toEqual([]);
    if (process.env.SCHERM) await page.screenshot({ path: `${process.env.SCHERM}/lijst.png` });
    await page.getByLabel('Ontvanger').fill('jan@example.org');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/postbus?aan=jan%40example.org');
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).click();
    await page.waitForURL('**/postbus/*-*');
    expect(await page.title()).toBe('<img src=x onerror=alert(1)> - Postbus');
    await page.getByText('Bron', { exact: true }).click();
    expect(await page.getByLabel('Bron van het bericht').textContent()).toContain(
      'Message-ID: <een@voorbeeldstad.test>',
    );
    expect(await check()).toEqual([]);
    if (process.env.SCHERM) await page.screenshot({ path: `${process.env.SCHERM}/stuk.png`, fullPage: true });
  } finally {
    await browser.close();
  }
});
