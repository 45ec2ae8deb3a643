import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { killAll } from '../../platform/embedded/process.ts';
import { createLogger } from '../../platform/logging.ts';
import { prepareDatabase } from './database.ts';
import { startStelsel } from './stelsel.ts';

/**
 * `npm run conformance`: starts the register APIs on a database of their own and runs the suites that lie beside the
 * repository (SUITES=<folder>). Arguments: names of suites (default zgw and smoke), then what their runner takes.
 */
const suites = path.resolve(process.env.SUITES ?? path.join(import.meta.dirname, '../../../shared/suites'));
const runner = path.join(suites, 'run.mjs');
const bekend = ['zgw', 'smoke', 'klant'];

async function main(): Promise<number> {
  if (!existsSync(runner)) {
    console.log(`Skipped: no suites in ${suites} (SUITES=<folder> says where they are).`);
    return 0;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-conformance-'));
  chmodSync(folder, 0o711);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = await prepareDatabase(folder);
  const stelsel = await startStelsel(
    database.url,
    folder,
    createLogger('conformance', process.env.LOG_LEVEL ?? 'warn'),
  );
  const app = express().disable('x-powered-by').use(stelsel.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const args = process.argv.slice(2);
  const gevraagd = args.filter((arg) => bekend.includes(arg));
  const rest = args.filter((arg) => !bekend.includes(arg));
  let code = 0;
  for (const suite of gevraagd.length > 0 ? gevraagd : ['zgw', 'smoke'])
    code = Math.max(code, await run(suite, base, rest));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await stelsel.stop();
  await database.stop();
  return code;
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
