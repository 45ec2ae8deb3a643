import { type Kysely, sql } from 'kysely';

/**
 * Conversations, messages and requests. Klantinteracties gives the shape of partij, digitaaladres, klantcontact
 * and betrokkene; Verzoeken that of verzoek. Keys are UUIDv7: sortable by time, unguessable enough for paths.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE interactie (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      kenmerk text NOT NULL UNIQUE,
      laatste_volgnummer integer NOT NULL DEFAULT 0,
      verwerkt_tot integer NOT NULL DEFAULT 0,
      partij_id uuid,
      aangemaakt_op timestamptz NOT NULL,
      afgesloten_op timestamptz
    );

    CREATE TABLE partij (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      nummer text NOT NULL UNIQUE,
      soort_partij text NOT NULL CHECK (soort_partij IN ('persoon', 'organisatie', 'contactpersoon')),
      naam text,
      bsn_versleuteld text,
      bsn_zoekwaarde text UNIQUE,
      kvknummer text,
      vestigingsnummer text,
      voorkeurskanaal text,
      bronorganisatie text NOT NULL,
      sleutel text UNIQUE,
      aangemaakt_op timestamptz NOT NULL
    );
    ALTER TABLE interactie ADD FOREIGN KEY (partij_id) REFERENCES partij;

    CREATE TABLE digitaaladres (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      partij_id uuid NOT NULL REFERENCES partij ON DELETE CASCADE,
      soort_digitaal_adres text NOT NULL CHECK (soort_digitaal_adres IN ('email', 'telefoonnummer', 'overig')),
      adres text NOT NULL,
      zoekwaarde text NOT NULL,
      is_standaard_adres boolean NOT NULL DEFAULT false,
      verificatie_datum date,
      UNIQUE (soort_digitaal_adres, zoekwaarde, partij_id)
    );

    CREATE TABLE verzoek (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      kenmerk text NOT NULL UNIQUE,
      product text NOT NULL,
      proces_versie integer NOT NULL,
      ronde integer NOT NULL DEFAULT 1,
      status text NOT NULL DEFAULT 'ontvangen'
        CHECK (status IN ('ontvangen', 'in_behandeling', 'afgehandeld', 'afgewezen', 'ingetrokken')),
      fase text NOT NULL DEFAULT 'ontvangen',
      wacht_op text,
      uiterlijk timestamptz,
      gegevens jsonb NOT NULL DEFAULT '{}',
      tekst text NOT NULL DEFAULT '',
      resultaat text,
      bronorganisatie text NOT NULL,
      voorkeurskanaal text,
      voorganger_id uuid REFERENCES verzoek,
      partij_id uuid REFERENCES partij,
      geregistreerd_op timestamptz,
      registratiedatum timestamptz NOT NULL,
      afgesloten_op timestamptz
    );
    CREATE INDEX verzoek_partij ON verzoek (partij_id, registratiedatum DESC);
    CREATE INDEX verzoek_open ON verzoek (product, registratiedatum DESC) WHERE afgesloten_op IS NULL;

    CREATE TABLE interactie_verzoek (
      interactie_id uuid NOT NULL REFERENCES interactie,
      verzoek_id uuid NOT NULL REFERENCES verzoek,
      PRIMARY KEY (interactie_id, verzoek_id)
    );
    CREATE INDEX interactie_verzoek_verzoek ON interactie_verzoek (verzoek_id);

    CREATE TABLE conversatie (
      kanaal text NOT NULL,
      conversatie text NOT NULL,
      interactie_id uuid NOT NULL REFERENCES interactie,
      focus_verzoek_id uuid REFERENCES verzoek,
      adres text,
      aanwezig boolean NOT NULL DEFAULT false,
      aanwezig_op timestamptz NOT NULL DEFAULT '-infinity',
      laatst_gebruikt_op timestamptz NOT NULL,
      PRIMARY KEY (kanaal, conversatie)
    );
    CREATE INDEX conversatie_interactie ON conversatie (interactie_id);
    CREATE INDEX conversatie_focus ON conversatie (focus_verzoek_id) WHERE focus_verzoek_id IS NOT NULL;

    CREATE TABLE bericht (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      interactie_id uuid NOT NULL REFERENCES interactie,
      volgnummer integer NOT NULL,
      richting text NOT NULL CHECK (richting IN ('in', 'uit')),
      kanaal text NOT NULL,
      conversatie text,
      extern_id text,
      sleutel text UNIQUE,
      soort text NOT NULL DEFAULT 'bericht'
        CHECK (soort IN ('bericht', 'intrekken', 'kanaalwissel', 'sessie', 'ontvangstbevestiging', 'vraag', 'herinnering',
                         'informatie', 'antwoord', 'afronding', 'dialoog')),
      product text,
      kenmerk text NOT NULL,
      genoemd text[] NOT NULL DEFAULT '{}',
      automatisch boolean NOT NULL DEFAULT false,
      onderwerp text,
      inhoud jsonb NOT NULL,
      afzender jsonb NOT NULL DEFAULT '{}',
      medewerker text,
      sjabloon text,
      status text NOT NULL DEFAULT 'aangenomen'
        CHECK (status IN ('aangenomen', 'te_verzenden', 'verzonden', 'onderweg', 'afgeleverd', 'mislukt')),
      adres text,
      bewijs jsonb,
      ontvangen_op timestamptz NOT NULL,
      verzonden_op timestamptz,
      UNIQUE (interactie_id, volgnummer)
    );
    CREATE UNIQUE INDEX bericht_extern ON bericht (kanaal, extern_id) WHERE extern_id IS NOT NULL;
    CREATE INDEX bericht_conversatie ON bericht (kanaal, conversatie, volgnummer);

    CREATE TABLE bericht_verzoek (
      bericht_id uuid NOT NULL REFERENCES bericht,
      verzoek_id uuid NOT NULL REFERENCES verzoek,
      PRIMARY KEY (bericht_id, verzoek_id)
    );
    CREATE INDEX bericht_verzoek_verzoek ON bericht_verzoek (verzoek_id);

    CREATE TABLE bijlage (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      bericht_id uuid NOT NULL REFERENCES bericht,
      volgorde integer NOT NULL,
      sha256 text NOT NULL,
      naam text NOT NULL,
      mediatype text NOT NULL,
      grootte bigint NOT NULL,
      UNIQUE (bericht_id, volgorde)
    );
    CREATE INDEX bijlage_sha256 ON bijlage (sha256);

    CREATE TABLE klantcontact (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      nummer text NOT NULL UNIQUE,
      sleutel text NOT NULL UNIQUE,
      kanaal text NOT NULL,
      onderwerp text NOT NULL,
      inhoud text NOT NULL DEFAULT '',
      indicatie_contact_gelukt boolean,
      taal text NOT NULL DEFAULT 'nld',
      vertrouwelijk boolean NOT NULL DEFAULT false,
      plaatsgevonden_op timestamptz NOT NULL,
      interactie_id uuid REFERENCES interactie,
      bericht_id uuid REFERENCES bericht,
      medewerker text
    );
    CREATE INDEX klantcontact_interactie ON klantcontact (interactie_id);

    CREATE TABLE betrokkene (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      sleutel text NOT NULL UNIQUE,
      klantcontact_id uuid REFERENCES klantcontact,
      verzoek_id uuid REFERENCES verzoek,
      partij_id uuid REFERENCES partij,
      rol text NOT NULL CHECK (rol IN ('klant', 'vertegenwoordiger', 'initiator', 'belanghebbende')),
      namens_id uuid REFERENCES betrokkene,
      naam text,
      initiator boolean NOT NULL DEFAULT false,
      identificatie_niveau text,
      CHECK (klantcontact_id IS NOT NULL OR verzoek_id IS NOT NULL)
    );
    CREATE INDEX betrokkene_verzoek ON betrokkene (verzoek_id);
    CREATE INDEX betrokkene_klantcontact ON betrokkene (klantcontact_id);

    CREATE TABLE onderwerpobject (
      klantcontact_id uuid NOT NULL REFERENCES klantcontact,
      verzoek_id uuid NOT NULL REFERENCES verzoek,
      PRIMARY KEY (klantcontact_id, verzoek_id)
    );

    CREATE TABLE taak (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      sleutel text NOT NULL UNIQUE,
      verzoek_id uuid REFERENCES verzoek,
      interactie_id uuid REFERENCES interactie,
      soort text NOT NULL CHECK (soort IN ('taak', 'bericht', 'gesprek')),
      naam text NOT NULL,
      vaardigheid text NOT NULL,
      prioriteit integer NOT NULL DEFAULT 3,
      uiterlijk timestamptz NOT NULL,
      status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in_behandeling', 'klaar', 'vervallen')),
      medewerker text,
      geclaimd_tot timestamptz,
      nieuw_bericht_op timestamptz,
      resultaat jsonb,
      aangemaakt_op timestamptz NOT NULL,
      afgerond_op timestamptz,
      CHECK (verzoek_id IS NOT NULL OR interactie_id IS NOT NULL)
    );
    CREATE INDEX taak_open ON taak (vaardigheid, prioriteit, uiterlijk, id) WHERE status = 'open';
    CREATE INDEX taak_medewerker ON taak (medewerker) WHERE status = 'in_behandeling';
    CREATE INDEX taak_verzoek ON taak (verzoek_id);
    CREATE INDEX taak_interactie ON taak (interactie_id);

    CREATE TABLE gebeurtenis (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      sleutel text NOT NULL UNIQUE,
      verzoek_id uuid REFERENCES verzoek,
      interactie_id uuid REFERENCES interactie,
      soort text NOT NULL,
      gegevens jsonb NOT NULL DEFAULT '{}',
      actor text NOT NULL,
      op timestamptz NOT NULL
    );
    CREATE INDEX gebeurtenis_verzoek ON gebeurtenis (verzoek_id);
    CREATE INDEX gebeurtenis_interactie ON gebeurtenis (interactie_id);

    CREATE TABLE uitvraag (
      interactie_id uuid PRIMARY KEY REFERENCES interactie,
      product text NOT NULL,
      ronde integer NOT NULL DEFAULT 1,
      antwoorden jsonb NOT NULL DEFAULT '{}',
      laatste_volgnummer integer NOT NULL DEFAULT 0
    );

    CREATE TABLE doorgifte (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      stroom uuid NOT NULL,
      bericht_id uuid REFERENCES bericht,
      aanleiding jsonb,
      pogingen integer NOT NULL DEFAULT 0,
      niet_voor timestamptz NOT NULL DEFAULT '-infinity',
      CHECK ((bericht_id IS NULL) <> (aanleiding IS NULL))
    );
    CREATE INDEX doorgifte_stroom ON doorgifte (stroom, id);

    CREATE TABLE kanaalapp (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      naam text NOT NULL UNIQUE,
      kanaal text NOT NULL,
      token_zoekwaarde text NOT NULL UNIQUE,
      webhook_url text,
      webhook_geheim text,
      aangemaakt_op timestamptz NOT NULL
    );

    CREATE TABLE verwerking (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      actor text NOT NULL,
      activiteit text NOT NULL,
      aanleiding text NOT NULL,
      betrokkenen uuid[] NOT NULL,
      gegevens text NOT NULL,
      op timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX verwerking_betrokkenen ON verwerking USING gin (betrokkenen);

    CREATE TABLE onderdeel (
      naam text PRIMARY KEY,
      gezien_op timestamptz NOT NULL
    );

    CREATE TABLE postbus (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      soort text NOT NULL,
      extern_id text NOT NULL,
      aan text NOT NULL,
      van text NOT NULL,
      onderwerp text NOT NULL,
      tekst text NOT NULL,
      ruw text NOT NULL,
      aantal integer NOT NULL DEFAULT 1,
      ontvangen_op timestamptz NOT NULL,
      UNIQUE (extern_id, aan)
    );
    CREATE INDEX postbus_aan ON postbus (aan, ontvangen_op);
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
