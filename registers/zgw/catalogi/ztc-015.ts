import type { Regel } from '../../kader/regel.ts';

interface Specificatie {
  formaat: 'tekst' | 'getal' | 'datum' | 'datum_tijd';
  lengte: string;
}

/** ztc-015: a date is 8 characters long, a moment 14. The others as Open Zaak has them: up to 255, and 5 or 5,2 digits. */
const lengten: Record<Specificatie['formaat'], { vorm: RegExp; eis: string }> = {
  tekst: { vorm: /^(?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5])$/, eis: 'een getal van 0 tot en met 255' },
  getal: { vorm: /^\d+(?:[.,]\d+)?$/, eis: 'een getal, met de decimalen achter een komma' },
  datum: { vorm: /^8$/, eis: '8' },
  datum_tijd: { vorm: /^14$/, eis: '14' },
};

export const ztc015: Regel = ({ nieuw, gegeven, fout }) => {
  if (!gegeven.has('specificatie')) return;
  const { formaat, lengte } = nieuw.specificatie as Specificatie;
  const { vorm, eis } = lengten[formaat];
  if (!vorm.test(lengte))
    fout('specificatie.lengte', 'invalid', `Bij formaat ${formaat} is de lengte ${eis}.`);
};
