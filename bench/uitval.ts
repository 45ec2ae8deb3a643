import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { formatReport } from './uitval/report.ts';
import { runUitval } from './uitval/run.ts';

// `npm run uitval`: everything is killed, again and again, while klanten write; nothing may be lost or come twice.
const program = new Command('npm run uitval --')
  .option('--minuten <n>', 'minutes of traffic', Number, 10)
  .option('--per-seconde <n>', 'messages a second over all channels', Number, 10)
  .option('--doden <n>', 'how often a part is killed; at least 5 a minute unless said', Number)
  .option('--zaad <n>', 'seed of the chance: the same seed kills the same parts at the same moments', Number)
  .option('--json <file>', 'writes the report to a file')
  .option('--logs <folder>', 'keeps the logs of all parts')
  .parse();
const { minuten, perSeconde, doden, zaad, json, logs } = program.opts<{
  minuten: number;
  perSeconde: number;
  doden?: number;
  zaad?: number;
  json?: string;
  logs?: string;
}>();
for (const [name, value] of Object.entries({ minuten, perSeconde, doden: doden ?? 1, zaad: zaad ?? 1 }))
  if (!(value >= 0)) program.error(`--${name} must be a number`);

const seed = zaad ?? Math.floor(Math.random() * 1_000_000);
const kills = doden ?? Math.ceil(minuten * 5);
console.log(`Sending ${perSeconde} a second for ${minuten} min, killing ${kills} times, seed ${seed}.`);
const started = Date.now();
const report = await runUitval({
  seconds: minuten * 60,
  perSecond: perSeconde,
  kills,
  seed,
  patience: 180,
  say: (line) => console.log(`  ${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`),
  ...(logs ? { keepLogs: logs } : {}),
});
console.log(`\n${formatReport(report)}`);
if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
const killed = report.kills.length >= kills;
if (!killed) console.log(`Only ${report.kills.length} of ${kills} kills were done.`);
process.exit(
  killed && report.nooitBevestigd === 0 && report.checks.every(({ wrong }) => wrong.length === 0) ? 0 : 1,
);
