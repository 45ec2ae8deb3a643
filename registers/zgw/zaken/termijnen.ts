import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** Dates of the API have years of four digits. */
const binnenJaartelling = (dag: string | null | undefined): string | null =>
  dag && dag <= '9999-12-31' && dag.length === 10 ? dag : null;

/** A new case gets its dates from the terms of its zaaktype, where the client gave none (as Open Zaak has it). */
export const termijnenVanZaaktype: Regel = async ({ tx, actie, nieuw }) => {
  if (actie !== 'create' || (nieuw.einddatumGepland && nieuw.uiterlijkeEinddatumAfdoening)) return;
  const rij = await tx.een<{ gepland: string | null; uiterlijk: string | null }>(sql`
    SELECT (${nieuw.startdatum}::date + (gegevens->>'servicenorm')::interval)::date AS gepland,
      (${nieuw.startdatum}::date + (gegevens->>'doorlooptijd')::interval)::date AS uiterlijk
    FROM zaaktype WHERE uuid = ${nieuw.zaaktype}::uuid`);
  nieuw.einddatumGepland ??= binnenJaartelling(rij?.gepland);
  nieuw.uiterlijkeEinddatumAfdoening ??= binnenJaartelling(rij?.uiterlijk);
};
