import { type Kysely, sql } from 'kysely';

/**
 * Archiving. `zaak.brondatum` is the date from which archiefactiedatum was derived; without one the date was set by hand,
 * and is left alone when its sources change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE zaak ADD COLUMN brondatum date;
    CREATE INDEX zaak_relevante_andere ON zaak USING gin ((gegevens->'relevanteAndereZaken') jsonb_path_ops)
      WHERE gegevens->'relevanteAndereZaken' <> '[]';
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
