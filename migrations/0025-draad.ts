import { type Kysely, sql } from 'kysely';

/** A mail refers to those before it about the same kenmerk; without this every mail that goes out reads all berichten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX bericht_draad ON bericht (kenmerk, id) WHERE extern_id IS NOT NULL`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
