import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { loadProcessen } from '../../platform/processen.ts';
import { buildChat } from '../../web/chat/build.ts';
import { startWebsite } from '../support/website.ts';

/** A running system to look at, instead of the website on fakes. */
const elsewhere = process.env.SCHAKEL_BROWSER_URL?.replace(/\/$/, '');
/** Set to a folder to look at what a klant sees. */
const pictures = process.env.SCHAKEL_TEST_BEELDEN;

let url = elsewhere ?? '';
let folder: string;
let browser: Browser;
let stop = async (): Promise<void> => undefined;
/** What the browser complained of: scripts that fail, the policy that stops something. */
const complaints: string[] = [];

beforeAll(async () => {
  // In one process, as these arguments have it for a small cloud function, closing one context ends the browser.
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--disable-web-security');
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args });
  folder = await mkdtemp(path.join(os.tmpdir(), 'schakel-assets-'));
  if (elsewhere) return;
  await buildChat(folder);
  const site = await startWebsite(await loadProcessen(), folder);
  url = site.url;
  stop = () => site.stop();
});
afterAll(async () => {
  await browser?.close();
  await stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(complaints.splice(0)).toEqual([]);
});

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'nl-NL',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A page that answers 400 or 404 counts as an error here; that is what those tests are about.
    // Behind the fakes there is no chat to talk to.
    const expected = /^Failed to load resource|^WebSocket connection to '[^']*\/kanalen\/chat\/ws' failed/;
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  return page;
}

async function expectFits(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide, `${name}: scrolls sideways`).toBeLessThanOrEqual(0);
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([]);
}

/** Answers of somebody who hears noise. */
async function fillIn(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Geluid' }).check();
  await page.getByRole('radio', { name: 'Overdag' }).check();
  await page
    .getByRole('radiogroup', { name: 'Is het gevaarlijk?' })
    .getByRole('radio', { name: 'Nee' })
    .check();
  await page.getByLabel('Waar is het?').fill('Dorpsstraat 1');
  await page.getByLabel('Wat is er aan de hand?').fill('Elke dag staat er een radio aan.\nHeel hard.');
}

const next = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Verder naar controleren' }).click();

/** Each page is examined at one width, those with most on them at both: an examination takes half a second. */
const examined = {
  mobiel: ['home', 'formulier', 'fouten', 'verzonden', 'eigen-pagina'],
  bureau: [
    'contact',
    'toegankelijkheid',
    'chat',
    'bestaat-niet',
    'leeg',
    'fouten',
    'ingevuld',
    'controleren',
    'eigen-pagina',
    'intrekken',
  ],
};

for (const [name, width] of [
  ['mobiel', 360],
  ['bureau', 1280],
] as const) {
  test(`every page is accessible and fits: ${name}`, async () => {
    const page = await openPage({ viewport: { width, height: 800 } });
    const see = async (what: string): Promise<void> => {
      await expectFits(page, `${name}-${what}`);
      if (examined[name].includes(what)) await expectAccessible(page, `${name}-${what}`);
    };
    await page.goto(url);
    await see('home');
    for (const what of ['formulier', 'contact', 'toegankelijkheid', 'chat', 'bestaat-niet']) {
      await page.goto(`${url}/${what}`);
      await see(what);
    }
    await page.goto(`${url}/formulier/melden-overlast`);
    await see('leeg');
    await next(page);
    expect(await page.title()).toBe('Fout: Invullen – Melden overlast – Gemeente Voorbeeldstad');
    await see('fouten');
    await fillIn(page);
    await see('ingevuld');
    await next(page);
    await see('controleren');
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByRole('heading', { name: 'Wij hebben het ontvangen' }).waitFor();
    await see('verzonden');
    await page.getByRole('link', { name: 'Naar uw eigen pagina' }).click();
    await page.getByRole('heading', { level: 1, name: 'Melden overlast' }).waitFor();
    await see('eigen-pagina');
    await page.getByRole('link', { name: 'Intrekken' }).click();
    await see('intrekken');
  });
}

// A click does not wait for the page that it leads to: what is expected there is waited for.
test('without JavaScript the whole way can be gone, with errors, files and a message afterwards', async () => {
  const page = await openPage({ javaScriptEnabled: false });
  await page.goto(url);
  await page.getByRole('link', { name: 'Melden overlast' }).click();
  const condition = page.getByText('Alleen als u bij “Waar gaat uw melding over?” kiest: Geluid.');
  expect(await condition.isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Gebruik mijn locatie' }).isVisible()).toBe(false);
  await fillIn(page);
  await page.getByLabel('Waar is het?').fill('');
  const file = { name: 'radio.txt', mimeType: 'text/plain', buffer: Buffer.from('een radio') };
  await page.getByLabel("Heeft u foto's?").setInputFiles(file);
  await next(page);
  await page.getByRole('link', { name: 'Waar is het? Vul in waar het is.' }).click();
  expect(new URL(page.url()).hash).toBe('#veld-locatie');
  await page.getByText('radio.txt (1 kB)').waitFor();
  await page.getByLabel('Waar is het?').fill('Dorpsstraat 1');
  await next(page);
  await page.getByRole('heading', { level: 1, name: 'Controleer uw antwoorden' }).waitFor();
  await page.getByRole('button', { name: 'Antwoorden wijzigen' }).click();
  expect(await page.getByLabel('Waar is het?').inputValue()).toBe('Dorpsstraat 1');
  await next(page);
  await page.getByRole('button', { name: 'Versturen' }).click();
  await page.getByRole('link', { name: 'Naar uw eigen pagina' }).click();
  await page.getByText('radio.txt (1 kB)').waitFor();
  await page.getByRole('textbox').fill('Nu is het stil.');
  await page.getByRole('button', { name: 'Versturen' }).click();
  await page.getByText('Wij hebben uw bericht ontvangen.').waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: 'Nu is het stil.' }).count()).toBe(1);
});

test('with the keyboard alone: past the menu, over the errors to the fields, and sent', async () => {
  const page = await openPage();
  await page.goto(`${url}/formulier/melden-overlast`);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || '');
  await press('Tab');
  expect(await focused()).toBe('Naar de inhoud');
  await press('Enter');
  expect(await focused()).toBe('inhoud');
  await press('Tab');
  expect(await focused()).toBe('veld-soort');
  const submit = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Verder naar controleren' }).focus();
    await Promise.all([page.waitForEvent('load'), press('Enter')]);
  };
  await submit();
  expect(await focused()).toBe('fouten');
  await press('Tab', 'Enter');
  expect(await focused()).toBe('veld-soort');
  // Afval op straat, then geluid: the arrow chooses.
  await press('Space', 'ArrowDown', 'Tab');
  expect(await focused()).toBe('veld-moment');
  await press('Space', 'Tab', 'ArrowDown', 'Tab');
  await page.keyboard.type('Dorpsstraat 1');
  expect(await focused()).toBe('veld-locatie');
  while ((await focused()) !== 'veld-toelichting') await press('Tab');
  await page.keyboard.type('Een radio');
  await submit();
  expect(await page.getByRole('definition').allInnerTexts()).toEqual([
    'Geluid',
    'Overdag',
    'Nee',
    'Dorpsstraat 1',
    'Een radio',
  ]);
  while ((await focused()) !== 'Versturen') await press('Tab');
  await Promise.all([page.waitForEvent('load'), press('Enter')]);
  await page.getByRole('heading', { level: 1, name: 'Wij hebben het ontvangen' }).waitFor();
});

test('the script shows what is asked, counts, finds the place and tells of a large file before it is sent', async () => {
  const page = await openPage({
    permissions: ['geolocation'],
    geolocation: { latitude: 52.0907, longitude: 5.1214 },
  });
  await page.goto(`${url}/formulier/melden-overlast`);
  const moment = page.getByText('Wanneer hoort u het geluid?');
  expect(await moment.isVisible()).toBe(false);
  await page.getByRole('radio', { name: 'Geluid' }).check();
  expect(await moment.isVisible()).toBe(true);
  await page.getByRole('radio', { name: 'Kapotte straatlamp' }).check();
  expect(await moment.isVisible()).toBe(false);

  await page.getByLabel('Wat is er aan de hand?').fill('x'.repeat(1990));
  expect(await page.locator('.veld__teller').innerText()).toBe('U heeft nog 10 tekens.');
  await page.getByRole('button', { name: 'Gebruik mijn locatie' }).click();
  await page.getByText('Wij hebben de plek van uw toestel.').waitFor();
  expect(await page.getByLabel('Waar is het?').inputValue()).toContain('52.09070');
  const large = path.join(folder, 'film.mp4');
  await writeFile(large, Buffer.alloc(25 * 1024 * 1024 + 1));
  await page.getByLabel("Heeft u foto's?").setInputFiles(large);
  expect(await page.getByRole('alert').innerText()).toContain('film.mp4 is te groot: hoogstens 25 MB.');

  const preference = page.getByText('Hoe krijgt u het liefst ons antwoord?');
  expect(await preference.isVisible()).toBe(false);
  await page.getByLabel('Uw e-mailadres').fill('jan@voorbeeld.nl');
  expect(await preference.isVisible()).toBe(true);
  await page
    .getByRole('radiogroup', { name: 'Is het gevaarlijk?' })
    .getByRole('radio', { name: 'Nee' })
    .check();
  await next(page);
  expect(await page.getByRole('definition').nth(2).innerText()).toContain('met de plek van uw toestel');
  await page.goBack();
  expect(await page.getByLabel('Uw e-mailadres').inputValue()).toBe('jan@voorbeeld.nl');
});

test('every page has the button of the chat', async () => {
  const page = await openPage();
  for (const address of ['/', '/formulier/algemene-vraag', '/contact']) {
    await page.goto(url + address);
    expect(await page.locator('schakel-chat').getByRole('button', { name: 'Chat met ons' }).isVisible()).toBe(
      true,
    );
  }
});
