import type { Regel } from '../../kader/regel.ts';

/** drc-005: a received document is not being worked on. */
export const drc005: Regel = ({ nieuw, fout }) => {
  if (nieuw.ontvangstdatum && ['in_bewerking', 'ter_vaststelling'].includes(nieuw.status as string))
    fout('status', 'invalid_for_received', 'Een ontvangen document kan deze status niet hebben.');
};
