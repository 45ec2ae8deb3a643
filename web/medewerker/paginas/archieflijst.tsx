import { Paragraph } from '@utrecht/component-library-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Lijstdetail } from '../../../api/medewerker/contract.ts';
import { showZaken, statusnamen, useArchieflijst } from '../gegevens/archief.ts';
import { showFull } from '../gegevens/tijd.ts';
import { Archiefbesluit } from '../onderdelen/archiefbesluit.tsx';
import { Archieftabel } from '../onderdelen/archieftabel.tsx';
import { Melding } from '../onderdelen/melding.tsx';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Storing } from '../onderdelen/stand.tsx';
import { titelVan } from './archief.tsx';

/** One list: what stands on it, the decision, and what became of it. */
export function Archieflijstpagina(): ReactNode {
  const { id = '' } = useParams();
  const lijst = useArchieflijst(id);
  if (lijst.data) return <Lijst key={id} detail={lijst.data} />;
  return (
    <>
      <Paginatitel titel="Archief" />
      {lijst.isPending ? (
        <Laden wat="de lijst" />
      ) : (
        <Storing fout={lijst.error} opnieuw={() => void lijst.refetch()} />
      )}
    </>
  );
}

function Lijst({ detail: { lijst, regels, verklaring } }: { detail: Lijstdetail }): ReactNode {
  /** Reasons of the zaken that are taken off, by their place on the list. */
  const [afgehaald, setAfgehaald] = useState<ReadonlyMap<number, string>>(new Map());
  const [mist, setMist] = useState<ReadonlySet<number>>(new Set());
  const open = lijst.status === 'voorgesteld';
  return (
    <>
      <nav aria-label="Kruimelpad" className="mw-kruimel">
        <Link className="utrecht-link" to="/archief">
          Archief
        </Link>
      </nav>
      <Paginatitel titel={titelVan(lijst)} />
      <p className="mw-onderkop">
        {showZaken(lijst.zaken)} · {statusnamen[lijst.status]}
      </p>
      {open ? (
        <Paragraph>
          {lijst.soort === 'vernietigen'
            ? 'De bewaartermijn van deze zaken is voorbij. Keurt u de lijst goed, dan vernietigen wij de zaken met hun documenten en besluiten. Dat kunnen wij niet terugdraaien.'
            : 'Deze zaken bewaart de gemeente voor altijd. Keur de lijst goed als u ze heeft overgedragen aan het archief. Wij zetten dat dan bij de zaken.'}
        </Paragraph>
      ) : (
        <Paragraph>
          {lijst.beslistOp ? `${lijst.beslistDoor} besliste op ${showFull(lijst.beslistOp)}: ` : ''}
          {lijst.toelichting}
        </Paragraph>
      )}
      {lijst.status === 'goedgekeurd' ? (
        <Melding type="info" tekst="Wij voeren de lijst uit. Dit kan even duren. U hoeft niet te wachten." />
      ) : null}
      {verklaring ? (
        <Paragraph>
          <Link className="utrecht-link" to={`/archief/${lijst.id}/verklaring`}>
            Bekijk de verklaring
          </Link>
        </Paragraph>
      ) : null}
      <Archieftabel
        soort={lijst.soort}
        regels={regels}
        {...(open ? { afgehaald, onChange: setAfgehaald, mist } : {})}
      />
      {open ? <Archiefbesluit lijst={lijst} afgehaald={afgehaald} onMist={setMist} /> : null}
    </>
  );
}
