import type { Regel } from '../../kader/regel.ts';

/** Procestermijn of the selectielijst, and the only afleidingswijze that goes with it. */
const vereist: Record<string, string> = {
  nihil: 'afgehandeld',
  ingeschatte_bestaansduur_procesobject: 'termijn',
};

/**
 * ztc-003: the afleidingswijze fits the procestermijn of the selectielijstklasse. That no term but `nihil` ends with the
 * case, which Open Zaak refuses too, follows from what the others mean.
 */
export const ztc003: Regel = ({ nieuw, fout }) => {
  const procedure = nieuw.brondatumArchiefprocedure as { afleidingswijze: string } | null;
  const procestermijn = nieuw.selectielijstProcestermijn as string;
  const moet = vereist[procestermijn];
  if (procedure?.afleidingswijze === 'afgehandeld' && procestermijn && !moet)
    fout(
      'nonFieldErrors',
      'invalid-afleidingswijze-for-procestermijn',
      'Afleidingswijze afgehandeld past niet bij de procestermijn van deze selectielijstklasse.',
    );
  if (procedure && moet && procedure.afleidingswijze !== moet)
    fout(
      'nonFieldErrors',
      'invalid-afleidingswijze-for-procestermijn',
      `Bij deze selectielijstklasse hoort afleidingswijze ${moet}.`,
    );
};
