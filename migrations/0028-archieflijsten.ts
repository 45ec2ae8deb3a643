import { type Kysely, sql } from 'kysely';

/**
 * Lists of zaken that may be destroyed or transferred. A row outlives its zaak, so it holds what a verklaring may tell:
 * no content, nothing about a person. `stand` is a fingerprint of the zaak as it was proposed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE archieflijst (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      soort text NOT NULL CHECK (soort IN ('vernietigen', 'overdragen')),
      peildatum date NOT NULL,
      status text NOT NULL DEFAULT 'voorgesteld' CHECK (status IN ('voorgesteld', 'goedgekeurd', 'afgewezen', 'uitgevoerd')),
      voorgesteld_op timestamptz NOT NULL,
      beslist_op timestamptz,
      beslist_door text,
      beslist_naam text,
      toelichting text,
      uitgevoerd_op timestamptz,
      verklaring jsonb
    );
    CREATE TABLE archiefregel (
      lijst uuid NOT NULL REFERENCES archieflijst,
      volgnummer integer NOT NULL,
      zaak uuid NOT NULL,
      identificatie text NOT NULL,
      zaaktype text NOT NULL,
      resultaattype text NOT NULL,
      selectielijstklasse text NOT NULL,
      archiefactiedatum date NOT NULL,
      stand text NOT NULL,
      status text NOT NULL DEFAULT 'voorgesteld' CHECK (status IN ('voorgesteld', 'afgehaald', 'uitgevoerd', 'overgeslagen')),
      reden text,
      aantallen jsonb,
      op timestamptz,
      PRIMARY KEY (lijst, volgnummer)
    );
    CREATE UNIQUE INDEX archiefregel_open ON archiefregel (zaak) WHERE status = 'voorgesteld';
    CREATE INDEX archiefregel_afgehaald ON archiefregel (zaak) WHERE status = 'afgehaald';
    CREATE TABLE te_wissen (
      lijst uuid NOT NULL REFERENCES archieflijst,
      soort text NOT NULL CHECK (soort IN ('inhoud', 'object')),
      waarde text NOT NULL,
      PRIMARY KEY (lijst, soort, waarde)
    );
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
