import { Button } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { Ik, WerkDetail } from '../../../api/medewerker/contract.ts';
import { useHandeling, useLease } from '../gegevens/handelingen.ts';
import { useLive } from '../gegevens/live.ts';
import { showMoment } from '../gegevens/tijd.ts';
import { useWerk } from '../gegevens/vragen.ts';
import { Afronden } from '../onderdelen/afronden.tsx';
import { Antwoordvak } from '../onderdelen/antwoordvak.tsx';
import { Kanaal } from '../onderdelen/kanaal.tsx';
import { Klantkaart } from '../onderdelen/klantkaart.tsx';
import { Melding } from '../onderdelen/melding.tsx';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Storing } from '../onderdelen/stand.tsx';
import { Tijdlijn } from '../onderdelen/tijdlijn.tsx';
import { Verzoekkaart } from '../onderdelen/verzoekkaart.tsx';
import { Labels } from '../onderdelen/werkrij.tsx';

/** One piece of work: the conversation on the left, what there is to know and to do on the right. */
export function Werkpagina({ ik }: { ik: Ik }): ReactNode {
  const { id = '' } = useParams();
  const werk = useWerk(id);
  useLive({ werkId: id, interactieId: werk.data?.interactieId });
  if (werk.data) return <Werk key={id} ik={ik} detail={werk.data} />;
  return (
    <>
      <Paginatitel titel="Werk" />
      {werk.isPending ? (
        <Laden wat="het werk" />
      ) : (
        <Storing fout={werk.error} opnieuw={() => void werk.refetch()} />
      )}
    </>
  );
}

function Werk({ ik, detail }: { ik: Ik; detail: WerkDetail }): ReactNode {
  const { werk, klant, verzoek, tijdlijn } = detail;
  const mine = werk.bezit === 'u' && werk.status === 'in_behandeling';
  useLease(werk.id, mine);
  return (
    <>
      <nav aria-label="Kruimelpad" className="mw-kruimel">
        <Link className="utrecht-link" to="/">
          Werk
        </Link>{' '}
        <span aria-hidden="true">›</span> <span className="mw-code">{werk.kenmerk}</span>
      </nav>
      <div className="mw-kopregel">
        <Paginatitel titel={`${werk.dienst} ${werk.kenmerk}`}>{werk.dienst}</Paginatitel>
        <Labels werk={werk} />
      </div>
      <p className="mw-onderkop">
        {werk.soort === 'taak' ? werk.titel : werk.soort === 'gesprek' ? 'Gesprek' : 'Bericht'}
        {' · '}
        <span className="mw-code">{werk.kenmerk}</span>
        {' · klaar voor '}
        <time dateTime={werk.uiterlijk}>{showMoment(werk.uiterlijk)}</time>
        {werk.kanaal ? (
          <>
            {' · '}
            <Kanaal kanaal={werk.kanaal} />
          </>
        ) : null}
      </p>
      <Pak ik={ik} detail={detail} />
      <div className="mw-kolommen">
        <div className="mw-kolom">
          <Tijdlijn regels={tijdlijn} />
          {mine ? <Antwoordvak werkId={werk.id} kanaal={werk.kanaal} /> : null}
        </div>
        <div className="mw-kolom">
          {mine ? <Afronden detail={detail} /> : null}
          <Klantkaart klant={klant} />
          {verzoek ? <Verzoekkaart verzoek={verzoek} /> : null}
        </div>
      </div>
    </>
  );
}

/** Taking it and giving it back, and why that cannot be done. */
function Pak({ ik, detail: { werk, resultaat } }: { ik: Ik; detail: WerkDetail }): ReactNode {
  const neem = useHandeling(werk.id, 'neem');
  const terug = useHandeling(werk.id, 'teruggeven');
  const skilled = ik.vaardigheden.includes(werk.vaardigheid);
  const busy = neem.isPending || terug.isPending;
  return (
    <div className="mw-pak">
      <Melding fout={neem.error ?? terug.error} />
      {werk.status === 'klaar' ? (
        <Melding
          type="ok"
          tekst={`Dit werk is afgerond. ${resultaat.map((regel) => regel.antwoord).join(', ')}`}
        />
      ) : null}
      {werk.status === 'vervallen' ? <Melding type="info" tekst="Dit werk is niet meer nodig." /> : null}
      {werk.bezit === 'ander' && werk.status === 'in_behandeling' && !neem.error ? (
        <Melding type="info" tekst={`${werk.door} is hiermee bezig. U kunt meelezen.`} />
      ) : null}
      {werk.bezit === 'niemand' && werk.status === 'open' && !skilled ? (
        <Melding type="info" tekst="U kunt meelezen. Voor dit werk heeft u een andere vaardigheid nodig." />
      ) : null}
      {werk.bezit === 'niemand' && werk.status === 'open' && skilled ? (
        <Button appearance="primary-action-button" disabled={busy} onClick={() => neem.mutate(undefined)}>
          Neem dit werk
        </Button>
      ) : null}
      {werk.bezit === 'u' && werk.status === 'in_behandeling' ? (
        <Button appearance="secondary-action-button" disabled={busy} onClick={() => terug.mutate(undefined)}>
          Geef terug
        </Button>
      ) : null}
    </div>
  );
}
