import { FormField, FormLabel } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { type BewaardBestand, formatGrootte, idOf, maximaBestanden, veldnamen } from './formulierstand.ts';
import { beschrijf, Labeltekst, type Veldeigenschappen } from './veld.tsx';

/** Files. What was uploaded before stays as a signed reference, and can be taken away without JavaScript. */
export function Bestandenveld(
  velden: Veldeigenschappen & { bestanden: readonly BewaardBestand[] },
): ReactNode {
  const { naam, label, verplicht, fout, bestanden } = velden;
  const { describedBy, boven } = beschrijf({
    ...velden,
    hulp: velden.hulp ?? `Hoogstens ${maximaBestanden.aantal} bestanden van ${formatMaximum()} elk.`,
  });
  return (
    <FormField invalid={fout !== undefined} className="veld">
      <FormLabel htmlFor={idOf(naam)}>
        <Labeltekst label={label} verplicht={verplicht} />
      </FormLabel>
      {boven}
      {bestanden.length > 0 ? <Bewaard naam={naam} bestanden={bestanden} /> : null}
      <input
        className="veld__bestanden"
        id={idOf(naam)}
        name={naam}
        type="file"
        multiple
        aria-describedby={describedBy}
        aria-invalid={fout !== undefined || undefined}
        data-aantal={maximaBestanden.aantal}
        data-grootte={maximaBestanden.grootte}
      />
    </FormField>
  );
}

const formatMaximum = (): string => `${maximaBestanden.grootte / (1024 * 1024)} MB`;

function Bewaard({ naam, bestanden }: { naam: string; bestanden: readonly BewaardBestand[] }): ReactNode {
  return (
    <fieldset className="veld__bewaard">
      <legend>Deze bestanden hebben wij al</legend>
      <ul>
        {bestanden.map(({ ref, token }, index) => {
          const id = `${idOf(naam)}-verwijder-${index}`;
          return (
            <li key={token}>
              <input type="hidden" name={veldnamen.bewaard(naam)} value={token} />
              <span className="veld__bestandsnaam">
                {ref.naam} ({formatGrootte(ref.grootte)})
              </span>
              <span className="veld__verwijder">
                <input
                  type="checkbox"
                  className="utrecht-checkbox utrecht-checkbox--html-input"
                  id={id}
                  name={veldnamen.verwijder(naam)}
                  value={token}
                />
                <label htmlFor={id}>
                  Verwijderen<span className="site-onzichtbaar"> van {ref.naam}</span>
                </label>
              </span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
