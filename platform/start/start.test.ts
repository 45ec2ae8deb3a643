import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isAlive } from '../embedded/foreign.ts';
import { removeShelter } from '../embedded/shelter.ts';
import type { AddressBook } from './addresses.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// The whole of `npm start` with programs that do nothing in place of the worker and the api.
const worker = `setInterval(() => {}, 1000); process.send({ ready: true }); process.on('SIGTERM', () => process.exit(0));`;
const api = `import http from 'node:http';
http.createServer((_, response) => response.end('{}')).listen(Number(process.env.PORT), process.env.HOST, () => process.send({ ready: true }));
process.on('SIGTERM', () => process.exit(0));`;

let root: string;
let child: ChildProcess;
let output: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'schakel-start-'));
  chmodSync(root, 0o711);
  output = '';
  file('package.json', '{"type":"module"}');
  file('worker/main.ts', worker);
  file('api/main.ts', api);
  const start = pathToFileURL(path.join(import.meta.dirname, 'start.ts')).href;
  file(
    'go.ts',
    `import { start } from '${start}';\nawait start('${root}', process.argv.slice(2), process.env);`,
  );
});

afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await ended();
  }
  await removeShelter(path.join(root, '.schakel'));
  rmSync(root, { recursive: true, maxRetries: 5 });
});

function file(name: string, text: string): void {
  mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

function go(env: NodeJS.ProcessEnv = {}): void {
  const {
    TEMPORAL_ADDRESS: _,
    SCHAKEL_DATA: __,
    SCHAKEL_EMBEDDED: ___,
    NODE_ENV: ____,
    ...clean
  } = process.env;
  const ports = {
    PORT: '0',
    SMTP_PORT: '0',
    POSTBUS_PORT: '0',
    TEMPORAL_PORT: '0',
    TEMPORAL_UI_PORT: '0',
    POSTGRES_PORT: '0',
  };
  child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'go.ts')], {
    env: { ...clean, ...ports, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
}

const said = (text: string) =>
  vi.waitFor(() => expect(output).toContain(text), { timeout: 60_000, interval: 50 });
const ended = () =>
  vi.waitFor(() => expect(child.exitCode ?? child.signalCode).not.toBeNull(), { timeout: 60_000 });
const book = () =>
  JSON.parse(readFileSync(path.join(root, '.schakel', 'adressen.json'), 'utf8')) as AddressBook;
const pids = () => Object.values(book().parts).map((part) => part.pid as number);

it('brings a part back that was killed, and stops everything in order', async () => {
  go();
  await said('Schakel is ready');
  expect(Object.keys(book().parts).sort()).toEqual(['api', 'postgres', 'temporal', 'worker']);
  process.kill(book().parts.worker?.pid as number, 'SIGKILL');
  await said('worker is back');
  expect(output).toContain('worker stopped: SIGKILL; starting again in 0.2 s');
  const running = pids();
  expect(running.every(isAlive)).toBe(true);
  child.kill('SIGINT');
  await ended();
  expect(child.exitCode).toBe(0);
  expect(running.some(isAlive)).toBe(false);
});

it('leaves nothing behind when it is killed itself', async () => {
  go();
  await said('Schakel is ready');
  const running = pids();
  child.kill('SIGKILL');
  await ended();
  await vi.waitFor(() => expect(running.some(isAlive)).toBe(false), { timeout: 15_000 });
});

it('says in one sentence what did not come up', async () => {
  file('worker/main.ts', `throw new Error('no bundle');`);
  go();
  await ended();
  expect(output).toContain('✖ Schakel did not start: worker/main.ts stopped (exit code 1): Error: no bundle');
  expect(child.exitCode).toBe(1);
  expect(pids().filter((pid) => pid && isAlive(pid))).toEqual([]);
});
