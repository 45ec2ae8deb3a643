import type { Regel } from '../../kader/regel.ts';

const adressen = [
  'binnenlandsCorrespondentieadres',
  'buitenlandsCorrespondentieadres',
  'correspondentiePostadres',
  'faxnummer',
  'emailadres',
  'mijnOverheid',
  'telefoonnummer',
];

/** A verzending goes to one address (Documenten 1.2, "Verzending"); the code is Open Zaak's. */
export const eenAdres: Regel = ({ nieuw, fout }) => {
  const gevuld = adressen.filter((naam) => nieuw[naam]);
  if (gevuld.length !== 1)
    fout('nonFieldErrors', 'invalid-address', 'Een verzending heeft precies één adres.');
};
