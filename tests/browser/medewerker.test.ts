import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { take } from '../../registers/taken/neem.ts';
import { recordZaak } from '../../registers/verzoeken/zaak.ts';
import { buildMedewerker } from '../../web/medewerker/build.ts';
import { type Medewerkerserver, startMedewerker } from '../support/medewerker.ts';
import { makeBericht, makeTaak, makeVerzoek, type Zaakje } from '../support/werk.ts';

let folder: string;
let server: Medewerkerserver;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let zaakje: Zaakje;
let problems: string[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'schakel-web-'));
  await buildMedewerker(folder);
  server = await startMedewerker(folder);
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // In a single process, closing one context would end the browser.
    args: chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await server.database.db.deleteFrom('taak').execute();
  zaakje = await makeVerzoek(server.database.db, server.klok.nu);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // Answers of 4xx are part of the stories; what the policy blocks or React warns about is not.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      problems.push(message.text());
  });
});
afterEach(async () => {
  await context.close();
  expect(problems).toEqual([]);
});

const db = () => server.database.db;
const open = (address = ''): Promise<unknown> => page.goto(`${server.url}/medewerker/${address}`);

async function signIn(naam: RegExp, address = ''): Promise<void> {
  await open(address);
  await page.getByRole('link', { name: 'Inloggen' }).click();
  await page.getByRole('button', { name: naam }).click();
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
}

async function expectAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual(
    [],
  );
}

describe('the pages of the medewerker', () => {
  it('a day of Bram: in, next work, answer, form, done; with the keyboard', async () => {
    await makeBericht(db(), zaakje, 'in', 'chat', 'Het ligt er nog steeds', server.klok.nu);
    await recordZaak(
      db(),
      { verzoekId: zaakje.verzoekId, ronde: 1 },
      {
        identificatie: zaakje.kenmerk,
        bronorganisatie: '002564440',
        url: '',
        status: 'Ontvangen',
        gesloten: false,
      },
      { sleutel: `${zaakje.kenmerk}/zaak`, soort: 'zaak-geopend' },
      server.klok.nu,
    );
    const id = await makeTaak(db(), zaakje, server.klok.nu, { prioriteit: 1, binnen: -5 });
    await open();
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await expectAccessible();
    await page.getByRole('link', { name: 'Inloggen' }).press('Enter');
    await page.getByRole('heading', { name: 'Wie bent u?' }).waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: /Bram Bakker/ }).press('Enter');

    const row = page.getByRole('listitem').filter({ hasText: zaakje.kenmerk });
    await row.getByText('Te laat').waitFor();
    await row.getByText('Webformulier').waitFor();
    await expectAccessible();

    await page.getByRole('button', { name: 'Volgende' }).press('Enter');
    await page.waitForURL(`**/werk/${id}`);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    const timeline = page.getByRole('log');
    await timeline.getByText('Het ligt er nog steeds').waitFor();
    await page.getByText('Kerkstraat 12').waitFor();
    await page.getByText(`${zaakje.kenmerk}, ontvangen`).waitFor();
    await timeline.getByText(`Zaak ${zaakje.kenmerk} is geopend: Ontvangen`).waitFor();
    await expectAccessible();

    await page.getByLabel('Antwoord aan de klant').fill('Wij komen <b>morgen</b>.');
    await page.keyboard.press('Control+Enter');
    await timeline.getByText('Wij komen <b>morgen</b>.').waitFor();
    expect(await page.getByLabel('Antwoord aan de klant').inputValue()).toBe('');

    await page.getByRole('button', { name: 'Rond af' }).press('Enter');
    await page.getByRole('link', { name: /Kies een antwoord/ }).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.mw-foutlijst'));
    await expectAccessible();
    await page.getByRole('link', { name: /Kies een antwoord/ }).press('Enter');
    const group = page.getByRole('radiogroup', { name: /iets vragen/ });
    await group.getByLabel('Nee').check();
    await page.getByLabel('Opgelost').check();
    await page.getByRole('button', { name: 'Rond af' }).press('Enter');
    await page.getByText('Dit werk is afgerond.').waitFor();
    const done = await db().selectFrom('taak').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(done).toMatchObject({ status: 'klaar', resultaat: { meerNodig: false, resultaat: 'opgelost' } });
    await expectAccessible();
  });

  it('a colleague was first: says who, and shows the work to read', async () => {
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    // Without live news the page cannot know before it asks.
    await page.route('**/stroom*', (route) => route.abort());
    await signIn(/Bram/, `werk/${id}`);
    await page.getByRole('button', { name: 'Neem dit werk' }).waitFor();
    await db()
      .insertInto('medewerker')
      .values({ pseudoniem: 'dirk', naam: 'Dirk Dekker', ingelogd_op: server.klok.nu })
      .execute();
    await take(db(), id, 'dirk', server.klok.nu);
    await page.getByRole('button', { name: 'Neem dit werk' }).click();
    await page.getByRole('alert').getByText('Dirk Dekker is hier al mee bezig.').waitFor();
    await page.getByText('○ Bij Dirk Dekker').waitFor();
    expect(await page.getByLabel('Antwoord aan de klant').count()).toBe(0);
    await expectAccessible();
  });

  it('new work comes in by itself, the filter stands in the address, arrows go through the list', async () => {
    await signIn(/Bram/);
    await page.getByText('Er is geen werk dat wacht').waitFor();
    await expectAccessible();
    await makeTaak(db(), zaakje, server.klok.nu);
    const second = await makeVerzoek(db(), server.klok.nu, { kanaal: 'email' });
    await makeTaak(db(), second, server.klok.nu);
    const links = page.getByRole('link', { name: 'Melden overlast' });
    await links.nth(1).waitFor();

    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await links.nth(1).evaluate((link) => link === document.activeElement)).toBe(true);

    await page.getByLabel('Kanaal', { exact: true }).selectOption('email');
    await page.waitForURL((url) => url.search === '?kanaal=email');
    expect(await links.count()).toBe(1);
    await page.reload();
    await page.getByText(second.kenmerk).waitFor();
    await page.getByRole('link', { name: 'Bij mij' }).click();
    await page.waitForURL((url) => url.search === '?kanaal=email&status=mijn');
    await page.getByText('U heeft nu geen werk in handen').waitFor();
  });

  it('finds what a klant on the phone reads out, and hands over the photo', async () => {
    const berichtId = await makeBericht(db(), zaakje, 'in', 'email', 'met foto', server.klok.nu);
    const ref = await server.documenten.store(Readable.from(['hallo']), { naam: 'plek.txt' }, 100);
    await db()
      .insertInto('bijlage')
      .values({ bericht_id: berichtId, volgorde: 1, ...ref })
      .execute();
    await signIn(/Anna/);
    await page.getByLabel('Kenmerk', { exact: true }).fill('S-0000');
    await page.keyboard.press('Enter');
    await page.getByText('Vul het hele kenmerk in').waitFor();
    await expectAccessible();
    await page.locator('#kenmerk').fill(zaakje.kenmerk.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: new RegExp(zaakje.kenmerk) }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(zaakje.kenmerk) }).waitFor();
    await expectAccessible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /plek\.txt/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('plek.txt');
  });

  it('works on a phone, and at the door for who may not come in or whose session ended', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    await signIn(/Bram/, `werk/${id}`);
    await page.getByRole('button', { name: 'Neem dit werk' }).click();
    await page.getByRole('button', { name: 'Rond af' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible();

    await context.clearCookies();
    await page.getByRole('button', { name: 'Geef terug' }).click();
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await page.getByRole('link', { name: 'Inloggen' }).click();
    await page.getByRole('button', { name: /Chris/ }).click();
    await page.getByText('U heeft geen toegang tot het werk').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Uitloggen' }).click();
    await page.getByText('U bent uitgelogd.').waitFor();
    await expectAccessible();
  });

  it('says what is wrong when the server fails, and goes on when it works again', async () => {
    await page.route('**/api/werk?*', (route) => route.fulfill({ status: 500, body: 'x' }));
    await signIn(/Bram/);
    await page.getByText('Er ging iets mis bij ons.').waitFor({ timeout: 10_000 });
    await expectAccessible();
    await page.unroute('**/api/werk?*');
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.getByText('Er is geen werk dat wacht').waitFor();
  });
});
