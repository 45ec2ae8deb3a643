import {
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
import type { Archiefregel } from '../../../api/medewerker/contract.ts';
import { showKlasse, showReden } from '../gegevens/archief.ts';
import { showDatum } from '../gegevens/tijd.ts';

interface Tabelvelden {
  regels: Archiefregel[];
  /** While somebody decides: reasons of what is taken off. */
  afgehaald?: ReadonlyMap<number, string>;
  onChange?: (afgehaald: ReadonlyMap<number, string>) => void;
}

/** The zaken of a list; each can be taken off, with the reason. */
export function Archieftabel({ regels, afgehaald, onChange }: Tabelvelden): ReactNode {
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
            <TableHeaderCell scope="col">Mag weg vanaf</TableHeaderCell>
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
                  <Afhalen regel={regel} afgehaald={afgehaald} onChange={onChange} />
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
      {reden ? `: ${showReden(reden)}` : ''}
    </>
  );
}

type Afhaalvelden = Required<Omit<Tabelvelden, 'regels'>> & { regel: Archiefregel };

function Afhalen({ regel: { volgnummer, identificatie }, afgehaald, onChange }: Afhaalvelden): ReactNode {
  const reden = afgehaald.get(volgnummer);
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
      {reden === undefined ? null : (
        <Textbox
          aria-label={`Reden voor ${identificatie}`}
          placeholder="Waarom?"
          value={reden}
          maxLength={500}
          onChange={(event) => zet(event.target.value)}
        />
      )}
    </>
  );
}
