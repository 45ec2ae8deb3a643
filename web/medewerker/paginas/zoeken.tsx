import {
  Button,
  FormField,
  FormFieldDescription,
  FormFieldErrorMessage,
  FormLabel,
  Textbox,
} from '@utrecht/component-library-react';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Zoekresultaat } from '../../../api/medewerker/contract.ts';
import { Apifout } from '../gegevens/api.ts';
import { showDag } from '../gegevens/tijd.ts';
import { useZoek } from '../gegevens/vragen.ts';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Leeg, Storing } from '../onderdelen/stand.tsx';

/** Find a verzoek or conversation by the number that the klant reads out. */
export function Zoekpagina(): ReactNode {
  const [query, setQuery] = useSearchParams();
  const kenmerk = query.get('kenmerk') ?? '';
  const zoek = useZoek(kenmerk);
  const field = useRef<HTMLInputElement>(null);
  const wrong = zoek.error instanceof Apifout && zoek.error.status === 400 ? zoek.error : undefined;
  useEffect(() => {
    if (wrong) field.current?.focus();
  }, [wrong]);
  const search = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setQuery({ kenmerk: field.current?.value.trim() ?? '' });
  };
  return (
    <>
      <Paginatitel titel="Zoeken" />
      <form onSubmit={search} className="mw-zoek">
        <FormField type="text" invalid={wrong !== undefined}>
          <FormLabel htmlFor="kenmerk">Kenmerk</FormLabel>
          <FormFieldDescription id="kenmerk-hulp">
            Vraag de klant naar het nummer uit ons bericht, zoals S-K7M3-9QXT-4.
          </FormFieldDescription>
          {wrong ? (
            <FormFieldErrorMessage id="kenmerk-fout">
              {wrong.invalidParams[0]?.reason ?? wrong.detail}
            </FormFieldErrorMessage>
          ) : null}
          <Textbox
            key={kenmerk}
            id="kenmerk"
            ref={field}
            defaultValue={kenmerk}
            invalid={wrong !== undefined}
            aria-describedby={wrong ? 'kenmerk-hulp kenmerk-fout' : 'kenmerk-hulp'}
            autoComplete="off"
            maxLength={60}
          />
        </FormField>
        <Button type="submit" appearance="primary-action-button">
          Zoek
        </Button>
      </form>
      {kenmerk && zoek.isPending ? <Laden wat="het verzoek" /> : null}
      {zoek.isError && !wrong ? <Storing fout={zoek.error} opnieuw={() => void zoek.refetch()} /> : null}
      {zoek.data ? <Resultaten resultaat={zoek.data} /> : null}
    </>
  );
}

function Resultaten({ resultaat: { resultaten } }: { resultaat: Zoekresultaat }): ReactNode {
  if (resultaten.length === 0)
    return (
      <div role="status">
        <Leeg titel="Niets gevonden">Dit kenmerk kennen wij niet. Klopt het nummer?</Leeg>
      </div>
    );
  return (
    <section aria-labelledby="gevonden">
      <h2 id="gevonden" className="utrecht-heading-2">
        Gevonden
      </h2>
      <ul className="mw-lijst">
        {resultaten.map((gevonden) => (
          <li className="mw-rij mw-rij--kort" key={gevonden.kenmerk}>
            <Link className="mw-rij__link" to={`/verzoeken/${gevonden.kenmerk}`}>
              {'gesprek' in gevonden ? 'Gesprek' : gevonden.dienst}{' '}
              <span className="mw-code">{gevonden.kenmerk}</span>
            </Link>
            <span>
              {'gesprek' in gevonden
                ? 'Alle berichten van dit gesprek'
                : `${gevonden.status} · ontvangen ${showDag(gevonden.registratiedatum)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
