import { sql } from 'kysely';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Vraagbaak } from '../kader/vraagbaak.ts';

/** One read: why, of which main objects, and which kind of data. */
export interface Lezing extends Verwerking {
  betrokkenen: string[];
  gegevens: string;
}

interface Wachtend {
  lezing: Lezing;
  klaar(): void;
  mis(error: unknown): void;
}

/** Logs reads of the register APIs; a read is answered only after its line is committed. */
export type Leeslog = (lezing: Lezing) => Promise<void>;

/**
 * Reads that come while a line is being written share the next statement: one commit for many, so that the log costs
 * little however many read at once.
 */
export function openLeeslog(bron: Vraagbaak): Leeslog {
  let wachtend: Wachtend[] = [];
  let bezig = false;

  async function schrijf(): Promise<void> {
    bezig = true;
    while (wachtend.length > 0) {
      const groep = wachtend;
      wachtend = [];
      try {
        const regels = JSON.stringify(groep.map(({ lezing }) => lezing));
        await bron.doe(sql`
          INSERT INTO verwerking (actor, activiteit, aanleiding, betrokkenen, gegevens)
          SELECT actor, activiteit, aanleiding, betrokkenen, gegevens
          FROM jsonb_to_recordset(${regels}::jsonb) AS l(actor text, activiteit text, aanleiding text, betrokkenen uuid[], gegevens text)`);
        for (const { klaar } of groep) klaar();
      } catch (error) {
        for (const { mis } of groep) mis(error);
      }
    }
    bezig = false;
  }

  return (lezing) =>
    new Promise((klaar, mis) => {
      wachtend.push({ lezing, klaar, mis });
      if (!bezig) void schrijf();
    });
}
