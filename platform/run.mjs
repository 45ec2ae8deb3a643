// The door to every `npm run …`. Plain JavaScript without dependencies: it runs on a fresh clone.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDependencies } from './install.mjs';
import { lint } from './lint.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const entries = {
  start: 'platform/start/main.ts',
  api: 'api/main.ts',
  worker: 'worker/main.ts',
  migrate: 'platform/migrate.ts',
  kanaalapp: 'platform/kanaalapp.ts',
  'zgw-client': 'platform/zgw-client.ts',
  afleveringen: 'platform/afleveringen.ts',
  test: 'platform/test.ts',
  bench: 'bench/main.ts',
  'bench:registers': 'bench/registers/main.ts',
  'bench:documenten': 'bench/documenten/main.ts',
  lekken: 'tests/lekken/main.ts',
  conformance: 'tests/conformance/main.ts',
  uitval: 'bench/uitval.ts',
  schermafdrukken: 'docs/schermafdrukken.ts',
};

const [command, ...rest] = process.argv.slice(2);
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`schakel: ${error.message}`);
  process.exitCode = 1;
}

async function main() {
  checkNode();
  const names = [...Object.keys(entries), 'lint'];
  if (!names.includes(command)) throw new Error(`say what to run: ${names.join(', ')}.`);
  const begun = Date.now();
  await ensureDependencies(root);
  if (command === 'lint') return lint(root, rest);
  const entry = path.join(root, entries[command]);
  if (!existsSync(entry)) throw new Error(`${entries[command]} does not exist in this version.`);
  return runEntry(entry, begun);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Node.js 20.19 or newer is needed, this is ${process.versions.node}; get a newer one and try again.`,
  );
}

function runEntry(entry, begun) {
  const hook = pathToFileURL(path.join(root, 'platform/stop-with-parent.mjs')).href;
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', hook, entry, ...rest], {
    cwd: root,
    // What was installed belongs to the time that a start takes.
    env: { ...process.env, SCHAKEL_BEGUN: `${begun}` },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])
    process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** npm passes signals on, but not when it is killed itself. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const before = npmAbove();
  const timer = setInterval(() => {
    if (npmAbove() === before) return;
    // Once: a second signal means "at once".
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 1_000).unref();
}

/** The process that started us, past the shell that npm may put in between. */
function npmAbove() {
  try {
    const [, name, parent] = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').match(
      /^\d+ \((.*)\) \S (\d+)/s,
    );
    return /^(ba|da)?sh$/.test(name) ? `${process.ppid} of ${parent}` : `${process.ppid}`;
  } catch {
    // No /proc on this system: our own parent is what can be seen.
    return `${process.ppid}`;
  }
}
