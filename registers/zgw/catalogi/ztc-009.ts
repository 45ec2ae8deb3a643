import type { Regel, Wijziging } from '../../kader/regel.ts';

/** Scopes for a correction of what is published. */
const corrigeert = (wijziging: Wijziging): boolean =>
  wijziging.heeftScope(
    wijziging.actie === 'destroy' ? 'catalogi.geforceerd-verwijderen' : 'catalogi.geforceerd-schrijven',
  );

const alleenEinde = ({ actie, gegeven }: Wijziging): boolean =>
  actie === 'partial_update' && [...gegeven].every((naam) => naam === 'eindeGeldigheid');

/** ztc-009: of a published type only eindeGeldigheid changes, but for a correction. */
export const ztc009: Regel = (wijziging) => {
  if (wijziging.oud?.concept !== false || alleenEinde(wijziging) || corrigeert(wijziging)) return;
  wijziging.fout(
    'nonFieldErrors',
    'non-concept-object',
    'Dit type is gepubliceerd; alleen eindeGeldigheid kan nog wijzigen.',
  );
};

export { alleenEinde, corrigeert };
