import type { Regel } from '../../kader/regel.ts';

/** ac-002: all rights, or rights one by one; never both, never none. */
export const ac002: Regel = ({ nieuw, fout }) => {
  const alles = nieuw.heeftAlleAutorisaties === true;
  const aantal = (nieuw.autorisaties as unknown[]).length;
  if (alles && aantal > 0)
    fout(
      'nonFieldErrors',
      'ambiguous-authorizations-specified',
      'Geef alle autorisaties, of een lijst, niet beide.',
    );
  if (!alles && aantal === 0)
    fout(
      'nonFieldErrors',
      'missing-authorizations',
      'Geef alle autorisaties, of ten minste één autorisatie.',
    );
};
