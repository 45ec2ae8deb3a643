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

/** A relation of the kind overig says which (Open Zaak). */
export const overigeRelatieGenoemd: Regel = ({ nieuw, gegeven, fout }) => {
  if (!gegeven.has('relevanteAndereZaken')) return;
  const relaties = nieuw.relevanteAndereZaken as { aardRelatie: string; overigeRelatie: string }[];
  for (const [index, { aardRelatie, overigeRelatie }] of relaties.entries())
    if (aardRelatie === 'overig' && !overigeRelatie)
      fout(
        `relevanteAndereZaken.${index}.overigeRelatie`,
        'overigerelatie-required',
        'Bij aardRelatie overig hoort een overigeRelatie.',
      );
};
