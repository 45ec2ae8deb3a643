import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** Column by which versions of one type are recognised. */
export const naamkolom = {
  zaaktype: 'identificatie',
  besluittype: 'omschrijving',
  informatieobjecttype: 'omschrijving',
} as const;

/** True when another published version with this name is valid on a day of this period. */
export async function overlapt(
  tx: Vraagbaak,
  tabel: keyof typeof naamkolom,
  uuid: string,
  van: string,
  tot: string | null,
): Promise<boolean> {
  const naam = naamkolom[tabel];
  const ander = await tx.een(sql`
    SELECT 1 FROM ${sql.table(tabel)} a JOIN ${sql.table(tabel)} e ON e.uuid = ${uuid}::uuid
    WHERE a.uuid <> e.uuid AND NOT a.concept AND a.catalogus = e.catalogus AND ${sql.ref(`a.${naam}`)} = ${sql.ref(`e.${naam}`)}
      AND daterange(a.begin_geldigheid, a.einde_geldigheid, '[]') && daterange(${van}::date, ${tot}::date, '[]') LIMIT 1`);
  return ander !== undefined;
}

/**
 * beginGeldigheid does not come after eindeGeldigheid. A version that never came into force may be ended before it began,
 * which clients do by changing eindeGeldigheid alone.
 */
export const periodeKlopt: Regel = ({ nieuw, gegeven, fout }) => {
  if (!gegeven.has('beginGeldigheid')) return;
  if (typeof nieuw.eindeGeldigheid === 'string' && nieuw.eindeGeldigheid < (nieuw.beginGeldigheid as string))
    fout('eindeGeldigheid', 'invalid', 'eindeGeldigheid ligt voor beginGeldigheid.');
};

/** ztc-016 for a published zaaktype whose period changes. */
export const ztc016: Regel = async ({ tx, oud, nieuw, uuid, fout }) => {
  if (oud?.concept !== false) return;
  if (
    await overlapt(
      tx,
      'zaaktype',
      uuid,
      nieuw.beginGeldigheid as string,
      nieuw.eindeGeldigheid as string | null,
    )
  )
    fout('beginGeldigheid', 'overlap', 'Een andere gepubliceerde versie is in deze periode al geldig.');
};
