import {
  FormFieldErrorMessage,
  Table,
  TableBody,
  TableCaption,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Textbox,
} from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Archieflijst, Archiefregel } from '../../../api/medewerker/contract.ts';
import { showKlasse, showReden } from '../gegevens/archief.ts';
import { showDatum } from '../gegevens/tijd.ts';

interface Tabelvelden {
  regels: Archiefregel[];
  /** While somebody decides: reasons of what is taken off. */
  afgehaald?: ReadonlyMap<number, string>;
  onChange?: (afgehaald: ReadonlyMap<number, string>) => void;
  /** Somebody wanted to go on without these reasons. */
  mist?: ReadonlySet<number>;
  soort: Archieflijst['soort'];
}

const niets: ReadonlySet<number> = new Set();

/** Where the reason of a zaak is typed. */
export const redenId = (volgnummer: number): string => `reden-${volgnummer}`;

/** The zaken of a list; each can be taken off, with the reason. */
export function Archieftabel({ regels, afgehaald, onChange, mist = niets, soort }: Tabelvelden): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by itself, also for the keyboard (WCAG 2.1.1)
    <section className="mw-tabelvak" aria-label="Zaken op de lijst" tabIndex={0}>
      <Table>
        <TableCaption>Zaken op de lijst</TableCaption>
        <TableHeader>
          <TableRow>
            <TableHeaderCell scope="col">Zaak</TableHeaderCell>
            <TableHeaderCell scope="col">Zaaktype</TableHeaderCell>
            <TableHeaderCell scope="col">Resultaat</TableHeaderCell>
            <TableHeaderCell scope="col">Selectielijst</TableHeaderCell>
            <TableHeaderCell scope="col">
              {soort === 'vernietigen' ? 'Mag weg vanaf' : 'Naar het archief vanaf'}
            </TableHeaderCell>
            <TableHeaderCell scope="col">
              {onChange ? 'Van de lijst halen' : 'Wat is er gebeurd?'}
            </TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {regels.map((regel) => (
            <TableRow key={regel.volgnummer}>
              <TableCell>
                <span className="mw-code">{regel.identificatie}</span>
              </TableCell>
              <TableCell>{regel.zaaktype}</TableCell>
              <TableCell>{regel.resultaattype}</TableCell>
              <TableCell>{showKlasse(regel.klasse)}</TableCell>
              <TableCell>{showDatum(regel.archiefactiedatum)}</TableCell>
              <TableCell>
                {onChange && afgehaald ? (
                  <Afhalen
                    regel={regel}
                    afgehaald={afgehaald}
                    onChange={onChange}
                    mist={mist.has(regel.volgnummer)}
                  />
                ) : (
                  <Afloop regel={regel} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

const afloop: Record<Archiefregel['status'], string> = {
  voorgesteld: 'Nog niets',
  afgehaald: 'Van de lijst gehaald',
  uitgevoerd: '✓ Gedaan',
  overgeslagen: 'Overgeslagen',
};

function Afloop({ regel: { status, reden } }: { regel: Archiefregel }): ReactNode {
  return (
    <>
      {afloop[status]}
      {reden ? `: ${showReden(reden, status === 'afgehaald')}` : ''}
    </>
  );
}

type Afhaalvelden = Required<Pick<Tabelvelden, 'afgehaald' | 'onChange'>> & {
  regel: Archiefregel;
  mist: boolean;
};

function Afhalen({
  regel: { volgnummer, identificatie },
  afgehaald,
  onChange,
  mist,
}: Afhaalvelden): ReactNode {
  const reden = afgehaald.get(volgnummer);
  const fout = `reden-fout-${volgnummer}`;
  const leeg = mist && !reden?.trim();
  const zet = (nieuw: string | undefined): void => {
    const kopie = new Map(afgehaald);
    if (nieuw === undefined) kopie.delete(volgnummer);
    else kopie.set(volgnummer, nieuw);
    onChange(kopie);
  };
  return (
    <>
      <label className="mw-afhalen">
        <input
          type="checkbox"
          className="utrecht-checkbox utrecht-checkbox--html-input"
          checked={reden !== undefined}
          onChange={(event) => zet(event.target.checked ? '' : undefined)}
        />
        <span>
          Haal eraf<span className="mw-onzichtbaar"> {identificatie}</span>
        </span>
      </label>
      {leeg ? (
        <FormFieldErrorMessage id={fout} className="mw-afhalen__fout">
          Vul een reden in.
        </FormFieldErrorMessage>
      ) : null}
      {reden === undefined ? null : (
        <Textbox
          id={redenId(volgnummer)}
          aria-label={`Reden voor ${identificatie}`}
          placeholder="Waarom?"
          value={reden}
          invalid={leeg}
          aria-describedby={leeg ? fout : undefined}
          maxLength={500}
          onChange={(event) => zet(event.target.value)}
        />
      )}
    </>
  );
}
