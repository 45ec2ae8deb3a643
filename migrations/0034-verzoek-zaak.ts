import { type Kysely, sql } from 'kysely';

/**
 * The zaak that each ronde of a verzoek leads to, as our processes left it: enough to show its number and status to klant
 * and medewerker, also when the zaken stand in another system.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE verzoek_zaak (
      verzoek_id uuid NOT NULL REFERENCES verzoek ON DELETE CASCADE,
      ronde integer NOT NULL,
      identificatie text NOT NULL,
      status text,
      resultaat text,
      gesloten boolean NOT NULL,
      bijgewerkt_op timestamptz NOT NULL,
      PRIMARY KEY (verzoek_id, ronde)
    );
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
