import { type Kysely, sql } from 'kysely';

/**
 * What Zaken 1.7 and clients of Open Zaak ask beside Zaken 1.5: substatussen, related cases that know of each other,
 * when a case changed and was seen, under which mandate a rol is played, and the release of a document.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE substatus (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      status uuid NOT NULL REFERENCES status ON DELETE CASCADE,
      tijdstip timestamptz NOT NULL,
      doelgroep text NOT NULL,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX substatus_zaak ON substatus (zaak);
    CREATE INDEX substatus_status ON substatus (status);

    CREATE TABLE zaakrelatie (
      zaak uuid NOT NULL REFERENCES zaak ON DELETE CASCADE,
      url text NOT NULL,
      PRIMARY KEY (zaak, url)
    );
    CREATE INDEX zaakrelatie_url ON zaakrelatie (url);

    ALTER TABLE zaak ADD laatst_gemuteerd timestamptz, ADD laatst_geopend timestamptz;
    CREATE INDEX zaak_kenmerken ON zaak USING gin ((gegevens->'kenmerken') jsonb_path_ops);

    ALTER TABLE rol ADD machtiging text NOT NULL DEFAULT '', ADD betrouwbaarheid text;
    UPDATE rol SET machtiging = gegevens->>'indicatieMachtiging' WHERE gegevens->>'indicatieMachtiging' <> '';

    ALTER TABLE enkelvoudiginformatieobject ADD gereed_voor_publicatie boolean;
    UPDATE enkelvoudiginformatieobject SET gereed_voor_publicatie = (gegevens->>'isGereedVoorPublicatie')::boolean
      WHERE gegevens->>'isGereedVoorPublicatie' IS NOT NULL;
    UPDATE eio_versie SET rij = rij || jsonb_build_object('gereed_voor_publicatie', rij->'gegevens'->'isGereedVoorPublicatie');
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
