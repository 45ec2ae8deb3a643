import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { Command } from 'commander';
import { measureAanname, measureBurst, waitUntilPassedOn } from './prestatie/aanname.ts';
import { type Figure, formatFigures, holds } from './prestatie/figures.ts';
import { measureIntakes } from './prestatie/intake.ts';
import { measureReactietijd } from './prestatie/reactietijd.ts';
import { type Opstelling, startOpstelling } from './prestatie/stand.ts';
import { measureVlak, seedRegisters } from './prestatie/vlak.ts';

// `npm run bench`: what Schakel does in a second, each figure beside its baseline of the same run. This process sends and
// measures; the system and the baselines run in processes of their own.
const delen = ['intake', 'reactietijd', 'aanname', 'stoot', 'vlak'] as const;
type Deel = (typeof delen)[number];

const program = new Command('npm run bench --')
  .option('--deel <names>', `which parts, with commas: ${delen.join(', ')}`, delen.join(','))
  .option('--rondes <n>', 'rounds per figure; the median counts', Number, 5)
  .option('--verzoeken <n>', 'closed requests in the full registers', Number, 100_000)
  .option('--stoot <n>', 'messages in the burst; they stay as open workflows', Number, 10_000)
  .option('--json <file>', 'writes the figures to a file')
  .parse();
const opties = program.opts<{
  deel: string;
  rondes: number;
  verzoeken: number;
  stoot: number;
  json?: string;
}>();
const chosen = new Set(opties.deel.split(',') as Deel[]);
for (const deel of chosen)
  if (!delen.includes(deel)) program.error(`--deel ${deel}: choose from ${delen.join(', ')}`);

const figures: Figure[] = [];
const load = (): string => `load ${os.loadavg()[0]!.toFixed(1)} on ${os.availableParallelism()} cores`;
const started = Date.now();
async function measure(title: string, work: () => Promise<Figure[]>): Promise<void> {
  console.log(`  ${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${title} (${load()})`);
  const found = await work();
  figures.push(...found);
  console.log(`${formatFigures(found)}\n`);
}

// Two systems, so that a full one is compared with an empty one under the same noise of the machine.
const running: Opstelling[] = [];
const start = async (): Promise<Opstelling> => {
  const opstelling = await startOpstelling();
  running.push(opstelling);
  return opstelling;
};
try {
  const needsFull = chosen.has('aanname') || chosen.has('stoot') || chosen.has('vlak');
  const empty =
    chosen.has('intake') || chosen.has('reactietijd') || chosen.has('vlak') ? await start() : undefined;
  if (empty && chosen.has('intake'))
    await measure('whole intakes', () => measureIntakes(empty, opties.rondes, 300));
  if (empty && chosen.has('reactietijd'))
    await measure('from message to acknowledgement', () => measureReactietijd(empty, 10, 60));
  const full = needsFull ? await start() : undefined;
  if (full && chosen.has('aanname'))
    await measure('accepting', () => measureAanname(full, opties.rondes, 10));
  if (full && (chosen.has('stoot') || chosen.has('vlak')))
    await measure('burst', () => measureBurst(full, opties.stoot, 500));
  if (empty && full && chosen.has('vlak')) {
    await measure('full registers', async () => {
      await seedRegisters(full.database, opties.verzoeken);
      await waitUntilPassedOn(full);
      return measureVlak(empty, full, opties.rondes, 300);
    });
  }
} finally {
  for (const opstelling of running) await opstelling.stop();
}

const short = figures.filter((figure) => !holds(figure));
console.log(formatFigures(figures));
console.log(
  `\n${load()}; ${figures.filter(({ norm }) => norm).length - short.length} of ${figures.filter(({ norm }) => norm).length} norms met`,
);
if (opties.json) {
  const machine = {
    cores: os.availableParallelism(),
    model: os.cpus()[0]?.model,
    load: os.loadavg(),
    node: process.version,
  };
  writeFileSync(
    opties.json,
    `${JSON.stringify({ gemetenOp: new Date().toISOString(), machine, figures }, null, 2)}\n`,
  );
}
process.exit(short.length === 0 ? 0 : 1);
