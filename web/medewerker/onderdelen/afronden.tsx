import { Alert, Button, UnorderedList, UnorderedListItem } from '@utrecht/component-library-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { WerkDetail } from '../../../api/medewerker/contract.ts';
import type { Antwoorden, Vraag } from '../../../domein/vraag.ts';
import { Apifout } from '../gegevens/api.ts';
import { useHandeling, useKeepTyped } from '../gegevens/handelingen.ts';
import { Melding } from './melding.tsx';
import { Vraagveld, veldId } from './vraagveld.tsx';

const samenvatting: Vraag = {
  naam: 'samenvatting',
  soort: 'lange-tekst',
  vraag: 'Samenvatting',
  hulp: 'Alleen voor collega’s. De klant leest dit niet.',
  verplicht: false,
};

/** As `isVisible` of domein, without zod in the browser (half the script); the server checks with that one. */
const isAsked = ({ als }: Vraag, antwoorden: Antwoorden): boolean =>
  !als || als.is.includes(antwoorden[als.veld] as string | boolean);

/** The form of the task, made from its questions; work without a form may get a summary. */
export function Afronden({ detail: { werk, vragen } }: { detail: WerkDetail }): ReactNode {
  const [antwoorden, setAntwoorden] = useState<Antwoorden>({});
  const afronden = useHandeling(werk.id, 'afronden');
  useKeepTyped(Object.keys(antwoorden).length > 0 && !afronden.isSuccess);
  const asked = (vragen.length > 0 ? vragen : [samenvatting]).filter((vraag) => isAsked(vraag, antwoorden));
  const fouten = fieldErrors(afronden.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = asked.flatMap(({ naam }) => {
      const value = antwoorden[naam];
      return value === undefined || value === '' ? [] : [[naam, value] as const];
    });
    afronden.mutate({ resultaat: Object.fromEntries(given) });
  };
  return (
    <section className="mw-kaart mw-kaart--doen" aria-labelledby="kaart-afronden">
      <h2 id="kaart-afronden">{vragen.length > 0 ? werk.titel : 'Afsluiten'}</h2>
      <Foutlijst fouten={fouten} vragen={asked} />
      {fouten.size === 0 ? <Melding fout={afronden.error} /> : null}
      <form onSubmit={submit} noValidate>
        {asked.map((vraag) => (
          <Vraagveld
            key={vraag.naam}
            vraag={vraag}
            fout={fouten.get(vraag.naam)}
            waarde={antwoorden[vraag.naam]}
            onChange={(waarde) => setAntwoorden((before) => ({ ...before, [vraag.naam]: waarde }))}
          />
        ))}
        <Button type="submit" appearance="primary-action-button" disabled={afronden.isPending}>
          {werk.soort === 'gesprek' ? 'Sluit het gesprek af' : 'Rond af'}
        </Button>
      </form>
    </section>
  );
}

function fieldErrors(error: unknown): Map<string, string> {
  if (!(error instanceof Apifout)) return new Map();
  return new Map(error.invalidParams.map(({ name, reason }) => [name.replace(/^resultaat\./, ''), reason]));
}

/** All errors at once, each a link to its field; takes the focus so that nobody misses it. */
function Foutlijst({ fouten, vragen }: { fouten: Map<string, string>; vragen: Vraag[] }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const key = [...fouten.keys()].join();
  useEffect(() => {
    if (key) box.current?.focus();
  }, [key]);
  if (fouten.size === 0) return null;
  return (
    <Alert type="error" role="alert" tabIndex={-1} ref={box} className="mw-foutlijst">
      <p>
        <strong>Nog niet alles is goed ingevuld</strong>
      </p>
      <UnorderedList>
        {vragen
          .filter(({ naam }) => fouten.has(naam))
          .map(({ naam, vraag }) => (
            <UnorderedListItem key={naam}>
              <a className="utrecht-link" href={`#${veldId(naam)}`}>{`${vraag} ${fouten.get(naam)}`}</a>
            </UnorderedListItem>
          ))}
      </UnorderedList>
    </Alert>
  );
}
