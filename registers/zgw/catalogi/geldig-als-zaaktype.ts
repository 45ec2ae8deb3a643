import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** What belongs to one version of a zaaktype begins with it; a client that says when, says the same (historiemodel). */
export const geldigAlsZaaktype: Regel = async ({ tx, nieuw, gegeven, fout }) => {
  if (!gegeven.has('beginGeldigheid') || !nieuw.beginGeldigheid) return;
  const zaaktype = await tx.een<{ begin: string }>(
    sql`SELECT begin_geldigheid AS begin FROM zaaktype WHERE uuid = ${nieuw.zaaktype}::uuid`,
  );
  if (zaaktype && zaaktype.begin !== nieuw.beginGeldigheid)
    fout('beginGeldigheid', 'invalid', 'beginGeldigheid is die van het zaaktype.');
};
