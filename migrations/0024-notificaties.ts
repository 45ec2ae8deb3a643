import { type Kysely, sql } from 'kysely';

/**
 * Kanalen, abonnementen, and what each abonnement still has to get. A notification is fanned out to one row per
 * abonnement that wants it; of one main object the next one waits for the one before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE kanaal (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      naam text NOT NULL UNIQUE,
      gegevens jsonb NOT NULL
    );
    CREATE TABLE abonnement (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      callback_url text NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE TABLE zgw_aflevering (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      abonnement uuid NOT NULL REFERENCES abonnement ON DELETE CASCADE,
      notificatie bigint NOT NULL,
      hoofdobject text NOT NULL,
      bericht jsonb NOT NULL,
      pogingen integer NOT NULL DEFAULT 0,
      niet_voor timestamptz NOT NULL,
      laatste_fout text,
      opgegeven_op timestamptz
    );
    CREATE INDEX zgw_aflevering_beurt ON zgw_aflevering (abonnement, id) WHERE opgegeven_op IS NULL;
    CREATE INDEX zgw_aflevering_volgorde ON zgw_aflevering (abonnement, hoofdobject, id) WHERE opgegeven_op IS NULL;
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
