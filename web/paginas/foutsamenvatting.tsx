import { Alert, Heading2, UnorderedList, UnorderedListItem } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Veldfout } from '../../domein/vraag.ts';
import { idOf } from './formulierstand.ts';

/** All errors on top, each with a link to its field. The script moves the focus here. */
export function Foutsamenvatting({
  fouten,
  labels,
}: {
  fouten: readonly Veldfout[];
  labels: ReadonlyMap<string, string>;
}): ReactNode {
  if (fouten.length === 0) return null;
  return (
    <div id="fouten" tabIndex={-1} className="site-fouten">
      <Alert type="error">
        <Heading2>
          {fouten.length === 1 ? 'Er gaat iets niet goed' : `Er gaan ${fouten.length} dingen niet goed`}
        </Heading2>
        <UnorderedList>
          {fouten.map(({ veld, code, tekst }) => (
            <UnorderedListItem key={`${veld} ${code} ${tekst}`}>
              {labels.has(veld) ? (
                <a className="utrecht-link utrecht-link--html-a" href={`#${idOf(veld)}`}>
                  {labels.get(veld)?.replace(/(?<![?.!:])$/, ':')} {tekst}
                </a>
              ) : (
                tekst
              )}
            </UnorderedListItem>
          ))}
        </UnorderedList>
      </Alert>
    </div>
  );
}
