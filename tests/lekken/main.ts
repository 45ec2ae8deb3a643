import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Lek, lekken } from './lekken.ts';
import { lekinstelling } from './plaats.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Uitslag {
  geslaagd: number;
  gefaald: number;
}

/** So many failures tell enough of one leak: the rest of its test is left out. */
const genoeg = 5;

/** Runs the test of a leak, or of no leak, as anybody would. @throws Error when it did not run at all */
function proef(naam: string, lek?: Lek): Promise<Uitslag> {
  const child = spawn(
    process.execPath,
    ['platform/run.mjs', 'test', `tests/integratie/${naam}.test.ts`, `--bail=${genoeg}`],
    {
      cwd: root,
      env: { ...process.env, ...(lek ? { [lekinstelling]: lek.naam } : {}) },
    },
  );
  let uit = '';
  for (const stroom of [child.stdout, child.stderr])
    stroom.on('data', (stuk: Buffer) => {
      uit += stuk.toString();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      const [, geslaagd, gefaald] = /(\d+) passed, (\d+) failed\s*$/.exec(uit) ?? [];
      if (geslaagd === undefined) reject(new Error(`The tests did not end:\n${uit.slice(-2_000)}`));
      else resolve({ geslaagd: Number(geslaagd), gefaald: Number(gefaald) });
    });
  });
}

/** `npm run lekken [-- parts of names]`: plants the leaks one by one and tells whether the tests see them. */
const delen = process.argv.slice(2);
const gekozen = lekken.filter(({ naam }) => delen.length === 0 || delen.some((deel) => naam.includes(deel)));
for (const naam of new Set(gekozen.map((lek) => lek.proef))) {
  const { geslaagd, gefaald } = await proef(naam);
  console.log(`✔ ${naam} without a leak: ${geslaagd} passed, ${gefaald} failed`);
  if (gefaald > 0 || geslaagd === 0) throw new Error(`${naam} fails without a leak.`);
}
const gemist: string[] = [];
for (const [nummer, lek] of gekozen.entries()) {
  const { geslaagd, gefaald } = await proef(lek.proef, lek);
  // Where nothing at all passes, the code is broken rather than leaking.
  const gezien = gefaald > 0 && geslaagd > 0;
  if (!gezien) gemist.push(lek.naam);
  const teken = gezien ? '✔' : '✖';
  console.log(
    `${teken} ${nummer + 1}/${gekozen.length} ${lek.naam}: ${lek.proef} ${geslaagd} passed, ${gefaald} failed`,
  );
}
console.log(`${gekozen.length - gemist.length} of ${gekozen.length} leaks turned the tests red`);
process.exitCode = gemist.length > 0 ? 1 : 0;
