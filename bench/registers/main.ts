import os from 'node:os';
import { Command } from 'commander';
import pg from 'pg';
import { readAddressBook } from '../../platform/start/addresses.ts';
import { readKeys } from '../../platform/start/keys.ts';
import { type Figure, formatFigures, holds } from '../prestatie/figures.ts';
import { startSystem } from '../system.ts';

// `npm run bench:registers`: how fast the register APIs are while the number of cases grows.
const program = new Command('npm run bench:registers --')
  .option('--zaken <n,n,…>', 'how many cases, growing', '10000,100000,1000000')
  .option('--seconden <n>', 'time per figure', Number, 5)
  .option('--systeem <folder>', 'data folder of a system that runs already; its cases stay')
  .option('--zonder-leeslog', 'reads are not logged')
  .option('--alleen-vullen', 'generate, measure nothing')
  .parse();
const opties = program.opts<{
  zaken: string;
  seconden: number;
  systeem?: string;
  alleenVullen?: true;
  zonderLeeslog?: true;
}>();
const stappen = opties.zaken.split(',').map(Number);

const eigen = opties.systeem
  ? undefined
  : await startSystem({ LOG_LEVEL: 'warn', ZGW_LEESLOG: String(!opties.zonderLeeslog) });
const folder = opties.systeem ?? eigen!.dataFolder;
// The same secrets as the system has, before anything that seals is loaded.
Object.assign(process.env, readKeys(folder, {}));
const { vulEnMeet } = await import('./stand.ts');
try {
  const book = readAddressBook(folder);
  if (!book) throw new Error(`${folder} holds no running system.`);
  const { website, database: url } = book.addresses as { website: string; database: string };
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  const figures = new Map<number, Figure[]>();
  try {
    for (const aantal of stappen) {
      const gevonden = await vulEnMeet(database, url, website, aantal, opties);
      figures.set(aantal, gevonden);
      console.log(`\n${aantal} zaken (load ${os.loadavg()[0]!.toFixed(1)})\n${formatFigures(gevonden)}\n`);
    }
  } finally {
    await database.end();
  }
  const laatste = figures.get(stappen.at(-1)!) ?? [];
  const genormeerd = laatste.filter(({ norm }) => norm);
  console.log(
    `${genormeerd.filter(holds).length} of ${genormeerd.length} norms met at ${stappen.at(-1)} zaken`,
  );
  process.exitCode = genormeerd.every(holds) ? 0 : 1;
} finally {
  await eigen?.stop();
}
