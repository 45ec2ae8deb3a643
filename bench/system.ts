import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AddressBook, readAddressBook } from '../platform/start/addresses.ts';

/** The whole of Schakel as `npm start` runs it, in processes of its own. */
export interface System {
  dataFolder: string;
  addresses: { website: string; smtp: string; temporal: string; database: string };
  /** What runs now, with pids: read anew each time, since parts are restarted. */
  readBook(): AddressBook;
  /** What `npm start` has said so far. */
  output(): string;
  /** Stops everything. @param keep leaves the data folder, to look into */
  stop(keep?: boolean): Promise<void>;
}

const root = path.join(import.meta.dirname, '..');
const startLimitMs = 180_000;
/** Settings of whoever starts us (a test run, a developer's shell) must not reach the system under test. */
const foreign =
  /^(SCHAKEL_|DATABASE_|TEMPORAL_|SMTP_|OIDC_|ZGW_|S3_|POSTBUS_|POSTGRES_|VITEST|NODE_ENV$|NODE_OPTIONS$|PORT$|HOST$)/;

/**
 * Starts the system on a fresh folder and free ports.
 * @param env settings beside that
 * @throws Error with what was said when it does not come up
 */
export async function startSystem(env: Record<string, string> = {}): Promise<System> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'schakel-bench-'));
  // Entered by PostgreSQL's own user when we are root.
  chmodSync(dataFolder, 0o711);
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const ports = ['PORT', 'SMTP_PORT', 'POSTBUS_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'POSTGRES_PORT'];
  const child = spawn(
    process.execPath,
    // With a message channel, so that nothing stays behind when we are killed.
    [
      '--import',
      path.join(root, 'platform/stop-with-parent.mjs'),
      path.join(root, 'platform/run.mjs'),
      'start',
    ],
    {
      cwd: root,
      env: {
        ...clean,
        ...Object.fromEntries(ports.map((name) => [name, '0'])),
        ...env,
        SCHAKEL_DATA: dataFolder,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const onSignal = (): void => {
    void stop().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const stop = async (keep = false): Promise<void> => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
    await end(child);
    if (!keep) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const limit = Date.now() + startLimitMs; !said.includes('is ready in'); await sleep(100)) {
    if (child.exitCode === null && child.signalCode === null && Date.now() < limit) continue;
    await stop();
    throw new Error(`The system did not start:\n${said}`);
  }
  const readBook = (): AddressBook => {
    const book = readAddressBook(dataFolder);
    if (!book) throw new Error('adressen.json cannot be read.');
    return book;
  };
  const addresses = readBook().addresses as System['addresses'];
  return { dataFolder, addresses, readBook, output: () => said, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await once(child, 'exit');
  clearTimeout(timer);
}
