import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** ac-001: a client id belongs to one applicatie only. */
export const ac001: Regel = async ({ tx, nieuw, uuid, fout }) => {
  // Two applications that claim one client id at once: the second waits and then sees the first.
  await tx.een(sql`SELECT pg_advisory_xact_lock(4202)`);
  const bezet = await tx.een(sql`
    SELECT 1 FROM applicatie WHERE client_ids && ${nieuw.clientIds}::text[] AND uuid <> ${uuid}::uuid`);
  if (bezet) fout('clientIds', 'clientId-exists', 'Een van deze client-ID’s hoort al bij een applicatie.');
};
