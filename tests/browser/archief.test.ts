import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { sql } from 'kysely';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Verklaring } from '../../api/medewerker/contract.ts';
import { buildMedewerker } from '../../web/medewerker/build.ts';
import { maakArchieflijst } from '../support/archief.ts';
import { type Medewerkerserver, startMedewerker } from '../support/medewerker.ts';

let folder: string;
let server: Medewerkerserver;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'schakel-web-'));
  await buildMedewerker(folder);
  server = await startMedewerker(folder);
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote'),
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      problems.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  expect(problems).toEqual([]);
});

async function signIn(naam: RegExp, address = ''): Promise<void> {
  await page.goto(`${server.url}/medewerker/${address}`);
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

const picture = async (naam: string): Promise<void> => {
  const map = process.env.SCHAKEL_SCHERMAFDRUKKEN;
  if (map) await page.screenshot({ path: path.join(map, `${naam}.png`), fullPage: true });
};

/** What the workflow leaves behind when a list has been done. */
async function rondAf(id: string): Promise<void> {
  const verklaring: Verklaring = {
    soort: 'vernietigen',
    peildatum: '2026-11-24',
    voorgesteldOp: '2026-11-24T02:00:00Z',
    voorgesteldDoor: 'Schakel, dagelijks voorstel',
    goedgekeurdOp: '2026-11-24T10:00:00Z',
    goedgekeurdDoor: 'Dina Dekker',
    toelichting: 'Nagekeken met het team.',
    uitgevoerdOp: '2026-11-24T10:01:00Z',
    zaken: [
      {
        identificatie: 'ZAAK-2019-0000000001',
        zaaktype: 'Evenement organiseren',
        resultaattype: 'Verleend',
        klasse: { nummer: '1.1', naam: 'Instellen en inrichten organisatie: Ingericht', jaar: 2020, url: '' },
        archiefactiedatum: '2024-03-15',
        uitgevoerdOp: '2026-11-24T10:01:00Z',
        aantallen: { zaken: 1, documenten: 3, rollen: 2 },
      },
    ],
    nietUitgevoerd: [
      { identificatie: 'ZAAK-2019-0000000002', reden: 'bezwaar', afgehaald: true },
      { identificatie: 'ZAAK-2019-0000000003', reden: 'gewijzigd', afgehaald: false },
    ],
    totalen: { zaken: 1, documenten: 3, rollen: 2 },
  };
  const { db } = server.database;
  await sql`UPDATE archiefregel SET status = 'uitgevoerd' WHERE lijst = ${id}::uuid AND status = 'voorgesteld'`.execute(
    db,
  );
  await sql`UPDATE archieflijst SET status = 'uitgevoerd', uitgevoerd_op = now(), verklaring = ${JSON.stringify(verklaring)}::jsonb WHERE id = ${id}::uuid`.execute(
    db,
  );
}

it('Dina looks a list through, takes a zaak off, approves, and prints the verklaring; with the keyboard', async () => {
  const { db } = server.database;
  const id = await maakArchieflijst(db, 'vernietigen', [
    'ZAAK-2019-0000000001',
    'ZAAK-2019-0000000002',
    'ZAAK-2019-0000000003',
  ]);
  await maakArchieflijst(db, 'overdragen', ['ZAAK-2018-0000000009']);
  await signIn(/Dina Dekker/);
  await page.getByRole('heading', { name: 'Archief' }).waitFor();
  await page.getByRole('link', { name: 'Overdrachtslijst van 24 november 2026' }).waitFor();
  await expectAccessible();
  await picture('archief');
  await page.getByRole('link', { name: 'Vernietigingslijst van 24 november 2026' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: /Vernietigingslijst/ }).waitFor();
  expect(await page.getByRole('row').count()).toBe(4);
  await page.getByText('1.1 Instellen en inrichten organisatie: Ingericht (2020)').first().waitFor();
  await expectAccessible();

  await page.getByRole('button', { name: 'Keur goed' }).press('Enter');
  await page.getByText('Vul een toelichting in.').waitFor();
  await expectAccessible();
  await page.getByLabel('Toelichting').fill('Nagekeken met het team.');
  await page.getByLabel('Haal eraf ZAAK-2019-0000000002').press('Space');
  await page.getByRole('button', { name: 'Keur goed' }).press('Enter');
  const reden = page.getByLabel('Reden voor ZAAK-2019-0000000002');
  await page.getByText('Vul een reden in.').waitFor();
  expect(await reden.evaluate((veld) => veld === document.activeElement)).toBe(true);
  expect(await reden.getAttribute('aria-invalid')).toBe('true');
  await expectAccessible();
  await reden.fill('bezwaar');
  expect(await page.getByText('Vul een reden in.').count()).toBe(0);
  await page.getByRole('button', { name: 'Keur goed' }).press('Enter');
  await page.getByText('Wij vernietigen 2 zaken met documenten en besluiten.').waitFor();
  await expectAccessible();
  await picture('archieflijst');
  await page.getByRole('button', { name: 'Nee, terug' }).press('Enter');
  await page.getByRole('button', { name: 'Keur goed' }).press('Enter');
  await page.getByRole('button', { name: 'Ja, vernietig 2 zaken' }).press('Enter');
  await page.getByText('Wij voeren de lijst uit.').waitFor();
  await page.getByText('Van de lijst gehaald: bezwaar', { exact: true }).waitFor();
  const { rows } =
    await sql`SELECT status, beslist_naam, toelichting FROM archieflijst WHERE id = ${id}::uuid`.execute(db);
  expect(rows).toEqual([
    { status: 'goedgekeurd', beslist_naam: 'Dina Dekker', toelichting: 'Nagekeken met het team.' },
  ]);

  await rondAf(id);
  await page.getByRole('link', { name: 'Bekijk de verklaring' }).press('Enter');
  await page.getByRole('heading', { name: 'Verklaring van vernietiging' }).waitFor();
  await page.getByText('1 zaak, 3 documenten, 2 rollen').waitFor();
  await page.getByText('Van de lijst gehaald: bezwaar').waitFor();
  await page.getByText('De zaak is veranderd na het voorstel.').waitFor();
  await expectAccessible();
  await picture('verklaring');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Druk af' }).isVisible()).toBe(false);
  expect(await page.getByRole('link', { name: 'Archief' }).first().isVisible()).toBe(false);
});

it('a list is turned down, also on a phone; a colleague was first', async () => {
  const { db } = server.database;
  const id = await maakArchieflijst(db, 'vernietigen', ['ZAAK-2019-0000000007']);
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(/Dina/, `archief/${id}`);
  await page.getByLabel('Toelichting').fill('Eerst uitzoeken.');
  await page.getByRole('button', { name: 'Wijs de hele lijst af' }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectAccessible();
  await sql`UPDATE archieflijst SET status = 'goedgekeurd', beslist_naam = 'Evert', toelichting = 'x', beslist_op = now() WHERE id = ${id}::uuid`.execute(
    db,
  );
  await page.getByRole('button', { name: 'Ja, wijs af' }).click();
  await page.getByText('Wij voeren de lijst uit.').waitFor();
  const { rows } = await sql`SELECT status FROM archieflijst WHERE id = ${id}::uuid`.execute(db);
  expect(rows).toEqual([{ status: 'goedgekeurd' }]);
});

it('who has no part in the archive does not see it', async () => {
  await signIn(/Bram/, 'archief');
  await page.getByText('Deze pagina bestaat niet').waitFor();
  expect(await page.getByRole('link', { name: 'Archief' }).count()).toBe(0);
});
