import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, median, percentile, spread } from './figures.ts';
import { runOpenLoop } from './open-loop.ts';
import { Poster } from './post.ts';
import { startHelper } from './process.ts';
import { melding, type Opstelling } from './stand.ts';

const perSecond = 100;

/**
 * Accepting over HTTP against a bare Express handler with one INSERT on the same PostgreSQL, in turns at the same rate. The
 * rest of the system goes on with what it accepted, also while the baseline is measured.
 */
export async function measureAanname(
  opstelling: Opstelling,
  turns: number,
  seconds: number,
): Promise<Figure[]> {
  const { helper, hello } = await startHelper<{ port: number }>('bare-express.ts', {
    DATABASE_URL: opstelling.system.addresses.database,
  });
  const bare = new Poster(`http://127.0.0.1:${hello.port}/`);
  let sent = 0;
  const ours = (): Promise<unknown> => {
    sent += 1;
    return opstelling.post(melding(`aanname-${sent}`, `aanname${sent}@klant.test`));
  };
  const theirs = (): Promise<unknown> => bare.post(melding('nullijn', 'nullijn@klant.test'));
  const run = async (call: () => Promise<unknown>): Promise<number[]> => {
    const { latencies, errors } = await runOpenLoop(
      perSecond,
      perSecond * seconds,
      async () => void (await call()),
    );
    if (errors[0]) throw new Error(`${errors.length} messages were not accepted: ${errors[0]}`);
    return latencies;
  };
  try {
    await runOpenLoop(perSecond, 200, async () => void (await Promise.all([ours(), theirs()])));
    const rounds: { ours: number[]; theirs: number[] }[] = [];
    for (let turn = 0; turn < turns; turn += 1)
      rounds.push({ theirs: await run(theirs), ours: await run(ours) });
    const at = (share: number, which: 'ours' | 'theirs'): number[] =>
      rounds.map((round) => percentile(round[which], share));
    const ratios = rounds.map((round) => percentile(round.ours, 0.5) / percentile(round.theirs, 0.5));
    return [
      {
        naam: `accept p50 at ${perSecond}/s`,
        waarde: median(at(0.5, 'ours')),
        eenheid: 'ms',
        nullijn: median(at(0.5, 'theirs')),
        spreiding: spread(at(0.5, 'ours')),
      },
      {
        naam: 'accept p50 : bare Express with one INSERT',
        waarde: median(ratios),
        eenheid: '×',
        norm: { soort: 'laag', grens: 2 },
        spreiding: spread(ratios),
      },
      {
        naam: `accept p99 at ${perSecond}/s`,
        waarde: median(at(0.99, 'ours')),
        eenheid: 'ms',
        nullijn: median(at(0.99, 'theirs')),
        norm: { soort: 'laag', grens: 50 },
        spreiding: spread(at(0.99, 'ours')),
      },
    ];
  } finally {
    bare.close();
    await helper.stop();
  }
}

/** A burst: all accepted without an error, then drained without loss. */
export async function measureBurst(opstelling: Opstelling, count: number, rate: number): Promise<Figure[]> {
  const { database, mailbak } = opstelling;
  await waitUntilPassedOn(opstelling);
  const started = performance.now();
  const { latencies, errors } = await runOpenLoop(rate, count, async (n) => {
    await opstelling.post(melding(`stoot-${n}`, `stoot${n}@klant.test`));
  });
  const acceptSeconds = (performance.now() - started) / 1000;
  await waitUntilPassedOn(opstelling);
  const { rows } = await database.query<{ accepted: number; tasks: number }>(
    `SELECT count(DISTINCT b.id)::int AS accepted, count(DISTINCT t.id)::int AS tasks
     FROM bericht b JOIN bericht_verzoek bv ON bv.bericht_id = b.id
     LEFT JOIN taak t ON t.verzoek_id = bv.verzoek_id AND t.status = 'open'
     WHERE b.kanaal = 'sms' AND b.extern_id LIKE 'stoot-%'`,
  );
  const { accepted, tasks } = rows[0]!;
  const mails = Array.from(
    { length: count },
    (_, n) => mailbak.arrived.get(`stoot${n}@klant.test`)?.count ?? 0,
  );
  return [
    {
      naam: `burst of ${count} at ${rate}/s: errors`,
      waarde: errors.length,
      eenheid: '',
      norm: { soort: 'laag', grens: 0 },
    },
    { naam: 'burst: sent at', waarde: count / acceptSeconds, eenheid: '/s' },
    { naam: 'burst: accept p99', waarde: percentile(latencies, 0.99), eenheid: 'ms' },
    {
      naam: 'burst: lost (no row, no open task or no mail)',
      waarde: Math.max(count - accepted, count - tasks, mails.filter((times) => times === 0).length),
      eenheid: '',
      norm: { soort: 'laag', grens: 0 },
    },
    {
      naam: 'burst: acknowledged twice',
      waarde: mails.filter((times) => times > 1).length,
      eenheid: '',
      norm: { soort: 'laag', grens: 0 },
    },
    { naam: 'burst: drained after', waarde: (performance.now() - started) / 1000, eenheid: 's' },
  ];
}

/** Until every accepted verzoek has its task; fails when nothing moves for two minutes. */
export async function waitUntilPassedOn({ database }: Opstelling): Promise<void> {
  let last = -1;
  for (let moved = performance.now(); ; await sleep(500)) {
    const { rows } = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM verzoek z WHERE afgesloten_op IS NULL AND fase <> 'wacht-op-medewerker'`,
    );
    const { n } = rows[0]!;
    if (n === 0) return;
    if (n !== last) moved = performance.now();
    last = n;
    if (performance.now() - moved > 120_000) throw new Error(`${n} verzoeken do not come further.`);
  }
}
