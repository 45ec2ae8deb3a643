import { type Kysely, sql } from 'kysely';

/** What every register API needs: clients and their rights, audit trail, outbox, keys of repeated requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE zgw_client (
      client_id text PRIMARY KEY,
      geheim_verzegeld text NOT NULL
    );

    CREATE TABLE applicatie (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      client_ids text[] NOT NULL,
      alles boolean NOT NULL DEFAULT false,
      gegevens jsonb NOT NULL
    );
    CREATE INDEX applicatie_client_ids ON applicatie USING gin (client_ids);

    CREATE TABLE zgw_audit (
      uuid uuid PRIMARY KEY DEFAULT uuidv7(),
      hoofdobject uuid NOT NULL,
      bron text NOT NULL,
      applicatie_id text NOT NULL,
      applicatie_weergave text NOT NULL,
      gebruikers_id text NOT NULL,
      gebruikers_weergave text NOT NULL,
      actie text NOT NULL,
      resultaat integer NOT NULL,
      resource text NOT NULL,
      resource_url text NOT NULL,
      resource_weergave text NOT NULL,
      toelichting text NOT NULL,
      wijzigingen jsonb NOT NULL,
      aanmaakdatum timestamptz NOT NULL
    );
    CREATE INDEX zgw_audit_hoofdobject ON zgw_audit (hoofdobject);

    CREATE TABLE zgw_notificatie (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kanaal text NOT NULL,
      hoofdobject text NOT NULL,
      bericht jsonb NOT NULL,
      op timestamptz NOT NULL
    );

    CREATE TABLE zgw_idempotentie (
      client_id text NOT NULL,
      sleutel text NOT NULL,
      verzoek text NOT NULL,
      status integer,
      antwoord jsonb,
      op timestamptz NOT NULL,
      PRIMARY KEY (client_id, sleutel)
    );
    CREATE INDEX zgw_idempotentie_op ON zgw_idempotentie (op);
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
