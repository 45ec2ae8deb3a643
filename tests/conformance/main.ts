import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { maximumHeaderBytes } from '../../api/security.ts';
import { killAll } from '../../platform/embedded/process.ts';
import { createLogger } from '../../platform/logging.ts';
import { prepareDatabase } from './database.ts';
import { toetsDocumenten, vindSchemathesis } from './schemathesis.ts';
import { startStelsel } from './stelsel.ts';
import { maakToken, startBuiten, zaai } from './zaaigoed.ts';

/**
 * `npm run conformance`: starts the register APIs on a database of their own and runs the suites that lie beside the
 * repository (SUITES=<folder>), then Schemathesis. Arguments: names of suites or `schemathesis` (default zgw, smoke and
 * schemathesis), then what their runner takes.
 */
const suites = path.resolve(process.env.SUITES ?? path.join(import.meta.dirname, '../../../shared/suites'));
const runner = path.join(suites, 'run.mjs');
const apiPaden = [
  'autorisaties',
  'notificaties',
  'besluiten',
  'documenten',
  'zaken',
  'catalogi',
  'selectielijst',
  'referentielijsten',
].map((naam) => `/${naam}/api/v1`);
const bekend = ['zgw', 'smoke', 'klant', 'schemathesis'];

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const genoemd = args.filter((arg) => bekend.includes(arg));
  const rest = args.filter((arg) => !bekend.includes(arg));
  const gevraagd = genoemd.length > 0 ? genoemd : ['zgw', 'smoke', 'schemathesis'];
  const heeftSuites = existsSync(runner);
  if (!heeftSuites) console.log(`Skipped: no suites in ${suites} (SUITES=<folder> says where they are).`);
  let code = 0;
  for (const suite of gevraagd) {
    if (suite === 'schemathesis') code = Math.max(code, await fuzz());
    else if (heeftSuites) code = Math.max(code, await metStelsel((base) => run(suite, base, rest)));
  }
  return code;
}

async function fuzz(): Promise<number> {
  const gevonden = vindSchemathesis();
  if ('reden' in gevonden) {
    console.log(`Skipped: schemathesis cannot be installed here (${gevonden.reden}).`);
    return 0;
  }
  const buiten = await startBuiten();
  try {
    return await metStelsel(
      async (base, folder) => {
        await zaai(base, await maakToken(), buiten.extern);
        return toetsDocumenten(gevonden.programma, base, folder, apiPaden);
      },
      [buiten.basis],
    );
  } finally {
    await buiten.stop();
  }
}

/** A system of its own, on an empty database, for as long as the work takes. */
async function metStelsel(
  werk: (base: string, folder: string) => Promise<number>,
  toegestaan: readonly string[] = [],
): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-conformance-'));
  chmodSync(folder, 0o711);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = await prepareDatabase(folder);
  const stelsel = await startStelsel(
    database.url,
    folder,
    createLogger('conformance', process.env.LOG_LEVEL ?? 'warn'),
    toegestaan,
  );
  const app = express().disable('x-powered-by').use(stelsel.router);
  const server = createServer({ maxHeaderSize: maximumHeaderBytes }, app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await werk(`http://127.0.0.1:${(server.address() as { port: number }).port}`, folder);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await stelsel.stop();
    await database.stop();
  }
}

function run(suite: string, base: string, rest: string[]): Promise<number> {
  const child = spawn(
    process.execPath,
    [runner, suite, '--base', base, '--client-id', 'zgw_api_tests', '--secret', 'secret', ...rest],
    { stdio: 'inherit' },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    killAll();
    process.exit(130);
  });
process.exitCode = await main();
