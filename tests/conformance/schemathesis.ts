import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Json } from '../support/zgw.ts';
import { schrijfInstellingen, verzamel } from './woordenlijst.ts';
import { maakToken } from './zaaigoed.ts';

/** The version that was tried; its dependencies follow from it. */
const versie = '4.32.5';
const instellingen = path.join(import.meta.dirname, 'schemathesis.toml');

/** @returns the program, or why it cannot be had here */
export function vindSchemathesis(): { programma: string } | { reden: string } {
  const folder = path.join(
    process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
    'schakel',
    `schemathesis-${versie}`,
  );
  const programma = path.join(folder, 'bin', 'schemathesis');
  if (existsSync(path.join(folder, 'klaar'))) return { programma };
  mkdirSync(path.dirname(folder), { recursive: true });
  const stappen: [string, string[]][] = [
    ['python3', ['-m', 'venv', '--clear', folder]],
    [path.join(folder, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${versie}`]],
    ['touch', [path.join(folder, 'klaar')]],
  ];
  for (const [opdracht, args] of stappen) {
    const klaar = spawnSync(opdracht, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    if (klaar.status !== 0)
      return {
        reden: `${opdracht} ${args[0]}: ${klaar.error?.message ?? klaar.stderr.trim().split('\n').at(-1)}`,
      };
  }
  return { programma };
}

/** Runs all checks over the document of each API. @returns 1 when any of them found something */
export async function toetsDocumenten(
  programma: string,
  basis: string,
  folder: string,
  paden: readonly string[],
): Promise<number> {
  const token = await maakToken();
  const algemeen = readFileSync(instellingen, 'utf8');
  let gezakt = 0;
  for (const pad of paden) {
    const naam = pad.split('/')[1] ?? '';
    // Anew for each API: what ran before has made and removed objects.
    const lijsten = await verzamel(basis, token, paden);
    const document = (await (await fetch(`${basis}${pad}/openapi.json`)).json()) as Json;
    const bestand = path.join(folder, `schemathesis-${naam}.toml`);
    await schrijfInstellingen(bestand, algemeen, document, lijsten);
    console.log(`── schemathesis over ${pad}/openapi.json`);
    const code = await voerUit(programma, [
      ...['--config-file', bestand, 'run', `${basis}${pad}/openapi.json`, '--url', `${basis}${pad}`],
      ...['-H', `Authorization: Bearer ${token}`],
      ...process.argv.slice(2).filter((arg) => arg.startsWith('-')),
    ]);
    if (code !== 0) gezakt += 1;
  }
  console.log(`schemathesis: ${paden.length - gezakt} passed, ${gezakt} failed`);
  return gezakt > 0 ? 1 : 0;
}

function voerUit(programma: string, args: string[]): Promise<number> {
  const child = spawn(programma, args, { stdio: 'inherit', cwd: os.tmpdir() });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
