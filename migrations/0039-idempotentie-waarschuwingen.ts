import { type Kysely, sql } from 'kysely';

/** A kept answer comes with the warnings (`X-Warning`) that it came with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE zgw_idempotentie ADD COLUMN waarschuwingen text[] NOT NULL DEFAULT '{}'`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
