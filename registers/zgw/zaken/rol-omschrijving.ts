import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** A rol is called after its roltype, has one way to say who plays it, and is registered by us. */
export const rolVolgtRoltype: Regel = async ({ tx, actie, nieuw, nu, fout }) => {
  const roltype = await tx.een<{ omschrijving: string; omschrijving_generiek: string }>(
    sql`SELECT omschrijving, omschrijving_generiek FROM roltype WHERE uuid = ${nieuw.roltype}::uuid`,
  );
  nieuw.omschrijving = roltype?.omschrijving ?? '';
  nieuw.omschrijvingGeneriek = roltype?.omschrijving_generiek ?? '';
  if (actie === 'create') nieuw.registratiedatum = nu.toISOString();
  if (!nieuw.betrokkene && !nieuw.betrokkeneIdentificatie)
    fout('nonFieldErrors', 'invalid-betrokkene', 'Geef betrokkene of betrokkeneIdentificatie.');
};
