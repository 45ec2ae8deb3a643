import { type Kysely, sql } from 'kysely';

/** Documenten with their older versions and parts under way, and besluiten. Contents stand in the document store by SHA-256. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SEQUENCE document_nummer;
    CREATE SEQUENCE besluit_nummer;
    CREATE TABLE enkelvoudiginformatieobject (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      identificatie text NOT NULL,
      bronorganisatie text NOT NULL,
      informatieobjecttype uuid NOT NULL REFERENCES informatieobjecttype,
      vertrouwelijkheid smallint NOT NULL,
      versie integer NOT NULL,
      begin_registratie timestamptz NOT NULL,
      indicatie_gebruiksrecht boolean,
      status text NOT NULL,
      lock text,
      inhoud_sha256 text,
      bestandsomvang bigint,
      trefwoorden text[] NOT NULL DEFAULT '{}',
      gegevens jsonb NOT NULL,
      UNIQUE (bronorganisatie, identificatie)
    );
    CREATE INDEX eio_type ON enkelvoudiginformatieobject (informatieobjecttype, vertrouwelijkheid, uuid DESC);
    CREATE INDEX eio_identificatie ON enkelvoudiginformatieobject (identificatie);
    CREATE INDEX eio_sha256 ON enkelvoudiginformatieobject (inhoud_sha256) WHERE inhoud_sha256 IS NOT NULL;
    CREATE INDEX eio_trefwoorden ON enkelvoudiginformatieobject USING gin (trefwoorden);

    CREATE TABLE eio_versie (
      informatieobject uuid NOT NULL REFERENCES enkelvoudiginformatieobject ON DELETE CASCADE,
      versie integer NOT NULL,
      begin_registratie timestamptz NOT NULL,
      inhoud_sha256 text,
      rij jsonb NOT NULL,
      PRIMARY KEY (informatieobject, versie)
    );
    CREATE INDEX eio_versie_sha256 ON eio_versie (inhoud_sha256) WHERE inhoud_sha256 IS NOT NULL;

    CREATE TABLE bestandsdeel (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      informatieobject uuid NOT NULL REFERENCES enkelvoudiginformatieobject ON DELETE CASCADE,
      volgnummer integer NOT NULL,
      omvang bigint NOT NULL,
      sha256 text,
      UNIQUE (informatieobject, volgnummer)
    );

    CREATE TABLE gebruiksrecht (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      informatieobject uuid NOT NULL REFERENCES enkelvoudiginformatieobject ON DELETE CASCADE,
      startdatum timestamptz NOT NULL,
      einddatum timestamptz,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX gebruiksrecht_informatieobject ON gebruiksrecht (informatieobject);

    CREATE TABLE objectinformatieobject (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      informatieobject uuid NOT NULL REFERENCES enkelvoudiginformatieobject,
      object text NOT NULL,
      object_type text NOT NULL,
      gegevens jsonb NOT NULL DEFAULT '{}',
      UNIQUE (informatieobject, object)
    );
    CREATE INDEX objectinformatieobject_object ON objectinformatieobject (object);

    CREATE TABLE verzending (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      informatieobject uuid NOT NULL REFERENCES enkelvoudiginformatieobject ON DELETE CASCADE,
      betrokkene text NOT NULL,
      aard_relatie text NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX verzending_informatieobject ON verzending (informatieobject);
    ALTER TABLE zaakinformatieobject ADD FOREIGN KEY (informatieobject) REFERENCES enkelvoudiginformatieobject;

    CREATE TABLE besluit (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      identificatie text NOT NULL,
      verantwoordelijke_organisatie text NOT NULL,
      besluittype uuid NOT NULL REFERENCES besluittype,
      zaak uuid REFERENCES zaak,
      ingangsdatum date NOT NULL,
      vervaldatum date,
      gegevens jsonb NOT NULL,
      UNIQUE (verantwoordelijke_organisatie, identificatie)
    );
    CREATE INDEX besluit_zaak ON besluit (zaak) WHERE zaak IS NOT NULL;
    CREATE INDEX besluit_besluittype ON besluit (besluittype);
    ALTER TABLE zaakbesluit ADD FOREIGN KEY (besluit) REFERENCES besluit ON DELETE CASCADE;

    CREATE TABLE besluitinformatieobject (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      besluit uuid NOT NULL REFERENCES besluit ON DELETE CASCADE,
      informatieobject uuid NOT NULL REFERENCES enkelvoudiginformatieobject,
      gegevens jsonb NOT NULL,
      UNIQUE (besluit, informatieobject)
    );
    CREATE INDEX besluitinformatieobject_informatieobject ON besluitinformatieobject (informatieobject);
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
