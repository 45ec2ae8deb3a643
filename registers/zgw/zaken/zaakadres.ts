import { type RawBuilder, sql } from 'kysely';

/** SQL for the uuid in the address of a zaak of ours, as addresses are kept; NULL for any other address. */
export const uuidIn = (url: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`substring(${url} FROM '^~/zaken/api/v1/zaken/([0-9a-f-]{36})$')::uuid`;
