import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import type { Database } from '../database.ts';

/**
 * Stores an aanleiding in the caller's transaction, next to what it is about; the relay brings it to the workflow.
 * @param stroom id of the interactie whose order it follows
 */
export async function acceptAanleiding(
  trx: Transaction<Database>,
  { stroom, ...rest }: Omit<Aanleiding, 'id'> & { stroom: string; id?: string },
): Promise<void> {
  const aanleiding: Aanleiding = { ...rest, id: rest.id ?? randomUUID() };
  await trx
    .insertInto('doorgifte')
    .values({ stroom, aanleiding: JSON.stringify(aanleiding) })
    .execute();
  await sql`SELECT pg_notify('doorgifte', '')`.execute(trx);
}
