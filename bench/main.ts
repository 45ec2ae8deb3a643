import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { Command } from 'commander';
import { measureAanname, measurePiek } from './aanname.ts';
import { measureBevestiging, measureIntake } from './intake.ts';
import { startSystem } from './system.ts';
import { formatTabel, type Regel } from './tabel.ts';
import { measureVol } from './vol.ts';

// `npm run bench`: every figure beside a baseline of the same run, on a system of its own. The load comes from this process.
const parts = ['aanname', 'bevestiging', 'intake', 'vol', 'piek'] as const;
const program = new Command('npm run bench --')
  .option('--deel <delen>', `comma-separated: ${parts.join(', ')}`, parts.join(','))
  .option('--seconden <n>', 'seconds per round of a steady load', Number, 10)
  .option('--piek <n>', 'messages in the burst', Number, 10_000)
  .option('--json <file>', 'writes the figures to a file')
  .parse();
const { deel, seconden, piek, json } = program.opts<{
  deel: string;
  seconden: number;
  piek: number;
  json?: string;
}>();
const chosen = deel.split(',');
const unknown = chosen.find((name) => !parts.some((part) => part === name));
if (unknown) program.error(`--deel ${unknown} is not one of ${parts.join(', ')}`);

console.log('Starting a system to measure …');
const system = await startSystem({ LOG_LEVEL: 'warn' });
const regels: Regel[] = [];
const add = (found: Regel[]): void => {
  regels.push(...found);
  console.log(
    formatTabel(found)
      .split('\n')
      .slice(1)
      .map((line) => `  ${line}`)
      .join('\n'),
  );
};
try {
  let empty: number | undefined;
  if (chosen.includes('aanname')) add(await measureAanname(system, seconden));
  if (chosen.includes('bevestiging')) add(await measureBevestiging(system, seconden * 3));
  if (chosen.includes('intake') || chosen.includes('vol')) {
    const { regels: found, perSeconde } = await measureIntake(system);
    empty = perSeconde;
    add(found);
  }
  if (chosen.includes('vol') && empty) add(await measureVol(system, empty));
  if (chosen.includes('piek')) add(await measurePiek(system, piek));
} finally {
  await system.stop();
}
console.log(`\n${formatTabel(regels)}\n\n${os.cpus().length} cores, Node ${process.version}`);
if (json)
  writeFileSync(
    json,
    `${JSON.stringify({ op: new Date().toISOString(), cores: os.cpus().length, node: process.version, regels }, null, 2)}\n`,
  );
process.exit(0);
