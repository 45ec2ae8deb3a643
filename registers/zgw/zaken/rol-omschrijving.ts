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

/** A case has one initiator and one zaakcoordinator (RGBZ, Rolomschrijving generiek; Open Zaak). */
export const rolIsEnig: Regel = async ({ tx, nieuw, oud, uuid, fout }) => {
  const soort = nieuw.omschrijvingGeneriek;
  if (soort !== 'initiator' && soort !== 'zaakcoordinator') return;
  if (oud?.zaak === nieuw.zaak && oud?.omschrijvingGeneriek === soort) return;
  // Behind the lock of zaakVanDezeIsOpen: of two at once the second sees the first.
  const ander = await tx.een(
    sql`SELECT 1 FROM rol WHERE zaak = ${nieuw.zaak}::uuid AND omschrijving_generiek = ${soort} AND uuid <> ${uuid}::uuid`,
  );
  if (ander) fout('roltype', 'max-occurences', `De zaak heeft al een ${soort}.`);
};
