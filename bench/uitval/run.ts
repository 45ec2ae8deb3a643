import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoApp } from '../../registers/kanaalapps/demo.ts';
import { type System, startSystem } from '../system.ts';
import { type Check, checkAll } from './checks.ts';
import { examine, withDatabase } from './examine.ts';
import { type Kill, Killer } from './killer.ts';
import { Random } from './random.ts';
import { readExamples } from './registers.ts';
import { Traffic } from './traffic.ts';

export interface Uitvalopties {
  /** Seconds of traffic. */
  seconds: number;
  perSecond: number;
  kills: number;
  seed: number;
  /** Longest wait, in seconds, for the last confirmations and for draining together. */
  patience: number;
  say(line: string): void;
  /** Where to keep what `npm start` said and the logs of all parts. */
  keepLogs?: string;
}

export interface Uitvalrapport {
  opties: { seconds: number; perSecond: number; kills: number; seed: number };
  gesprekken: number;
  verzonden: Record<string, number>;
  bevestigd: number;
  /** Attempts beyond the first, over all messages. */
  herhaald: number;
  nooitBevestigd: number;
  verzoeken: number;
  /** Hand-overs of the same mail again. */
  mailsOpnieuwAangeboden: number;
  kills: Kill[];
  restarts: Record<string, number>;
  workflows: Record<string, number>;
  /** Slowest confirmation seen, seconds. */
  langsteBevestiging: number;
  drainSeconds: number;
  checks: Check[];
}

/** Sends, kills, waits and looks. @returns what was found; a check with something wrong means loss */
export async function runUitval(opties: Uitvalopties): Promise<Uitvalrapport> {
  const system = await startSystem();
  try {
    return await storm(system, opties);
  } finally {
    if (opties.keepLogs) {
      mkdirSync(opties.keepLogs, { recursive: true });
      cpSync(path.join(system.dataFolder, 'logs'), opties.keepLogs, { recursive: true });
      writeFileSync(path.join(opties.keepLogs, 'start.log'), system.output());
    }
    await system.stop();
  }
}

async function storm(system: System, opties: Uitvalopties): Promise<Uitvalrapport> {
  const { seconds, perSecond, kills, seed, patience, say } = opties;
  const examples = await withDatabase(system, readExamples);
  const traffic = new Traffic(system, new Random(seed), demoApp.token);
  const killer = new Killer(system, new Random(seed + 1));
  const until = Date.now() + seconds * 1000;
  const progress = setInterval(() => say(progressLine(traffic, killer)), 10_000);
  try {
    await Promise.all([traffic.run(perSecond, until), killer.run(kills, until)]);
    const left = await traffic.settle(patience * 1000);
    say(`${progressLine(traffic, killer)}; draining`);
    const found = await examine(system, traffic, examples, patience * 1000, opties.keepLogs);
    const { ledger } = traffic;
    const waits = ledger.confirmed.map(({ begonnen, bevestigd = 0 }) => bevestigd - begonnen);
    return {
      opties: { seconds, perSecond, kills, seed },
      gesprekken: new Set(ledger.zendingen.map(({ gesprek }) => gesprek)).size,
      verzonden: countBy(ledger.zendingen.map(({ kanaal }) => kanaal)),
      bevestigd: ledger.confirmed.length,
      herhaald: ledger.zendingen.reduce((sum, { pogingen }) => sum + pogingen - 1, 0),
      nooitBevestigd: left,
      verzoeken: found.verzoeken.length,
      mailsOpnieuwAangeboden: found.post.herhaald,
      kills: killer.kills,
      restarts: Object.fromEntries(
        Object.entries(system.readBook().parts).map(([name, { restarts }]) => [name, restarts]),
      ),
      workflows: found.byStatus,
      langsteBevestiging: Math.max(0, ...waits) / 1000,
      drainSeconds: found.drainSeconds,
      checks: checkAll(found),
    };
  } finally {
    clearInterval(progress);
    await traffic.stop();
  }
}

function progressLine({ ledger }: Traffic, { kills }: Killer): string {
  const times = Object.entries(countBy(kills.map(({ part }) => part))).map(
    ([part, count]) => `${part} ${count}`,
  );
  return `${ledger.zendingen.length} sent, ${ledger.confirmed.length} confirmed, ${kills.length} kills (${times.join(', ') || 'none yet'})`;
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
