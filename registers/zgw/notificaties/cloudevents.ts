import { sql } from 'kysely';
import type { CloudEvent } from '../../../domein/cloudevent.ts';
import { meldingKanaal } from '../../kader/uitbak.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** An event that is offered again after this many days is taken as a new one. */
const bewaardagen = 30;

/**
 * Takes an event once by `source` and `id`, and puts it into the outbox.
 * @returns `anders` when that source used that id for another event before
 */
export async function neemCloudEventAan(
  tx: Vraagbaak,
  event: CloudEvent,
  nu: Date,
): Promise<'nieuw' | 'dubbel' | 'anders'> {
  const tekst = JSON.stringify(event);
  // jsonb has one spelling for one value, whatever the order of the names.
  const hash = sql`encode(sha256(convert_to(${tekst}::jsonb::text, 'UTF8')), 'hex')`;
  const nieuw = await tx.doe(sql`
    INSERT INTO zgw_cloudevent (source, id, hash, op) VALUES (${event.source}, ${event.id}, ${hash}, ${nu}) ON CONFLICT DO NOTHING`);
  if (nieuw === 0) {
    const zelfde = await tx.een(
      sql`SELECT 1 FROM zgw_cloudevent WHERE source = ${event.source} AND id = ${event.id} AND hash = ${hash}`,
    );
    return zelfde ? 'dubbel' : 'anders';
  }
  const hoofdobject = `${event.source} ${event.subject ?? event.id}`;
  await tx.een(sql`
    WITH bericht AS (
      INSERT INTO zgw_notificatie (soort, kanaal, hoofdobject, bericht, op)
      VALUES ('cloudevent', ${event.type}, ${hoofdobject}, ${tekst}::jsonb, ${nu}) RETURNING 1
    ) SELECT pg_notify(${meldingKanaal}, '') FROM bericht`);
  return 'nieuw';
}

/** Forgets which events were taken long ago. */
export const vergeetOude = (tx: Vraagbaak, nu: Date): Promise<number> =>
  tx.doe(
    sql`DELETE FROM zgw_cloudevent WHERE op < ${nu}::timestamptz - make_interval(days => ${bewaardagen})`,
  );
