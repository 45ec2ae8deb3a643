import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/**
 * What belongs to one version of a zaaktype begins with it; a client that says when, says the same (historiemodel). It
 * ends with it too, whatever a client says, but nothing ends before it began.
 */
export const geldigAlsZaaktype: Regel = async ({ tx, nieuw, gegeven, fout }) => {
  const [begin, einde] = ['beginGeldigheid', 'eindeGeldigheid'].map((veld) =>
    gegeven.has(veld) ? (nieuw[veld] as string | null) : null,
  );
  if (!begin && !einde) return;
  const zaaktype = await tx.een<{ begin: string }>(
    sql`SELECT begin_geldigheid AS begin FROM zaaktype WHERE uuid = ${nieuw.zaaktype}::uuid`,
  );
  if (!zaaktype) return;
  if (begin && zaaktype.begin !== begin)
    fout('beginGeldigheid', 'invalid', 'beginGeldigheid is die van het zaaktype.');
  if (einde && einde < (begin ?? zaaktype.begin))
    fout('nonFieldErrors', 'date-mismatch', 'eindeGeldigheid ligt voor beginGeldigheid.');
};
