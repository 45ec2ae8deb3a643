import type { Regel } from '../../kader/regel.ts';
import { zaakBestaat } from './bestaat.ts';

/** zrc-011: every related case exists. */
export const zrc011: Regel = async (wijziging) => {
  const { nieuw, gegeven, fout } = wijziging;
  if (!gegeven.has('relevanteAndereZaken')) return;
  for (const [index, { url }] of (nieuw.relevanteAndereZaken as { url: string }[]).entries())
    if (!(await zaakBestaat(wijziging, url)))
      fout(`relevanteAndereZaken.${index}.url`, 'bad-url', 'Deze zaak bestaat niet.');
};
