import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { inToekomst } from './toekomst.ts';

/** A substatus stands under a status of its case, the newest one unless told (Open Zaak). */
export const hoortBijStatus: Regel = async ({ tx, nieuw, nu, fout }) => {
  nieuw.tijdstip ??= nu.toISOString();
  if (inToekomst(nieuw.tijdstip, nu)) fout('tijdstip', 'date-in-future', 'Het tijdstip ligt in de toekomst.');
  const status = await tx.een<{ uuid: string }>(sql`
    SELECT uuid FROM status WHERE zaak = ${nieuw.zaak}::uuid AND (${nieuw.status ?? null}::uuid IS NULL OR uuid = ${nieuw.status ?? null}::uuid)
    ORDER BY datum DESC LIMIT 1`);
  if (status) nieuw.status = status.uuid;
  else if (nieuw.status)
    fout('nonFieldErrors', 'zaak-status-mismatch', 'Deze status hoort niet bij de zaak.');
  else fout('status', 'invalid', 'De zaak heeft nog geen status om een substatus bij te zetten.');
};
