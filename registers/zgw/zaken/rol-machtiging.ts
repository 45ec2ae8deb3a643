import type { Regel } from '../../kader/regel.ts';

/** The period in which a rol is played does not end before it begins (Open Zaak). */
export const rolPeriodeKlopt: Regel = ({ nieuw, fout }) => {
  const { beginGeldigheid, eindeGeldigheid } = nieuw as Record<string, string | null>;
  if (beginGeldigheid && eindeGeldigheid && eindeGeldigheid < beginGeldigheid)
    fout(
      'eindeGeldigheid',
      'einde-geldigheid-before-begin-geldigheid',
      'eindeGeldigheid ligt voor beginGeldigheid.',
    );
};

/** Who acts for somebody else is the gemachtigde (Open Zaak). */
export const machtigingKlopt: Regel = ({ nieuw, fout }) => {
  const context = nieuw.authenticatieContext as { representee?: unknown } | null;
  if (context?.representee && nieuw.indicatieMachtiging !== 'gemachtigde')
    fout(
      'nonFieldErrors',
      'indicatie-machtiging-invalid',
      'Bij een vertegenwoordigde is indicatieMachtiging gemachtigde.',
    );
};
