import { Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Archieflijst } from '../../../api/medewerker/contract.ts';
import { showZaken, statusnamen, useArchieflijsten } from '../gegevens/archief.ts';
import { showDatum } from '../gegevens/tijd.ts';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Leeg, Storing } from '../onderdelen/stand.tsx';

/** All lists of zaken to destroy or transfer: what waits for a decision first. */
export function Archiefpagina(): ReactNode {
  const lijsten = useArchieflijsten();
  return (
    <>
      <Paginatitel titel="Archief" />
      <Paragraph className="mw-inleiding">
        Elke nacht zoekt Schakel zaken waarvan de bewaartermijn voorbij is. Die komen op een lijst. Er gebeurt
        pas iets als u de lijst goedkeurt.
      </Paragraph>
      {lijsten.isPending ? <Laden wat="de lijsten" /> : null}
      {lijsten.isError ? <Storing fout={lijsten.error} opnieuw={() => void lijsten.refetch()} /> : null}
      {lijsten.data?.lijsten.length === 0 ? (
        <Leeg titel="Er zijn nog geen lijsten">Er zijn nog geen zaken die weg mogen.</Leeg>
      ) : null}
      {lijsten.data && lijsten.data.lijsten.length > 0 ? <Lijsten lijsten={lijsten.data.lijsten} /> : null}
    </>
  );
}

export const titelVan = ({ soort, peildatum }: Pick<Archieflijst, 'soort' | 'peildatum'>): string =>
  `${soort === 'vernietigen' ? 'Vernietigingslijst' : 'Overdrachtslijst'} van ${showDatum(peildatum)}`;

function Lijsten({ lijsten }: { lijsten: Archieflijst[] }): ReactNode {
  return (
    <ul className="mw-lijst" aria-label="Lijsten">
      {lijsten.map((lijst) => (
        <li className="mw-rij mw-rij--kort" key={lijst.id}>
          <Link className="mw-rij__link" to={`/archief/${lijst.id}`}>
            {titelVan(lijst)}
          </Link>
          <span>
            {showZaken(lijst.zaken)} · {statusnamen[lijst.status]}
            {lijst.beslistDoor ? ` door ${lijst.beslistDoor}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
