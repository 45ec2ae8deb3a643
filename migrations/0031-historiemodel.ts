import { type Kysely, sql } from 'kysely';

/** Related zaaktypen are shown in the version of a day, so they stand apart; a kind of object may wait for a statustype. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE zaaktype ADD gerelateerde_zaaktypen jsonb NOT NULL DEFAULT '[]';
    UPDATE zaaktype SET gerelateerde_zaaktypen = gegevens->'gerelateerdeZaaktypen'
      WHERE jsonb_typeof(gegevens->'gerelateerdeZaaktypen') = 'array';
    ALTER TABLE zaakobjecttype ADD statustype uuid REFERENCES statustype ON DELETE SET NULL;
    CREATE INDEX zaakobjecttype_statustype ON zaakobjecttype (statustype) WHERE statustype IS NOT NULL;
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
