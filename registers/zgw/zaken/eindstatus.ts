import type { Regel } from '../../kader/regel.ts';
import { isEindstatus } from './statussen.ts';

/** Acts that go on with a case do not close it (Open Zaak). */
export const geenEindstatus: Regel = async ({ tx, nieuw, fout }) => {
  if (await isEindstatus(tx, nieuw.statustype))
    fout('nonFieldErrors', 'eindstatus-not-allowed', 'Met deze handeling kan een zaak niet gesloten worden.');
};

/** The act that closes a case sets an end status (Open Zaak). */
export const eindstatusNodig: Regel = async ({ tx, nieuw, fout }) => {
  if (!(await isEindstatus(tx, nieuw.statustype)))
    fout('nonFieldErrors', 'eindstatus-required', 'De status moet een eindstatus zijn.');
};
