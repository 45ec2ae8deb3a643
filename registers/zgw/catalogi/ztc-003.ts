import type { Regel } from '../../kader/regel.ts';

/** Procestermijn of the selectielijst, and the only afleidingswijze that goes with it. */
const vereist: Record<string, string> = {
  nihil: 'afgehandeld',
  ingeschatte_bestaansduur_procesobject: 'termijn',
};

/** ztc-003: the afleidingswijze fits the procestermijn of the selectielijstklasse. */
export const ztc003: Regel = ({ nieuw, fout }) => {
  const procedure = nieuw.brondatumArchiefprocedure as { afleidingswijze: string } | null;
  const moet = vereist[nieuw.selectielijstProcestermijn as string];
  if (procedure && moet && procedure.afleidingswijze !== moet)
    fout(
      'nonFieldErrors',
      'invalid-afleidingswijze-for-procestermijn',
      `Bij deze selectielijstklasse hoort afleidingswijze ${moet}.`,
    );
};
