import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { vraagAchterSlot } from '../../kader/slot.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import type { Typetabel } from './types.ts';

/** Field, and column, by which versions of one type are recognised. */
export const naamkolom = {
  zaaktype: 'identificatie',
  besluittype: 'omschrijving',
  informatieobjecttype: 'omschrijving',
} as const;

/** A version that is published, or is about to be. */
export interface Versie {
  uuid: string;
  catalogus: string;
  naam: string;
  van: string;
  tot: string | null;
}

/** True when another published version with this name is valid on a day of this period. */
export async function overlapt(tx: Vraagbaak, tabel: Typetabel, versie: Versie): Promise<boolean> {
  const { uuid, catalogus, naam, van, tot } = versie;
  // Ended before it began: it is valid on no day.
  if (tot !== null && tot < van) return false;
  // Of two versions that come into force at once the second waits, and then sees the first.
  const ander = await vraagAchterSlot(
    tx,
    `${tabel}:${catalogus}:${naam}`,
    sql`
      SELECT 1 FROM ${sql.table(tabel)}
      WHERE uuid <> ${uuid}::uuid AND NOT concept AND catalogus = ${catalogus}::uuid AND ${sql.ref(naamkolom[tabel])} = ${naam}
        AND begin_geldigheid <= coalesce(einde_geldigheid, 'infinity')
        AND begin_geldigheid <= coalesce(${tot}::date, 'infinity') AND coalesce(einde_geldigheid, 'infinity') >= ${van}::date
      LIMIT 1`,
  );
  return ander !== undefined;
}

/** What the complaint says. */
export const overlapReden = 'Een andere gepubliceerde versie is in deze periode al geldig.';

/**
 * beginGeldigheid does not come after eindeGeldigheid. A version that never came into force may be ended before it began,
 * which clients do by changing eindeGeldigheid alone.
 */
export const periodeKlopt: Regel = ({ nieuw, gegeven, fout }) => {
  if (!gegeven.has('beginGeldigheid')) return;
  if (typeof nieuw.eindeGeldigheid === 'string' && nieuw.eindeGeldigheid < (nieuw.beginGeldigheid as string))
    fout('eindeGeldigheid', 'invalid', 'eindeGeldigheid ligt voor beginGeldigheid.');
};

/**
 * ztc-016 for a published version whose period or name changes. Its text speaks of zaaktypen, the historiemodel also of
 * besluittypen, and Open Zaak refuses all three.
 */
export function ztc016(tabel: Typetabel): Regel {
  const naam = naamkolom[tabel];
  const bepalend = ['catalogus', naam, 'beginGeldigheid', 'eindeGeldigheid'];
  return async ({ tx, oud, nieuw, gegeven, uuid, fout }) => {
    if (oud?.concept !== false || bepalend.every((veld) => oud[veld] === nieuw[veld])) return;
    const versie = {
      uuid,
      catalogus: nieuw.catalogus as string,
      naam: nieuw[naam] as string,
      van: nieuw.beginGeldigheid as string,
      tot: nieuw.eindeGeldigheid as string | null,
    };
    if (!(await overlapt(tx, tabel, versie))) return;
    const alleenEinde = gegeven.size === 1 && gegeven.has('eindeGeldigheid');
    fout(alleenEinde ? 'eindeGeldigheid' : 'beginGeldigheid', 'overlap', overlapReden);
  };
}
