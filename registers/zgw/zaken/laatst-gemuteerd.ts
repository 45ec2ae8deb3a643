import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** A case shows when it last changed in a way that matters to its initiator; that it was looked at is no change (Open Zaak). */
export const zaakGewijzigd: Regel = ({ oud, nieuw, gegeven, nu }) => {
  const alleenGezien = oud && [...gegeven].every((naam) => naam === 'laatstGeopend');
  if (!alleenGezien) nieuw.laatstGemuteerd = nu.toISOString();
};

/** So does a change of what hangs on it. */
export const zaakGemuteerd: Regel = async ({ tx, oud, nieuw, nu }) => {
  const zaken = [...new Set([oud?.zaak, nieuw.zaak])].filter((zaak) => typeof zaak === 'string').sort();
  if (zaken.length > 0)
    await tx.doe(sql`UPDATE zaak SET laatst_gemuteerd = ${nu} WHERE uuid = ANY(${zaken}::uuid[])`);
};
