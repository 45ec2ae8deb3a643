import { type Kysely, sql } from 'kysely';

/** Who made an abonnement; empty where nobody knows any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE abonnement ADD COLUMN client_id text NOT NULL DEFAULT ''`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
