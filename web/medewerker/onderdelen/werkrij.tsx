import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { WerkWeergave } from '../../../api/medewerker/contract.ts';
import { showDuur, showFull, showMoment } from '../gegevens/tijd.ts';
import { Kanaal } from './kanaal.tsx';
import { showVaardigheid } from './werkfilter.tsx';

const soorten = { taak: 'Taak', bericht: 'Bericht', gesprek: 'Gesprek' };
const prioriteiten = ['', 'Spoed', 'Hoog', 'Normaal', 'Laag', 'Laagst'];

/** One line of the list: what, from where, how urgent, who has it. */
export function Werkrij({ werk, nu }: { werk: WerkWeergave; nu: string }): ReactNode {
  return (
    <li className={werk.teLaat ? 'mw-rij mw-rij--laat' : 'mw-rij'}>
      <div className="mw-rij__wat">
        <Link to={`/werk/${werk.id}`} className="mw-rij__link">
          {werk.dienst}
        </Link>
        <p className="mw-rij__sub">
          {soorten[werk.soort]}
          {werk.soort === 'taak' ? `: ${werk.titel.toLowerCase()}` : ''} ·{' '}
          <span className="mw-code">{werk.kenmerk}</span>
        </p>
      </div>
      <div className="mw-rij__waar">
        {werk.kanaal ? <Kanaal kanaal={werk.kanaal} /> : null}
        <span className="mw-rij__sub">{showVaardigheid(werk.vaardigheid)}</span>
      </div>
      <div className="mw-rij__tijd">
        <span>{`Wacht ${showDuur(werk.wachtSinds, nu)}`}</span>
        <span className="mw-rij__sub">
          Klaar voor{' '}
          <time dateTime={werk.uiterlijk} title={showFull(werk.uiterlijk)}>
            {showMoment(werk.uiterlijk)}
          </time>
        </span>
      </div>
      <Labels werk={werk} />
    </li>
  );
}

/** State as words with a shape; the colour only helps. */
export function Labels({ werk }: { werk: WerkWeergave }): ReactNode {
  return (
    <ul className="mw-labels" aria-label="Stand">
      {werk.teLaat && werk.status !== 'klaar' ? <li className="mw-label mw-label--laat">! Te laat</li> : null}
      {werk.prioriteit <= 2 ? (
        <li className="mw-label mw-label--hoog">{`▲ ${prioriteiten[werk.prioriteit]}`}</li>
      ) : null}
      {werk.nieuwBericht ? <li className="mw-label mw-label--nieuw">✉ Nieuw bericht</li> : null}
      {werk.status === 'klaar' ? <li className="mw-label mw-label--klaar">✓ Afgerond</li> : null}
      {werk.status === 'vervallen' ? <li className="mw-label">× Niet meer nodig</li> : null}
      {werk.status === 'in_behandeling' ? (
        <li className={werk.bezit === 'u' ? 'mw-label mw-label--mijn' : 'mw-label'}>
          {werk.bezit === 'u' ? '● Bij u' : `○ Bij ${werk.door}`}
        </li>
      ) : null}
    </ul>
  );
}
