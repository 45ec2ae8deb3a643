import type { Regel, Wijziging } from './regel.ts';

/**
 * Rules that need nothing of each other ask their questions together: what they send in one turn shares a round trip,
 * and is carried out in the order of the rules, so that a lock of the first holds before the others look.
 * To the outside they are rules one after another: complaints come in their order, and after a refusal none.
 */
export function tegelijk(...regels: Regel[]): Regel {
  return async (wijziging) => {
    const klachten = regels.map((): Parameters<Wijziging['fout']>[] => []);
    const uitslagen = await Promise.allSettled(
      regels.map(async (regel, i) =>
        regel({ ...wijziging, fout: (...klacht) => void klachten[i]?.push(klacht) }),
      ),
    );
    for (const [i, uitslag] of uitslagen.entries()) {
      for (const klacht of klachten[i] ?? []) wijziging.fout(...klacht);
      if (uitslag.status === 'rejected') throw uitslag.reason;
    }
  };
}
