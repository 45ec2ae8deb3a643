import { type ReactNode, useEffect, useRef } from 'react';
import type { BijlageWeergave, TijdlijnWeergave } from '../../../api/medewerker/contract.ts';
import { showFull, showGrootte, showMoment } from '../gegevens/tijd.ts';
import { Kanaal } from './kanaal.tsx';

/** The whole conversation over all kanalen, oldest first; what is new is announced and scrolled to. */
export function Tijdlijn({ regels }: { regels: TijdlijnWeergave[] }): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const last = regels.at(-1)?.id;
  useEffect(() => {
    const box = list.current;
    if (box && last) box.scrollTop = box.scrollHeight;
  }, [last]);
  return (
    <section className="mw-tijdlijn" aria-labelledby="tijdlijn-kop">
      <h2 id="tijdlijn-kop">Tijdlijn</h2>
      {regels.length === 0 ? <p>Er is nog niets gebeurd.</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <div ref={list} className="mw-tijdlijn__vak" tabIndex={0} role="log" aria-labelledby="tijdlijn-kop">
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
