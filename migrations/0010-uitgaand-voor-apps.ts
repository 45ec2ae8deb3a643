import { type Kysely, sql } from 'kysely';

/**
 * The order in which outbound berichten become ready for a channel app. The id will not do: a bericht that was made
 * earlier may become ready later, and an app that had read on would never see it. The advisory lock is held until the
 * commit, so numbers of one kanaal become visible in their order and a cursor never passes one over.
 * Kanalen without an app pay nothing but one look at a tiny table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SEQUENCE bericht_uitgaand_volgnummer;
    ALTER TABLE bericht ADD COLUMN uitgaand_volgnummer bigint;
    CREATE INDEX bericht_uitgaand ON bericht (kanaal, uitgaand_volgnummer)
      WHERE richting = 'uit' AND status = 'onderweg';
    CREATE INDEX kanaalapp_kanaal ON kanaalapp (kanaal, aangemaakt_op);

    CREATE FUNCTION number_uitgaand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD.status = 'onderweg' AND OLD.uitgaand_volgnummer IS NOT NULL THEN
        RETURN NEW;
      END IF;
      IF EXISTS (SELECT FROM kanaalapp WHERE kanaal = NEW.kanaal) THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.kanaal, 3));
        NEW.uitgaand_volgnummer := nextval('bericht_uitgaand_volgnummer');
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER bericht_uitgaand_volgnummer BEFORE INSERT OR UPDATE OF status ON bericht
      FOR EACH ROW WHEN (NEW.richting = 'uit' AND NEW.status = 'onderweg')
      EXECUTE FUNCTION number_uitgaand();
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
