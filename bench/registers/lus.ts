import { percentile } from '../prestatie/figures.ts';

export interface Uitslag {
  perSeconde: number;
  p50: number;
  p95: number;
  p99: number;
  fouten: string[];
}

/** Calls from `naast` callers side by side, each when its last was answered, for a time. Milliseconds. */
export async function meetLus(
  naast: number,
  duurMs: number,
  roep: (n: number) => Promise<unknown>,
): Promise<Uitslag> {
  let volgende = 0;
  const loop = async (tot: number, latenties: number[], fouten: string[]): Promise<void> => {
    while (performance.now() < tot) {
      const n = volgende++;
      const begonnen = performance.now();
      try {
        await roep(n);
        latenties.push(performance.now() - begonnen);
      } catch (error) {
        fouten.push((error as Error).message);
        if (fouten.length > 100) return;
      }
    }
  };
  const ronde = async (ms: number): Promise<Uitslag> => {
    const latenties: number[] = [];
    const fouten: string[] = [];
    const begonnen = performance.now();
    await Promise.all(Array.from({ length: naast }, () => loop(begonnen + ms, latenties, fouten)));
    return {
      perSeconde: (latenties.length * 1000) / (performance.now() - begonnen),
      p50: percentile(latenties, 0.5),
      p95: percentile(latenties, 0.95),
      p99: percentile(latenties, 0.99),
      fouten,
    };
  };
  // Warm first: connections, prepared statements, compiled code.
  await ronde(Math.min(1_000, duurMs / 3));
  return ronde(duurMs);
}
