import type { Regel } from '../../kader/regel.ts';
import { leesType, leesTypen, type Typetabel } from './types.ts';

const klacht = [
  'nonFieldErrors',
  'relations-incorrect-catalogus',
  'De types horen niet tot dezelfde catalogus.',
] as const;

/** Relations stay within one catalogus. */
export function zelfdeCatalogus(velden: Record<string, Typetabel>): Regel {
  return async ({ tx, nieuw, fout }) => {
    for (const [veld, tabel] of Object.entries(velden)) {
      const typen = await leesTypen(tx, tabel, nieuw[veld]);
      if (typen.some((type) => type.catalogus !== nieuw.catalogus)) return fout(...klacht);
    }
  };
}

/** Zaaktype and informatieobjecttype of one relation stand in one catalogus. */
export const zelfdeCatalogusAlsZaaktype: Regel = async ({ tx, nieuw, fout }) => {
  const [zaaktype, informatieobjecttype] = await Promise.all([
    leesType(tx, 'zaaktype', nieuw.zaaktype),
    leesType(tx, 'informatieobjecttype', nieuw.informatieobjecttype),
  ]);
  if (zaaktype && informatieobjecttype && zaaktype.catalogus !== informatieobjecttype.catalogus)
    fout(...klacht);
};
