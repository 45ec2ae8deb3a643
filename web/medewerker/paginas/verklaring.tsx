import {
  Button,
  DataList,
  DataListItem,
  DataListKey,
  DataListValue,
  Paragraph,
} from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { Verklaring } from '../../../api/medewerker/contract.ts';
import { showKlasse, showReden, useArchieflijst } from '../gegevens/archief.ts';
import { showDatum, showFull } from '../gegevens/tijd.ts';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Leeg, Storing } from '../onderdelen/stand.tsx';

/** What remains of a list; made to be printed. */
export function Verklaringpagina(): ReactNode {
  const { id = '' } = useParams();
  const lijst = useArchieflijst(id);
  const verklaring = lijst.data?.verklaring;
  if (verklaring) return <Stuk id={id} verklaring={verklaring} />;
  return (
    <>
      <Paginatitel titel="Verklaring" />
      {lijst.isPending ? <Laden wat="de verklaring" /> : null}
      {lijst.isError ? <Storing fout={lijst.error} opnieuw={() => void lijst.refetch()} /> : null}
      {lijst.data ? (
        <Leeg titel="Er is nog geen verklaring">De verklaring komt als de lijst is uitgevoerd.</Leeg>
      ) : null}
    </>
  );
}

const namen: Record<string, [een: string, meer: string]> = {
  zaken: ['zaak', 'zaken'],
  documenten: ['document', 'documenten'],
  besluiten: ['besluit', 'besluiten'],
  statussen: ['status', 'statussen'],
  rollen: ['rol', 'rollen'],
  zaakobjecten: ['zaakobject', 'zaakobjecten'],
  eigenschappen: ['eigenschap', 'eigenschappen'],
};
const showAantallen = (aantallen: Record<string, number>): string =>
  Object.entries(namen)
    .flatMap(([code, [een, meer]]) => {
      const aantal = aantallen[code];
      return aantal ? [`${aantal} ${aantal === 1 ? een : meer}`] : [];
    })
    .join(', ');

function Stuk({ id, verklaring }: { id: string; verklaring: Verklaring }): ReactNode {
  const vernietigd = verklaring.soort === 'vernietigen';
  const leeg = verklaring.zaken.length === 0;
  const feiten: [string, string][] = [
    ['Peildatum', showDatum(verklaring.peildatum)],
    ['Voorgesteld door', `${verklaring.voorgesteldDoor}, ${showFull(verklaring.voorgesteldOp)}`],
    ['Goedgekeurd door', `${verklaring.goedgekeurdDoor}, ${showFull(verklaring.goedgekeurdOp)}`],
    ['Toelichting', verklaring.toelichting],
    ['Uitgevoerd', showFull(verklaring.uitgevoerdOp)],
    ['Samen', showAantallen(verklaring.totalen) || 'niets'],
  ];
  return (
    <article className="mw-stuk">
      <nav aria-label="Kruimelpad" className="mw-kruimel">
        <Link className="utrecht-link" to="/archief">
          Archief
        </Link>{' '}
        <span aria-hidden="true">›</span>{' '}
        <Link className="utrecht-link" to={`/archief/${id}`}>
          Lijst
        </Link>
      </nav>
      <Paginatitel titel={vernietigd ? 'Verklaring van vernietiging' : 'Verklaring van overbrenging'} />
      <Paragraph>
        {leeg
          ? `Er is geen zaak ${vernietigd ? 'vernietigd' : 'overgedragen'}. Alle zaken van de lijst zijn er nog.`
          : vernietigd
            ? 'Deze zaken zijn vernietigd volgens de selectielijst (Archiefbesluit 1995, artikel 8).'
            : 'Deze zaken zijn overgedragen aan het archief (Archiefbesluit 1995, artikel 8).'}
      </Paragraph>
      <DataList appearance="rows">
        {feiten.map(([vraag, antwoord]) => (
          <DataListItem key={vraag}>
            <DataListKey>{vraag}</DataListKey>
            <DataListValue value={antwoord}>{antwoord}</DataListValue>
          </DataListItem>
        ))}
      </DataList>
      {leeg ? null : (
        <>
          <h2 className="utrecht-heading-2">Zaken</h2>
          <ol className="mw-zaken">
            {verklaring.zaken.map((zaak) => (
              <li key={zaak.identificatie}>
                <span className="mw-code">{zaak.identificatie}</span> – {zaak.zaaktype}, {zaak.resultaattype}.
                Selectielijst: {showKlasse(zaak.klasse)}. Mocht weg vanaf {showDatum(zaak.archiefactiedatum)}.{' '}
                {showAantallen({ ...zaak.aantallen, zaken: 0 })}
              </li>
            ))}
          </ol>
        </>
      )}
      {verklaring.nietUitgevoerd.length > 0 ? (
        <>
          <h2 className="utrecht-heading-2">Niet uitgevoerd</h2>
          <ul>
            {verklaring.nietUitgevoerd.map(({ identificatie, reden, afgehaald }) => (
              <li key={identificatie}>
                <span className="mw-code">{identificatie}</span>: {afgehaald ? 'Van de lijst gehaald: ' : ''}
                {showReden(reden, afgehaald)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Button className="mw-afdrukken" appearance="secondary-action-button" onClick={() => window.print()}>
        Druk af
      </Button>
    </article>
  );
}
