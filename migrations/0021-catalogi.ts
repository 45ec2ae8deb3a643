import { type Kysely, sql } from 'kysely';

/**
 * Catalogi. Columns for what is referred to, filtered or kept unique; the other fields stand in `gegevens`.
 * Relations between types are kept as the uuids that were named; they are read by name over all versions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const versie = sql.raw(`
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      catalogus uuid NOT NULL REFERENCES catalogus,
      concept boolean NOT NULL DEFAULT true,
      begin_geldigheid date NOT NULL,
      einde_geldigheid date,
      gegevens jsonb NOT NULL,`);
  await sql`
    CREATE TABLE catalogus (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      domein text NOT NULL,
      rsin text NOT NULL,
      gegevens jsonb NOT NULL,
      UNIQUE (domein, rsin)
    );

    CREATE TABLE informatieobjecttype (
      ${versie}
      omschrijving text NOT NULL,
      vertrouwelijkheid smallint NOT NULL
    );
    CREATE INDEX informatieobjecttype_naam ON informatieobjecttype (catalogus, omschrijving);

    CREATE TABLE besluittype (
      ${versie}
      omschrijving text NOT NULL,
      informatieobjecttypen uuid[] NOT NULL DEFAULT '{}'
    );
    CREATE INDEX besluittype_naam ON besluittype (catalogus, omschrijving);
    CREATE INDEX besluittype_informatieobjecttypen ON besluittype USING gin (informatieobjecttypen);

    CREATE TABLE zaaktype (
      ${versie}
      identificatie text NOT NULL,
      vertrouwelijkheid smallint NOT NULL,
      trefwoorden text[] NOT NULL DEFAULT '{}',
      besluittypen uuid[] NOT NULL DEFAULT '{}',
      deelzaaktypen uuid[] NOT NULL DEFAULT '{}'
    );
    CREATE INDEX zaaktype_naam ON zaaktype (catalogus, identificatie);
    CREATE INDEX zaaktype_besluittypen ON zaaktype USING gin (besluittypen);

    CREATE TABLE statustype (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaaktype uuid NOT NULL REFERENCES zaaktype ON DELETE CASCADE,
      volgnummer integer NOT NULL,
      gegevens jsonb NOT NULL,
      UNIQUE (zaaktype, volgnummer)
    );
    CREATE TABLE resultaattype (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaaktype uuid NOT NULL REFERENCES zaaktype ON DELETE CASCADE,
      omschrijving text NOT NULL,
      besluittypen uuid[] NOT NULL DEFAULT '{}',
      informatieobjecttypen uuid[] NOT NULL DEFAULT '{}',
      gegevens jsonb NOT NULL
    );
    CREATE INDEX resultaattype_zaaktype ON resultaattype (zaaktype);
    CREATE TABLE roltype (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaaktype uuid NOT NULL REFERENCES zaaktype ON DELETE CASCADE,
      omschrijving text NOT NULL,
      omschrijving_generiek text NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX roltype_zaaktype ON roltype (zaaktype);
    CREATE TABLE eigenschap (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaaktype uuid NOT NULL REFERENCES zaaktype ON DELETE CASCADE,
      naam text NOT NULL,
      statustype uuid REFERENCES statustype ON DELETE SET NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX eigenschap_zaaktype ON eigenschap (zaaktype);
    CREATE INDEX eigenschap_statustype ON eigenschap (statustype);
    CREATE TABLE zaaktype_informatieobjecttype (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaaktype uuid NOT NULL REFERENCES zaaktype ON DELETE CASCADE,
      informatieobjecttype uuid NOT NULL REFERENCES informatieobjecttype ON DELETE CASCADE,
      volgnummer integer NOT NULL,
      richting text NOT NULL,
      statustype uuid REFERENCES statustype ON DELETE SET NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX ziot_zaaktype ON zaaktype_informatieobjecttype (zaaktype);
    CREATE INDEX ziot_informatieobjecttype ON zaaktype_informatieobjecttype (informatieobjecttype);
    CREATE TABLE zaakobjecttype (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaaktype uuid NOT NULL REFERENCES zaaktype ON DELETE CASCADE,
      ander_objecttype boolean NOT NULL,
      objecttype text NOT NULL,
      relatie_omschrijving text NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX zaakobjecttype_zaaktype ON zaakobjecttype (zaaktype);
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
