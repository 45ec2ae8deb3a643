import { type Kysely, sql } from 'kysely';

/**
 * Zaken. Indexes follow what clients ask: newest first, by type and vertrouwelijkheid, by what a rol is known by.
 * National numbers stand sealed in `gegevens` of rol and zaakobject; `zoekwaarden` of rol holds keyed hashes of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SEQUENCE zaak_nummer;
    CREATE TABLE zaaknummer_gereserveerd (
      bronorganisatie text NOT NULL,
      identificatie text NOT NULL,
      op timestamptz NOT NULL,
      PRIMARY KEY (bronorganisatie, identificatie)
    );
    CREATE TABLE zaak (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      identificatie text NOT NULL,
      bronorganisatie text NOT NULL,
      zaaktype uuid NOT NULL REFERENCES zaaktype,
      vertrouwelijkheid smallint NOT NULL,
      hoofdzaak uuid REFERENCES zaak ON DELETE CASCADE,
      registratiedatum date NOT NULL,
      startdatum date NOT NULL,
      einddatum date,
      einddatum_gepland date,
      uiterlijke_einddatum date,
      publicatiedatum date,
      archiefnominatie text,
      archiefstatus text NOT NULL,
      archiefactiedatum date,
      omtrek polygon,
      gegevens jsonb NOT NULL,
      UNIQUE (bronorganisatie, identificatie)
    );
    CREATE INDEX zaak_type ON zaak (zaaktype, vertrouwelijkheid, uuid DESC);
    CREATE INDEX zaak_identificatie ON zaak (identificatie DESC NULLS LAST, uuid DESC);
    CREATE INDEX zaak_hoofdzaak ON zaak (hoofdzaak) WHERE hoofdzaak IS NOT NULL;
    CREATE INDEX zaak_startdatum ON zaak (startdatum DESC NULLS LAST, uuid DESC);
    CREATE INDEX zaak_registratiedatum ON zaak (registratiedatum DESC NULLS LAST, uuid DESC);
    CREATE INDEX zaak_einddatum ON zaak (einddatum DESC NULLS LAST, uuid DESC);
    CREATE INDEX zaak_open ON zaak (zaaktype, uuid DESC) WHERE einddatum IS NULL;
    CREATE INDEX zaak_archiefactiedatum ON zaak (archiefactiedatum) WHERE archiefactiedatum IS NOT NULL;

    CREATE TABLE status (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      statustype uuid NOT NULL REFERENCES statustype,
      datum timestamptz NOT NULL,
      gezetdoor uuid,
      gegevens jsonb NOT NULL,
      UNIQUE (zaak, datum)
    );
    CREATE INDEX status_statustype ON status (statustype);

    CREATE TABLE resultaat (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL UNIQUE REFERENCES zaak ON DELETE CASCADE,
      resultaattype uuid NOT NULL REFERENCES resultaattype,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX resultaat_resultaattype ON resultaat (resultaattype);

    CREATE TABLE rol (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      roltype uuid NOT NULL REFERENCES roltype,
      betrokkene text NOT NULL,
      betrokkene_type text NOT NULL,
      omschrijving text NOT NULL,
      omschrijving_generiek text NOT NULL,
      registratiedatum timestamptz NOT NULL,
      zoekwaarden text[] NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX rol_zaak ON rol (zaak);
    CREATE INDEX rol_roltype ON rol (roltype);
    CREATE INDEX rol_betrokkene ON rol (betrokkene) WHERE betrokkene <> '';
    CREATE INDEX rol_zoekwaarden ON rol USING gin (zoekwaarden);
    ALTER TABLE status ADD FOREIGN KEY (gezetdoor) REFERENCES rol ON DELETE SET NULL;
    CREATE INDEX status_gezetdoor ON status (gezetdoor) WHERE gezetdoor IS NOT NULL;

    CREATE TABLE zaakobject (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      object text NOT NULL,
      object_type text NOT NULL,
      zaakobjecttype uuid REFERENCES zaakobjecttype ON DELETE SET NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX zaakobject_zaak ON zaakobject (zaak);
    CREATE INDEX zaakobject_object ON zaakobject (object) WHERE object <> '';

    CREATE TABLE zaakeigenschap (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      eigenschap uuid NOT NULL REFERENCES eigenschap,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX zaakeigenschap_zaak ON zaakeigenschap (zaak);

    CREATE TABLE zaakinformatieobject (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      informatieobject uuid NOT NULL,
      registratiedatum timestamptz NOT NULL,
      status uuid REFERENCES status ON DELETE SET NULL,
      gegevens jsonb NOT NULL,
      UNIQUE (zaak, informatieobject)
    );
    CREATE INDEX zaakinformatieobject_informatieobject ON zaakinformatieobject (informatieobject);
    CREATE INDEX zaakinformatieobject_status ON zaakinformatieobject (status) WHERE status IS NOT NULL;

    CREATE TABLE zaakbesluit (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      besluit uuid NOT NULL,
      gegevens jsonb NOT NULL,
      UNIQUE (zaak, besluit)
    );
    CREATE INDEX zaakbesluit_besluit ON zaakbesluit (besluit);

    CREATE TABLE zaakcontactmoment (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      contactmoment text NOT NULL,
      gegevens jsonb NOT NULL,
      UNIQUE (zaak, contactmoment)
    );
    CREATE TABLE zaakverzoek (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      verzoek text NOT NULL,
      gegevens jsonb NOT NULL,
      UNIQUE (zaak, verzoek)
    );
    CREATE TABLE zaakklantcontact (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX zaakklantcontact_zaak ON zaakklantcontact (zaak);
    CREATE TABLE zaaknotitie (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      onderwerp text NOT NULL,
      tekst text NOT NULL,
      aangemaakt_door text NOT NULL,
      notitie_type text NOT NULL,
      status text NOT NULL,
      aanmaakdatum timestamptz NOT NULL,
      wijzigingsdatum timestamptz NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX zaaknotitie_zaak ON zaaknotitie (zaak);
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
