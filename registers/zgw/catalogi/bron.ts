import type { Regel } from '../../kader/regel.ts';

const gevuld = (groep: unknown): boolean => Object.values(groep ?? {}).some((waarde) => waarde !== '');

/** What a zaaktype was taken from is a zaaktype in a catalogus: both are told, or neither (as Open Zaak has it). */
export const bronCompleet: Regel = ({ nieuw, fout }) => {
  if (gevuld(nieuw.broncatalogus) === gevuld(nieuw.bronzaaktype)) return;
  fout(
    'nonFieldErrors',
    'invalid-bronzaaktype-for-broncatalogus',
    'Geef broncatalogus en bronzaaktype allebei, of geen van beide.',
  );
};
