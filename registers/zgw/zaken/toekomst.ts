import type { Regel } from '../../kader/regel.ts';

/** Clocks of clients may run this far ahead, milliseconds. */
const speling = 60_000;

/** True for a moment that is still to come. */
export const inToekomst = (moment: unknown, nu: Date): boolean =>
  new Date(String(moment)).getTime() > nu.getTime() + speling;

/** What a client says has happened, has happened (Open Zaak). */
export const nietLater =
  (veld: string, code: string): Regel =>
  ({ nieuw, gegeven, nu, fout }) => {
    if (gegeven.has(veld) && nieuw[veld] && inToekomst(nieuw[veld], nu))
      fout(veld, code, 'Deze datum ligt in de toekomst.');
  };
