import type { Regel } from '../../kader/regel.ts';

/** zrc-014: where nothing is to be paid, nothing was paid last. */
export const zrc014: Regel = ({ nieuw, gegeven, fout }) => {
  if (nieuw.betalingsindicatie !== 'nvt' || !nieuw.laatsteBetaaldatum) return;
  if (gegeven.has('laatsteBetaaldatum'))
    fout('laatsteBetaaldatum', 'betaling-nvt', 'Bij betalingsindicatie nvt hoort geen laatsteBetaaldatum.');
  else nieuw.laatsteBetaaldatum = null;
};
