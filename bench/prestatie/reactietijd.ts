import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, percentile } from './figures.ts';
import { melding, type Opstelling } from './stand.ts';

/** From message to acknowledgement: from the moment a message was due until its mail lies at the mail server. */
export async function measureReactietijd(
  opstelling: Opstelling,
  perSecond: number,
  seconds: number,
): Promise<Figure[]> {
  const { mailbak } = opstelling;
  const count = perSecond * seconds;
  const due: number[] = [];
  const started = performance.now() + 100;
  for (let n = 0; n < count; n += 1) {
    due[n] = started + (n * 1000) / perSecond;
    await sleep(Math.max(0, due[n]! - performance.now()));
    void opstelling.post(melding(`reactie-${n}`, `reactie${n}@klant.test`));
  }
  const arrivedAt = (n: number): number | undefined => mailbak.arrived.get(`reactie${n}@klant.test`)?.at;
  for (const limit = performance.now() + 60_000; performance.now() < limit; await sleep(20))
    if (due.every((_, n) => arrivedAt(n) !== undefined)) break;
  const waits = due.map((at, n) => (arrivedAt(n) ?? Number.POSITIVE_INFINITY) - at);
  return [
    {
      naam: `message to acknowledgement p50 at ${perSecond}/s`,
      waarde: percentile(waits, 0.5),
      eenheid: 'ms',
    },
    {
      naam: `message to acknowledgement p95 at ${perSecond}/s`,
      waarde: percentile(waits, 0.95),
      eenheid: 'ms',
      norm: { soort: 'laag', grens: 1000 },
    },
    { naam: `message to acknowledgement, slowest of ${count}`, waarde: percentile(waits, 1), eenheid: 'ms' },
  ];
}
