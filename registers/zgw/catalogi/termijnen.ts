import type { Regel } from '../../kader/regel.ts';

const isLeeg = (duur: unknown): boolean => typeof duur === 'string' && !/[1-9]/.test(duur);

/** Who may extend says for how long, and a servicenorm is longer than nothing (as Open Zaak has it). */
export const termijnenKloppen: Regel = ({ nieuw, gegeven, fout }) => {
  if (gegeven.has('servicenorm') && isLeeg(nieuw.servicenorm))
    fout('servicenorm', 'empty-duration', 'Een servicenorm duurt langer dan niets; zonder norm is hij null.');
  const overVerlenging = gegeven.has('verlengingMogelijk') || gegeven.has('verlengingstermijn');
  if (overVerlenging && nieuw.verlengingMogelijk === true && !nieuw.verlengingstermijn)
    fout(
      'nonFieldErrors',
      'verlenging-mismatch',
      'Als verlenging mogelijk is, moet er een verlengingstermijn zijn.',
    );
};
