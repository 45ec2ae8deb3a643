import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { findKenmerken } from '../domein/kenmerk.ts';
import { readAddressBook } from '../platform/start/addresses.ts';

// `npm run schermafdrukken`: walks the tour of the README on the running system and takes its pictures.
const root = path.join(import.meta.dirname, '..');
const beelden = path.join(import.meta.dirname, 'beelden');
const dataFolder = path.resolve(root, process.env.SCHAKEL_DATA || '.schakel');
const book = readAddressBook(dataFolder);
if (!book) throw new Error(`Nothing runs on ${dataFolder}: run npm start first, or set SCHAKEL_DATA.`);
const { website = '', temporalUi } = book.addresses;
/** Pictures stand in the repository: none may be larger, in bytes. */
const largest = 150_000;
/** An address of this walk alone, so that the postbus shows nothing of an earlier one. */
const klant = `jan.${Date.now().toString(36)}@voorbeeld.test`;

const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  // In one process, closing one context would end the browser.
  args: chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
});
try {
  await walk();
} finally {
  await browser.close();
}

async function walk(): Promise<void> {
  const context = await open();
  const page = await context.newPage();
  await report(page);
  const { eigenPagina, kenmerk } = await readAcknowledgement(page);
  await answerByMail();
  await goOnInChat(page, eigenPagina);
  await judge(kenmerk);
  await seeResult(page, eigenPagina);
  if (temporalUi) await lookInTemporal(await (await open(1120)).newPage(), temporalUi, kenmerk);
}

async function report(page: Page): Promise<void> {
  await page.goto(`${website}formulier/melden-overlast`);
  await page.getByLabel('Kapotte straatlamp').check();
  await page.getByLabel('Nee', { exact: true }).check();
  await page.getByLabel('Waar is het?').fill('Dorpsstraat 12');
  await page
    .getByLabel('Wat is er aan de hand?')
    .fill('De lamp voor mijn huis is uit. Het is erg donker op de stoep.');
  await page.getByLabel('Uw naam').fill('Jan de Boer');
  await page.getByLabel('Uw e-mailadres').fill(klant);
  await picture(page, 'formulier', 900);
  await page.getByRole('button', { name: 'Verder naar controleren' }).click();
  await page.getByRole('button', { name: /versturen|verzenden|verstuur/i }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** @returns what the mail tells: the number, and the address of the klant's own page */
async function readAcknowledgement(page: Page): Promise<{ eigenPagina: string; kenmerk: string }> {
  const [mail] = await postbus(1);
  await page.goto(`${website}postbus/${mail!.id}`);
  await picture(page, 'postbus', 980);
  const eigenPagina = /https?:\S+\/verzoek\?t=\S+/.exec(mail!.tekst)?.[0];
  const [kenmerk] = findKenmerken(mail!.tekst);
  if (!eigenPagina || !kenmerk)
    throw new Error('The acknowledgement holds no number or no link to the own page.');
  return { eigenPagina, kenmerk };
}

async function answerByMail(): Promise<void> {
  const mailer = path.join(import.meta.dirname, 'voorbeelden/mail.mjs');
  await promisify(execFile)(process.execPath, [mailer, klant, 'Nu is ook de lamp op nummer 14 uit.'], {
    env: { ...process.env, SCHAKEL_DATA: dataFolder },
  });
  await postbus(2);
}

async function goOnInChat(page: Page, eigenPagina: string): Promise<void> {
  await page.goto(eigenPagina);
  await page.getByRole('link', { name: /chat/i }).first().click();
  await page.getByText('Wij weten nog wat u eerder vertelde').waitFor();
  await page.getByLabel('Uw bericht').fill('Kan het voor het weekend? Mijn moeder komt dan lopend.');
  await page.keyboard.press('Enter');
  await sleep(1_500);
  await picture(page, 'chat', 1080);
}

async function signIn(page: Page, naam: RegExp): Promise<void> {
  await page.goto(`${website}medewerker/`);
  await page.getByRole('link', { name: /inloggen/i }).click();
  await page.getByRole('button', { name: naam }).click();
  await page.getByText(naam).first().waitFor();
}

async function judge(kenmerk: string): Promise<void> {
  const page = await (await open(1280)).newPage();
  await signIn(page, /Bram/);
  const mine = page.getByRole('listitem').filter({ hasText: kenmerk });
  await mine.waitFor();
  await picture(page, 'werklijst', 640);
  await mine.getByRole('link', { name: 'Melden overlast' }).click();
  await page.getByRole('button', { name: 'Neem dit werk' }).click();
  await page.getByLabel('Nee', { exact: true }).check();
  await page.getByLabel('Doorgezet naar de aannemer').check();
  await page
    .getByLabel('Wat moet de klant weten of aanvullen?')
    .fill('De aannemer vervangt beide lampen donderdag.');
  await picture(page, 'medewerker', 1000);
  await page.getByRole('button', { name: 'Rond af' }).click();
  await page.getByText('Dit werk is afgerond.').waitFor();
}

async function seeResult(page: Page, eigenPagina: string): Promise<void> {
  await sleep(1_500);
  await page.goto(eigenPagina);
  await page.getByText('Onze aannemer gaat ermee aan de slag.').first().waitFor();
  await picture(page, 'eigen-pagina', 1350);
}

/** As Chris, who may read what is encrypted: the Web UI asks our codec endpoint with his session. */
async function lookInTemporal(page: Page, ui: string, kenmerk: string): Promise<void> {
  await signIn(page, /Chris/);
  await page.goto(`${ui}/namespaces/default/workflows/${encodeURIComponent(`verzoek:${kenmerk}`)}`);
  await page
    .getByRole('button', { name: /codec|data encoder/i })
    .first()
    .click();
  await page.getByText('Use my browser setting and ignore Cluster-level setting.').click();
  await page.getByLabel('Codec Server browser endpoint').fill(`${website}codec`);
  await page.getByText('Include cross-origin credentials').click();
  await page.getByRole('button', { name: 'Apply' }).click();
  // What is decoded now shows the kenmerk; the ciphertext did not.
  await page.getByText('"kenmerk"').first().waitFor();
  await picture(page, 'temporal', 820);
}

function open(width = 1000): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height: 760 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  });
}

/** Waits until this many mails have come for the klant. @returns them, newest first */
async function postbus(count: number): Promise<{ id: string; tekst: string }[]> {
  for (const limit = Date.now() + 20_000; Date.now() < limit; await sleep(100)) {
    const answer = await fetch(`${website}postbus?aan=${klant}`, { headers: { accept: 'application/json' } });
    const mails = (await answer.json()) as { id: string; tekst: string }[];
    if (mails.length >= count) return mails;
  }
  throw new Error(`Mail ${count} for the klant did not come within 20 seconds.`);
}

/** @param height of the window, in pixels: as much as the story needs */
async function picture(page: Page, naam: string, height = 760): Promise<void> {
  const file = path.join(beelden, `${naam}.png`);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1000, height });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: file, animations: 'disabled' });
  const { size } = await stat(file);
  if (size > largest) throw new Error(`${naam}.png is ${size} bytes, more than ${largest}.`);
  console.log(`${naam}.png  ${Math.round(size / 1024)} kB`);
}
