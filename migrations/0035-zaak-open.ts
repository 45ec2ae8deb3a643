import { type Kysely, sql } from 'kysely';

/** Open cases of a type are counted for a limited caller without reading the rows themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP INDEX zaak_open;
    CREATE INDEX zaak_open ON zaak (zaaktype, uuid DESC) INCLUDE (vertrouwelijkheid) WHERE einddatum IS NULL;
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
