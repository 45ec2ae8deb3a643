import { setTimeout as sleep } from 'node:timers/promises';

export interface Loopresultaat {
  /** Milliseconds from the moment at which each call was due, not from the moment at which it could begin. */
  latencies: number[];
  errors: string[];
}

/**
 * Calls at a fixed rate by the clock, whatever the other side does. Latency counts from the scheduled moment: a stall then
 * shows in every call that it held up, and not only in the one that met it (coordinated omission).
 */
export async function runOpenLoop(
  perSecond: number,
  count: number,
  call: (n: number) => Promise<void>,
): Promise<Loopresultaat> {
  const result: Loopresultaat = { latencies: [], errors: [] };
  const calls: Promise<void>[] = [];
  const started = performance.now() + 20;
  for (let n = 0; n < count; n += 1) {
    const due = started + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0.5) await sleep(wait);
    calls.push(
      call(n).then(
        () => void result.latencies.push(performance.now() - due),
        (error: Error) => void result.errors.push(error.message),
      ),
    );
  }
  await Promise.all(calls);
  return result;
}
