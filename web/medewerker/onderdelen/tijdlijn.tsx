import { type ReactNode, type UIEvent, useEffect, useRef } from 'react';
import type { BijlageWeergave, TijdlijnWeergave } from '../../../api/medewerker/contract.ts';
import { showFull, showGrootte, showMoment } from '../gegevens/tijd.ts';
import { Kanaal } from './kanaal.tsx';

/** The whole conversation over all kanalen, oldest first; what is new is announced and scrolled to. */
export function Tijdlijn({ regels }: { regels: TijdlijnWeergave[] }): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = regels.at(-1)?.id;
  const shown = useRef<string>(undefined);
  // Also when a line grows (delivery state): who reads at the end stays at the end, who reads back stays there.
  useEffect(() => {
    const box = list.current;
    if (box && regels.length > 0 && (atEnd.current || shown.current !== last))
      box.scrollTop = box.scrollHeight;
    shown.current = last;
  }, [regels, last]);
  const track = ({ currentTarget: box }: UIEvent): void => {
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  };
  return (
    <section className="mw-tijdlijn" aria-labelledby="tijdlijn-kop">
      <h2 id="tijdlijn-kop">Tijdlijn</h2>
      {regels.length === 0 ? <p>Er is nog niets gebeurd.</p> : null}
      <div
        ref={list}
        className="mw-tijdlijn__vak"
        onScroll={track}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-labelledby="tijdlijn-kop"
      >
        <ol className="mw-tijdlijn__lijst">
          {regels.map((regel) => (
            <Regel key={regel.id} regel={regel} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Regel({ regel }: { regel: TijdlijnWeergave }): ReactNode {
  const moment = (
    <time dateTime={regel.op} title={showFull(regel.op)}>
      {showMoment(regel.op)}
    </time>
  );
  if (regel.regel === 'gebeurtenis')
    return (
      <li className="mw-gebeurtenis">
        <span>{regel.wie}:</span> {regel.tekst.charAt(0).toLowerCase() + regel.tekst.slice(1)} {moment}
      </li>
    );
  const ours = regel.regel === 'bericht' && regel.van !== 'klant';
  return (
    <li className={ours ? 'mw-bericht mw-bericht--ons' : 'mw-bericht'}>
      <div className="mw-bericht__kop">
        <strong>{regel.wie}</strong>
        <Kanaal kanaal={regel.kanaal} />
        {moment}
      </div>
      {regel.onderwerp ? <p className="mw-bericht__onderwerp">{regel.onderwerp}</p> : null}
      <p className="mw-bericht__tekst">{regel.tekst}</p>
      {regel.regel === 'bericht' && regel.bijlagen.length > 0 ? <Bijlagen bijlagen={regel.bijlagen} /> : null}
      {regel.regel === 'bericht' && regel.aflevering ? (
        <p className={`mw-aflevering mw-aflevering--${regel.aflevering.status}`}>
          <span aria-hidden="true">{tekens[regel.aflevering.status] ?? ''}</span> {regel.aflevering.tekst}
        </p>
      ) : null}
    </li>
  );
}

const tekens: Record<string, string> = {
  te_verzenden: '…',
  verzonden: '✓',
  onderweg: '→',
  afgeleverd: '✓✓',
  mislukt: '!',
};

function Bijlagen({ bijlagen }: { bijlagen: BijlageWeergave[] }): ReactNode {
  return (
    <ul className="mw-bijlagen" aria-label="Bijlagen">
      {bijlagen.map(({ id, naam, grootte }) => (
        <li key={id}>
          <a className="utrecht-link" href={`/medewerker/api/bijlagen/${id}`} download>
            {naam} ({showGrootte(grootte)})
          </a>
        </li>
      ))}
    </ul>
  );
}
