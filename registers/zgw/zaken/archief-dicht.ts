import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** What hangs on a case that has been archived no longer changes ("als geheel niet-wijzigbaar bewaarbaar gemaakt"). */
export const nietGearchiveerd: Regel = async ({ tx, nieuw, fout }) => {
  const dicht = await tx.een(
    sql`SELECT 1 FROM zaak WHERE uuid = ${nieuw.zaak}::uuid AND archiefstatus <> 'nog_te_archiveren'`,
  );
  if (dicht)
    fout(
      'nonFieldErrors',
      'zaak-archiefstatus-invalid',
      'De zaak is gearchiveerd; dit kan alleen bij archiefstatus nog_te_archiveren.',
    );
};
