import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Installs the locked dependencies when what stands in node_modules is not what the lock file says. */
export async function ensureDependencies(root) {
  if (isInstalled(root)) return;
  const release = await takeTurn(root);
  try {
    // Whoever had the turn before us may have done it.
    if (!isInstalled(root)) await install(root);
  } finally {
    release();
  }
}

/** Compares contents: times of files change with every checkout and copy. */
function isInstalled(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const present = packagesOf(hidden);
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const found = present[place];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && (found.integrity ?? '') === (entry.integrity ?? '');
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** Two installations at once in one folder destroy each other. */
async function takeTurn(root) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = path.join(os.tmpdir(), `schakel-install-${name}`);
  for (let said = false; ; said = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHolderAlive(file)) rmSync(file, { force: true });
    else if (!said) console.log('Another process is installing the dependencies here; waiting for it …');
    await sleep(500);
  }
}

function isHolderAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function install(root) {
  const started = Date.now();
  console.log('Installing the locked dependencies (npm ci), once; this takes a minute …');
  const still = setInterval(
    () => console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s …`),
    20_000,
  );
  const { code, output } = await npm(root, [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
  ]);
  clearInterval(still);
  if (code !== 0) {
    const lines = output.split('\n').filter((line) => line.trim() && !line.startsWith('npm warn'));
    console.error(lines.slice(0, 20).join('\n'));
    throw new Error('npm ci failed (see above); check the connection to the package registry and try again.');
  }
  console.log(`✔ dependencies  ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function npm(root, args) {
  // The npm that started us, also where no `npm` is on the PATH.
  const cli = process.env.npm_execpath;
  const own = cli && /npm-cli\.c?js$/.test(cli);
  const child = spawn(own ? process.execPath : 'npm', own ? [cli, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A production environment would leave out what the tests need.
    env: { ...process.env, NODE_ENV: 'development' },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const pass = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`npm cannot be started (${error.code}); install npm and try again.`)),
    );
    child.once('close', (code) => resolve({ code, output }));
  });
}
