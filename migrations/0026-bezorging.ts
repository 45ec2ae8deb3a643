import { type Kysely, sql } from 'kysely';
import { sealNationalNumber } from '../platform/nationaal-nummer.ts';

/**
 * Delivery by a workflow per abonnement. `zgw_bezorging` says whose workflow must be woken; it outlives its abonnement
 * (no foreign key) until that workflow has ended. A notification keeps one id on its way to every abonnement. Of a
 * CloudEvent that came in, source and id are remembered, so that it is taken once. The authorisation of an abonnement is a secret: sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE zgw_notificatie
      ADD COLUMN bericht_id uuid NOT NULL DEFAULT uuidv7(),
      ADD COLUMN soort text NOT NULL DEFAULT 'notificatie' CHECK (soort IN ('notificatie', 'cloudevent'));
    ALTER TABLE zgw_aflevering
      ADD COLUMN bericht_id uuid NOT NULL DEFAULT uuidv7(),
      ADD COLUMN soort text NOT NULL DEFAULT 'notificatie' CHECK (soort IN ('notificatie', 'cloudevent')),
      ADD COLUMN op timestamptz;
    CREATE INDEX zgw_aflevering_wacht ON zgw_aflevering (abonnement, hoofdobject) WHERE pogingen > 0 AND opgegeven_op IS NULL;
    CREATE INDEX zgw_aflevering_opgegeven ON zgw_aflevering (abonnement, id) WHERE opgegeven_op IS NOT NULL;
    ALTER TABLE abonnement ADD COLUMN auth text;
    CREATE TABLE zgw_bezorging (
      abonnement uuid PRIMARY KEY,
      wekken boolean NOT NULL DEFAULT true,
      wek_niet_voor timestamptz
    );
    CREATE INDEX zgw_bezorging_wekken ON zgw_bezorging (abonnement) WHERE wekken;
    INSERT INTO zgw_bezorging (abonnement) SELECT uuid FROM abonnement;
    CREATE TABLE zgw_cloudevent (
      source text NOT NULL,
      id text NOT NULL,
      hash text NOT NULL,
      op timestamptz NOT NULL,
      PRIMARY KEY (source, id)
    );
    CREATE INDEX zgw_cloudevent_op ON zgw_cloudevent (op);
  `.execute(db);
  const { rows } = await sql<{ uuid: string; auth: string }>`
    SELECT uuid, coalesce(gegevens->>'auth', '') AS auth FROM abonnement`.execute(db);
  for (const { uuid, auth } of rows)
    await sql`UPDATE abonnement SET auth = ${sealNationalNumber(auth)}, gegevens = gegevens - 'auth' WHERE uuid = ${uuid}`.execute(
      db,
    );
  await sql`ALTER TABLE abonnement ALTER COLUMN auth SET NOT NULL`.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
