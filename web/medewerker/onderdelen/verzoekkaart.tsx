import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { VerzoekWeergave } from '../../../api/medewerker/contract.ts';
import { showFull } from '../gegevens/tijd.ts';
import { Gegeven } from './klantkaart.tsx';

/** What the klant asked, and how far it is. */
export function Verzoekkaart({ verzoek }: { verzoek: VerzoekWeergave }): ReactNode {
  return (
    <section className="mw-kaart" aria-labelledby="kaart-verzoek">
      <h2 id="kaart-verzoek">Verzoek</h2>
      <dl className="mw-gegevens">
        <Gegeven naam="Stand">{verzoek.status}</Gegeven>
        {verzoek.resultaat ? <Gegeven naam="Resultaat">{verzoek.resultaat}</Gegeven> : null}
        <Gegeven naam="Ontvangen">{showFull(verzoek.registratiedatum)}</Gegeven>
        {verzoek.uiterlijk ? <Gegeven naam="Klaar voor">{showFull(verzoek.uiterlijk)}</Gegeven> : null}
        {verzoek.zaak ? (
          <Gegeven naam="Zaak">
            {verzoek.zaak.zaaknummer}
            {verzoek.zaak.status ? `, ${verzoek.zaak.status.toLowerCase()}` : null}
          </Gegeven>
        ) : null}
        {verzoek.voorganger ? (
          <Gegeven naam="Vervolg op">
            <Link className="utrecht-link" to={`/verzoeken/${verzoek.voorganger}`}>
              {verzoek.voorganger}
            </Link>
          </Gegeven>
        ) : null}
        {verzoek.antwoorden.map(({ vraag, antwoord }) => (
          <Gegeven key={vraag} naam={vraag}>
            {antwoord}
          </Gegeven>
        ))}
      </dl>
    </section>
  );
}
