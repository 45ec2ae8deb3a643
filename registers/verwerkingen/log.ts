import type { Kysely } from 'kysely';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Database } from '../database.ts';

/**
 * Logs a read of personal data in the transaction that reads it.
 * @param betrokkenen ids of the partijen whose data was read; for an unknown person the id of the verzoek or interactie
 * @param gegevens which kinds of data, never the data themselves
 */
export async function logVerwerking(
  trx: Kysely<Database>,
  verwerking: Verwerking,
  betrokkenen: string[],
  gegevens: string,
): Promise<void> {
  await trx
    .insertInto('verwerking')
    .values({ ...verwerking, betrokkenen, gegevens })
    .execute();
}
