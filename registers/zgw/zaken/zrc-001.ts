import type { Regel } from '../../kader/regel.ts';
import { leesType } from '../catalogi/types.ts';

/** zrc-001: the zaaktype is published; its existence and shape follow from the reference. */
export const zrc001: Regel = async ({ tx, oud, nieuw, fout }) => {
  if (oud?.zaaktype === nieuw.zaaktype) return;
  const zaaktype = await leesType(tx, 'zaaktype', nieuw.zaaktype);
  if (zaaktype?.concept) fout('zaaktype', 'not-published', 'Het zaaktype is nog een concept.');
};
