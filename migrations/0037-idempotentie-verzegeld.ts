import { type Kysely, sql } from 'kysely';

/** Kept answers are sealed, so what they are about stands beside them: whoever destroys an object finds its answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE zgw_idempotentie ADD COLUMN objecten text[] NOT NULL DEFAULT '{}', ADD COLUMN verzegeld text;
    UPDATE zgw_idempotentie SET objecten = ARRAY(
      SELECT DISTINCT m[1] FROM regexp_matches(antwoord::text, '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 'g') m);
    CREATE INDEX zgw_idempotentie_objecten ON zgw_idempotentie USING gin (objecten);
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
