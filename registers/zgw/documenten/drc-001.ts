import type { Regel } from '../../kader/regel.ts';
import { leesType } from '../catalogi/types.ts';

/** drc-001: the informatieobjecttype is published. */
export const drc001: Regel = async ({ tx, oud, nieuw, fout }) => {
  if (oud?.informatieobjecttype === nieuw.informatieobjecttype) return;
  const type = await leesType(tx, 'informatieobjecttype', nieuw.informatieobjecttype);
  if (type?.concept)
    fout('informatieobjecttype', 'not-published', 'Het informatieobjecttype is nog een concept.');
};
