import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Database, TaakTable } from '../database.ts';

/** Writes the act of a medewerker into the timeline, in the transaction of the act itself. */
export async function recordHandeling(
  trx: Transaction<Database>,
  taak: Pick<Selectable<TaakTable>, 'sleutel' | 'naam' | 'verzoek_id' | 'interactie_id'>,
  soort: 'taak-genomen' | 'taak-teruggegeven' | 'taak-afgerond',
  medewerker: string,
  nu: Date,
): Promise<void> {
  await trx
    .insertInto('gebeurtenis')
    .values({
      sleutel: `${taak.sleutel}/${soort}/${randomUUID()}`,
      verzoek_id: taak.verzoek_id,
      interactie_id: taak.interactie_id,
      soort,
      gegevens: JSON.stringify({ taak: taak.naam }),
      actor: `medewerker:${medewerker}`,
      op: nu,
    })
    .execute();
}
