import type { Regel } from '../../kader/regel.ts';

const lengten: Record<string, string> = { datum: '8', datum_tijd: '14' };

/** ztc-015: a date is 8 characters long, a moment 14. */
export const ztc015: Regel = ({ nieuw, fout }) => {
  const { formaat, lengte } = nieuw.specificatie as { formaat: string; lengte: string };
  const moet = lengten[formaat];
  if (moet && lengte !== moet)
    fout('specificatie.lengte', 'invalid', `Bij formaat ${formaat} is de lengte ${moet}.`);
};
