import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** Dates of the API have years of four digits. */
const binnenJaartelling = (dag: string | null | undefined): string | null =>
  dag && dag <= '9999-12-31' && dag.length === 10 ? dag : null;

/**
 * A new case gets its dates from the terms of its zaaktype, where the client gave none. A term of nothing (`P0D`, which
 * Open Zaak keeps where none was filled in) is no term. As Open Zaak has it.
 */
export const termijnenVanZaaktype: Regel = async ({ tx, actie, nieuw }) => {
  if (actie !== 'create' || (nieuw.einddatumGepland && nieuw.uiterlijkeEinddatumAfdoening)) return;
  const rij = await tx.een<{ gepland: string | null; uiterlijk: string | null }>(sql`
    SELECT (${nieuw.startdatum}::date + nullif((gegevens->>'servicenorm')::interval, '0'))::date AS gepland,
      (${nieuw.startdatum}::date + nullif((gegevens->>'doorlooptijd')::interval, '0'))::date AS uiterlijk
    FROM zaaktype WHERE uuid = ${nieuw.zaaktype}::uuid`);
  nieuw.einddatumGepland ??= binnenJaartelling(rij?.gepland);
  nieuw.uiterlijkeEinddatumAfdoening ??= binnenJaartelling(rij?.uiterlijk);
};
