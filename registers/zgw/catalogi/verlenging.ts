import type { Regel } from '../../kader/regel.ts';

/** Who may extend says for how long (as Open Zaak has it). */
export const verlengingCompleet: Regel = ({ nieuw, gegeven, fout }) => {
  if (!gegeven.has('verlengingMogelijk') && !gegeven.has('verlengingstermijn')) return;
  if (nieuw.verlengingMogelijk === true && !nieuw.verlengingstermijn)
    fout(
      'nonFieldErrors',
      'verlenging-mismatch',
      'Als verlenging mogelijk is, moet er een verlengingstermijn zijn.',
    );
};
