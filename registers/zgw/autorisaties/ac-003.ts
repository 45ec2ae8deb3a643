import type { Regel } from '../../kader/regel.ts';
import type { Waarden } from '../../kader/vraagbaak.ts';

/** Fields that an autorisatie needs per component, as soon as it holds a scope with this start. */
const vereist: Record<string, { scope: string; velden: string[] }> = {
  zrc: { scope: 'zaken.', velden: ['zaaktype', 'maxVertrouwelijkheidaanduiding'] },
  drc: { scope: 'documenten.', velden: ['informatieobjecttype', 'maxVertrouwelijkheidaanduiding'] },
  brc: { scope: 'besluiten.', velden: ['besluittype'] },
};

/** ac-003: required fields per component. */
export const ac003: Regel = ({ nieuw, fout }) => {
  for (const [index, autorisatie] of (nieuw.autorisaties as Waarden[]).entries()) {
    const eis = vereist[autorisatie.component as string];
    if (!eis || !(autorisatie.scopes as string[]).some((scope) => scope.startsWith(eis.scope))) continue;
    for (const veld of eis.velden)
      if (!autorisatie[veld]) fout(`autorisaties.${index}.${veld}`, 'required', 'Dit veld is vereist.');
  }
};
