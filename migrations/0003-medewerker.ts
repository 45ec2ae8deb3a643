import { type Kysely, sql } from 'kysely';

/**
 * The medewerker: sessions, names behind the pseudonyms of colleagues, presence per kanaal,
 * and a signal on channel `werk` whenever the list of work changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Columns as connect-pg-simple spells them.
    CREATE TABLE medewerker_sessie (
      sid varchar PRIMARY KEY,
      sess json NOT NULL,
      expire timestamp(6) NOT NULL
    );
    CREATE INDEX medewerker_sessie_expire ON medewerker_sessie (expire);

    CREATE TABLE medewerker (
      pseudoniem text PRIMARY KEY,
      naam text NOT NULL,
      ingelogd_op timestamptz NOT NULL
    );

    CREATE TABLE medewerker_aanwezig (
      medewerker text NOT NULL,
      kanaal text NOT NULL,
      gezien_op timestamptz NOT NULL,
      PRIMARY KEY (medewerker, kanaal)
    );
    CREATE INDEX medewerker_aanwezig_kanaal ON medewerker_aanwezig (kanaal, gezien_op);

    CREATE INDEX taak_lease ON taak (geclaimd_tot) WHERE status = 'in_behandeling';

    CREATE FUNCTION meld_werk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('werk', NEW.id::text);
      RETURN NULL;
    END $$;
    CREATE TRIGGER taak_werk
      AFTER INSERT OR UPDATE OF status, medewerker, prioriteit, uiterlijk, nieuw_bericht_op ON taak
      FOR EACH ROW EXECUTE FUNCTION meld_werk();
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
