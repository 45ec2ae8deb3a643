import type { Regel } from '../../kader/regel.ts';

const groep = 'brondatumArchiefprocedure';
type Procedure = Record<string, unknown> & { afleidingswijze: string };

/** A rule that one field of the group must have a value in some ways of derivation, and none in the others. */
function velderegel(
  veld: string,
  verplichtBij: readonly string[],
  leegBij: (wijze: string) => boolean,
): Regel {
  return ({ nieuw, fout }) => {
    const procedure = nieuw[groep] as Procedure | null;
    if (!procedure) return;
    const { afleidingswijze } = procedure;
    const leeg =
      procedure[veld] === undefined ||
      procedure[veld] === null ||
      procedure[veld] === '' ||
      procedure[veld] === false;
    if (leeg && verplichtBij.includes(afleidingswijze))
      fout(`${groep}.${veld}`, 'required', `Dit veld is vereist bij afleidingswijze ${afleidingswijze}.`);
    if (!leeg && leegBij(afleidingswijze))
      fout(
        `${groep}.${veld}`,
        'must-be-empty',
        `Dit veld moet leeg zijn bij afleidingswijze ${afleidingswijze}.`,
      );
  };
}

/**
 * How the start of the term is found must be told of what will be destroyed; what is kept for ever starts at the end of the
 * case (ImZTC; as Open Zaak has it).
 */
export const procedureBekend: Regel = ({ actie, nieuw, gegeven, fout }) => {
  if (nieuw[groep] !== null || (actie === 'partial_update' && !gegeven.has(groep))) return;
  if (nieuw.archiefnominatie === 'blijvend_bewaren')
    nieuw[groep] = { ...leeg, afleidingswijze: 'afgehandeld' };
  else fout(groep, 'required', 'Dit veld is vereist, tenzij archiefnominatie blijvend_bewaren is.');
};

const leeg = {
  datumkenmerk: '',
  einddatumBekend: false,
  objecttype: '',
  registratie: '',
  procestermijn: null,
};

const alleenBij = (veld: string, ...wijzen: string[]): Regel =>
  velderegel(veld, wijzen, (wijze) => !wijzen.includes(wijze));

/** ztc-004 */
export const ztc004 = alleenBij('datumkenmerk', 'eigenschap', 'zaakobject', 'ander_datumkenmerk');
/** ztc-005 */
export const ztc005 = velderegel('einddatumBekend', [], (wijze) =>
  ['afgehandeld', 'termijn'].includes(wijze),
);
/** ztc-006 */
export const ztc006 = alleenBij('objecttype', 'zaakobject', 'ander_datumkenmerk');
/** ztc-007 */
export const ztc007 = alleenBij('registratie', 'ander_datumkenmerk');
/** ztc-008 */
export const ztc008 = alleenBij('procestermijn', 'termijn');
