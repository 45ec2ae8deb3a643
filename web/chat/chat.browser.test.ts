import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import express from 'express';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import { FakePoort } from '../../kanalen/chat/fake-poort.ts';
import { bewijs, TestServer } from '../../kanalen/chat/test-server.ts';
import { buildChat } from './build.ts';

const theme = createRequire(import.meta.url).resolve(
  '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css',
);
const kenmerk = makeKenmerk(Buffer.from('kenmerk!'));
/** Set to a folder to look at what a klant sees. */
const pictures = process.env.SCHAKEL_TEST_BEELDEN;

const html = (
  body: string,
): string => `<!doctype html><html lang="nl"><head><title>Gemeente Voorbeeldstad</title>
  <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/theme.css">
  </head><body class="voorbeeld-theme"><main><h1>Gemeente Voorbeeldstad</h1><p>Welkom.</p>${body}</main>
  <script src="/assets/chat.js"></script></body></html>`;

let folder: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let poort: FakePoort;
let server: TestServer;
const wrong: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schakel-chat-'));
  await buildChat(folder);
  // In one process, as these arguments have it for a small cloud function, closing one context ends the browser.
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--disable-web-security');
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  wrong.length = 0;
  poort = new FakePoort();
  server = new TestServer();
  server.app.use((_req, res, next) => {
    res.set(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
    );
    res.set('Referrer-Policy', 'no-referrer');
    next();
  });
  server.app.use('/assets', express.static(folder));
  server.app.get('/theme.css', (_req, res) => res.sendFile(theme));
  server.app.get('/', (_req, res) => void res.send(html('<schakel-chat></schakel-chat>')));
  const pagina = `<schakel-chat data-pagina data-token="${bewijs.sign(kenmerk, 'link')}"></schakel-chat>`;
  server.app.get('/chat', (_req, res) => void res.send(html(pagina)));
  await server.start(poort);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' });
  page = await newPage();
});

afterEach(async () => {
  await context.close();
  await server.stop();
  expect(wrong).toEqual([]);
});

async function newPage(): Promise<Page> {
  const made = await context.newPage();
  made.setDefaultTimeout(8_000);
  made.on('pageerror', (error) => wrong.push(error.message));
  made.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) wrong.push(message.text());
  });
  return made;
}

async function openChat(on = page): Promise<void> {
  await on.goto(server.url);
  await on.getByRole('button', { name: 'Chat met ons' }).click();
  await on.getByText('Uw nummer:').waitFor();
}

async function type(text: string, on = page): Promise<void> {
  await on.getByLabel('Uw bericht').fill(text);
  await on.keyboard.press('Enter');
}

async function expectAccessible(name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

/** In view inside the list of lines, not merely on the page. */
function isVisible(element: Element): boolean {
  const box = element.getBoundingClientRect();
  const list = element.closest('[role=log]')!.getBoundingClientRect();
  return box.top >= list.top && box.bottom <= list.bottom;
}

const conversatie = (): string => poort.gebeurtenissen[0]!.conversatie;
const lines = (on = page): Promise<string[]> => on.locator('.regel .tekst').allTextContents();
const stored = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage));

test('a klant talks with the keyboard, picks an answer, and every state is accessible', async () => {
  await page.goto(server.url);
  await expectAccessible('knop');
  expect(poort.gebeurtenissen).toEqual([]);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Uw nummer: S-TEST-0001-X').waitFor();
  expect(poort.gebeurtenissen).toHaveLength(1);
  await page.keyboard.type('Er ligt afval op straat.');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Al een week.');
  await page.keyboard.press('Enter');
  await page.getByText('Ontvangen', { exact: true }).waitFor();
  expect(poort.berichten[0]?.inhoud.tekst).toBe('Er ligt afval op straat.\nAl een week.');

  const vraag = poort.answer(
    conversatie(),
    'Waar gaat uw melding over? Zie https://voorbeeldstad.test/afval.',
    {
      keuzes: [
        { code: 'afval', tekst: 'Afval op straat' },
        { code: 'geluid', tekst: 'Geluid' },
      ],
    },
  );
  await page.getByRole('link', { name: 'https://voorbeeldstad.test/afval', exact: true }).waitFor();
  poort.answer(conversatie(), '<img src=x onerror=alert(1)>', { van: 'medewerker' });
  await page.getByText('<img src=x onerror=alert(1)>').waitFor();
  expect(await page.getByText('<img src=x onerror=alert(1)>').evaluate(isVisible)).toBe(true);
  await expectAccessible('gesprek');
  await page.getByRole('button', { name: 'Geluid' }).click();
  await expect.poll(() => poort.berichten.at(-1)?.inhoud).toEqual({ tekst: 'Geluid', keuze: 'geluid' });
  await expect.poll(() => page.getByRole('button', { name: 'Geluid' }).count()).toBe(0);
  await expect.poll(() => poort.afgeleverd).toContain(vraag);

  await page.getByRole('button', { name: 'Verder per e-mail' }).click();
  await page.keyboard.type('jan');
  await page.keyboard.press('Enter');
  await page.getByText('Vul een e-mailadres in').waitFor();
  await expect.poll(() => page.locator('.regel .tekst').last().evaluate(isVisible)).toBe(true);
  await expectAccessible('e-mail');
  await page.keyboard.type('@voorbeeld.test');
  await page.keyboard.press('Enter');
  await page.getByText('Wij hebben uw e-mailadres.').waitFor();
  expect(poort.berichten.at(-1)).toMatchObject({ bedoeling: 'kanaalwissel' });

  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
  expect(await focused()).toBe('Chat met ons');
  poort.answer(conversatie(), 'Bent u er nog?');
  await expect.poll(focused).toBe('Chat met ons (1 nieuw bericht)');
});

test('the connection is cut while the klant types on; afterwards all is there once, in order', async () => {
  const greetings: { na?: number }[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const frame = JSON.parse(String(payload));
      if (frame.type === 'hallo') greetings.push(frame);
    }),
  );
  await openChat();
  await type('een');
  await page.getByText('Ontvangen', { exact: true }).waitFor();
  const port = Number(new URL(server.url).port);
  await server.stop();
  await server.start(poort, {}, port);
  await expect.poll(() => poort.gebeurtenissen.at(-1)?.gebeurtenis, { timeout: 8_000 }).toBe('aanwezig');
  await server.stop();
  await page.getByText('Verbinding weg. Wij proberen het opnieuw.').waitFor();
  await type('twee');
  await type('drie');
  poort.answer(conversatie(), 'antwoord');
  expect(await page.getByText('Verzonden, nog niet ontvangen').count()).toBe(2);
  expect((await stored()).filter((key) => key.includes(':uit:'))).toHaveLength(2);
  await expectAccessible('verbinding-weg');
  await server.start(poort, {}, port);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => page.getByText('Ontvangen', { exact: true }).count(), { timeout: 8_000 }).toBe(3);
  expect(await lines()).toEqual(['een', 'antwoord', 'twee', 'drie']);
  expect(greetings[0]?.na).toBe(0);
  expect(greetings.at(-1)?.na).toBeGreaterThan(0);
  await expect.poll(() => page.getByText('drie').evaluate(isVisible)).toBe(true);
  expect(poort.berichten.map(({ inhoud }) => inhoud.tekst)).toEqual(['een', 'twee', 'drie']);
  expect((await stored()).filter((key) => key.includes(':uit:'))).toEqual([]);
  await page.getByText('De verbinding is er weer.').waitFor();
});

test('a line without a tick survives closing the page; another tab shows the same; stopping wipes both', async () => {
  await openChat();
  await type('bewaard');
  await page.getByText('Ontvangen', { exact: true }).waitFor();
  poort.failing = true;
  await type('nog niet');
  await page.getByText('Verzonden, nog niet ontvangen').waitFor();
  await page.reload();
  poort.failing = false;
  await expect.poll(() => page.getByText('Ontvangen', { exact: true }).count(), { timeout: 8_000 }).toBe(2);
  expect(await lines()).toEqual(['bewaard', 'nog niet']);
  expect(poort.berichten).toHaveLength(2);

  const tab = await newPage();
  await openChat(tab);
  await expect.poll(() => lines(tab)).toEqual(['bewaard', 'nog niet']);
  await type('uit de andere tab', tab);
  await expect.poll(() => lines()).toContain('uit de andere tab');

  await page.getByRole('button', { name: 'Stoppen' }).click();
  await page.getByText('Wij wissen het gesprek van dit apparaat.').waitFor();
  await expectAccessible('stoppen');
  await page.getByRole('button', { name: 'Ja, stoppen' }).click();
  await page.getByText('Op dit apparaat staat er niets meer van.').waitFor();
  await expectAccessible('gestopt');
  expect(await stored()).toEqual([]);
  expect(await lines()).toEqual([]);
  await tab.getByText('Op dit apparaat staat er niets meer van.').waitFor();
  await expect.poll(() => poort.gebeurtenissen.at(-1)?.gebeurtenis).toBe('vertrokken');
  await page.getByRole('button', { name: 'Nieuw gesprek' }).click();
  await page.getByText('Uw nummer:').waitFor();
  expect(new Set(poort.gebeurtenissen.map((event) => event.conversatie)).size).toBe(2);
});

test('on its own page, at 320 pixels, a link opens the conversation of its verzoek', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${server.url}/chat`);
  await page.getByText('Uw nummer:').waitFor();
  expect(poort.gebeurtenissen[0]?.bewezen).toEqual([kenmerk]);
  await type(`Een heel lang woord: ${'a'.repeat(200)}`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'lamp.png',
    mimeType: 'image/png',
    buffer: Buffer.from('a picture'),
  });
  await page.getByText('Bestand: lamp.png').waitFor();
  await expect.poll(() => poort.berichten.at(-1)?.bijlagen).toMatchObject([{ naam: 'lamp.png' }]);
  await expectAccessible('pagina-320');
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  const small = await page.evaluate(() => {
    const root = document.querySelector('schakel-chat')!.shadowRoot!;
    return [...root.querySelectorAll('button')]
      .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(({ text }) => text);
  });
  expect(small).toEqual([]);
});

test('at 400 % zoom the window covers the page and everything can be reached', async () => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openChat();
  for (let n = 0; n < 8; n += 1) poort.answer(conversatie(), `Regel ${n} met wat tekst om te lezen.`);
  await page.getByText('Regel 7').waitFor();
  await expectAccessible('zoom-400');
  const dialog = page.getByRole('dialog');
  expect(await dialog.evaluate((element) => element.matches(':modal'))).toBe(true);
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  // What has the focus stays in view while lines come in.
  const inView = (): Promise<boolean> =>
    page.evaluate(() => {
      const box = document.activeElement!.shadowRoot!.activeElement!.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= window.innerHeight;
    });
  expect(await inView()).toBe(true);
  for (const name of ['Verstuur', 'Bestand toevoegen']) {
    await page.keyboard.press('Tab');
    expect(await page.getByRole('button', { name }).evaluate((element) => element.matches(':focus'))).toBe(
      true,
    );
    expect(await inView()).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
});

test('a text that is too long is held back with the reason; conversations of another person stay hidden', async () => {
  await openChat();
  await page.getByLabel('Uw bericht').fill('x'.repeat(4_010));
  await page.keyboard.press('Enter');
  await page.getByText('Uw bericht is 10 tekens te lang.').waitFor();
  expect(poort.berichten).toEqual([]);
  await type('geheim van een ander');
  await page.getByText('Ontvangen', { exact: true }).waitFor();
  await page.goto(`${server.url}/chat`);
  await page.getByText('Uw nummer:').waitFor();
  await page.getByText('Stel uw vraag.').waitFor();
  expect(await lines()).toEqual([]);
  expect(new Set(poort.gebeurtenissen.map((event) => event.conversatie)).size).toBe(2);
});
