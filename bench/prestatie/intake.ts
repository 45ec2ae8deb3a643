import { setTimeout as sleep } from 'node:timers/promises';
import { Workflows } from '../uitval/workflows.ts';
import { cpuPer, readCpu } from './cpu.ts';
import { type Figure, median, spread } from './figures.ts';
import { startHelper } from './process.ts';
import { melding, type Opstelling } from './stand.ts';

const senders = 16;
let rounds = 0;

export interface Intakeronde {
  perSecond: number;
  /** Milliseconds of processor time per intake, by part. */
  cpu: Record<string, number>;
}

/**
 * One round of whole intakes: message in, klant recognised, contactmoment and verzoek registered, acknowledgement handed
 * over by SMTP, task open. The clock stops when the last of all that is done.
 */
export async function runIntakes(opstelling: Opstelling, count: number): Promise<Intakeronde> {
  const { database, mailbak, system } = opstelling;
  rounds += 1;
  const adressen = Array.from({ length: count }, (_, n) => `ronde${rounds}.${n}@klant.test`);
  const { rows } = await database.query<{ id: string }>('SELECT uuidv7() AS id');
  const before = readCpu(system);
  const started = performance.now();
  const next = adressen.values();
  const send = async (): Promise<void> => {
    for (const adres of next) await opstelling.post(melding(`intake-${adres}`, adres));
  };
  await Promise.all(Array.from({ length: senders }, send));
  const acknowledged = (): boolean => adressen.every((adres) => mailbak.arrived.has(adres));
  for (const limit = performance.now() + 180_000; !acknowledged(); await sleep(5))
    if (performance.now() > limit) throw new Error('Intakes did not end within 180 s.');
  for (;;) {
    const open = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM taak WHERE id > $1', [
      rows[0]!.id,
    ]);
    if (open.rows[0]!.n >= count) break;
    await sleep(5);
  }
  const seconds = (performance.now() - started) / 1000;
  await sleep(500);
  return { perSecond: count / seconds, cpu: cpuPer(count, before, readCpu(system)) };
}

/** Whole intakes against raw no-op workflows on the same Temporal, in turns. */
export async function measureIntakes(
  opstelling: Opstelling,
  turns: number,
  count: number,
): Promise<Figure[]> {
  const { helper } = await startHelper('raw-temporal.ts', {
    TEMPORAL_ADDRESS: opstelling.system.addresses.temporal,
  });
  try {
    const raw = async (): Promise<number> =>
      count / (await helper.ask<{ seconds: number }>({ count })).seconds;
    await runIntakes(opstelling, 50);
    await raw();
    const intakes: Intakeronde[] = [];
    const raws: number[] = [];
    const ratios: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const baseline = await raw();
      const intake = await runIntakes(opstelling, count);
      raws.push(baseline);
      intakes.push(intake);
      ratios.push(intake.perSecond / baseline);
    }
    const rates = intakes.map(({ perSecond }) => perSecond);
    const parts = Object.keys(intakes[0]!.cpu);
    return [
      {
        naam: 'whole intakes',
        waarde: median(rates),
        eenheid: '/s',
        nullijn: median(raws),
        spreiding: spread(rates),
      },
      {
        naam: 'intakes : no-op workflows',
        waarde: median(ratios),
        eenheid: '×',
        norm: { soort: 'hoog', grens: 0.45 },
        spreiding: spread(ratios),
      },
      {
        naam: 'workflow tasks per intake (highest of 50)',
        waarde: await countWorkflowTasks(opstelling, 50),
        eenheid: '',
        norm: { soort: 'laag', grens: 2 },
      },
      ...parts.map((part) => ({
        naam: `processor time per intake: ${part}`,
        waarde: median(intakes.map(({ cpu }) => cpu[part] ?? 0)),
        eenheid: 'ms',
      })),
    ];
  } finally {
    await helper.stop();
  }
}

/** Workflow tasks of the last verzoeken, up to the acknowledgement and the open task; work on the zaak comes after. */
async function countWorkflowTasks({ database, system }: Opstelling, count: number): Promise<number> {
  const { rows } = await database.query<{ kenmerk: string }>(
    `SELECT z.kenmerk FROM verzoek z JOIN taak t ON t.verzoek_id = z.id
     WHERE t.status = 'open' AND z.product = 'melden-overlast' ORDER BY z.id DESC LIMIT $1`,
    [count],
  );
  const workflows = new Workflows(system.addresses.temporal);
  const counts = [];
  for (const { kenmerk } of rows) {
    const events = await workflows.readEvents(`verzoek:${kenmerk}`);
    const zaak = events.findIndex((event) => event.includes('"openZaak"'));
    const before = zaak < 0 ? events : events.slice(0, zaak);
    counts.push(before.filter((event) => event.includes('"workflowTaskCompletedEventAttributes"')).length);
  }
  await workflows.close();
  return Math.max(...counts);
}
