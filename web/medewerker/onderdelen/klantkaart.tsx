import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { KlantWeergave } from '../../../api/medewerker/contract.ts';

const adressoorten: Record<string, string> = { email: 'E-mail', telefoonnummer: 'Telefoon', overig: 'Adres' };
const rollen: Record<string, string> = {
  klant: 'Klant',
  initiator: 'Vraagt aan',
  vertegenwoordiger: 'Vertegenwoordigt',
  belanghebbende: 'Belanghebbende',
};

/** Who it is, as far as we know, and what else is open for them. */
export function Klantkaart({ klant }: { klant: KlantWeergave }): ReactNode {
  return (
    <section className="mw-kaart" aria-labelledby="kaart-klant">
      <h2 id="kaart-klant">Klant</h2>
      <dl className="mw-gegevens">
        <Gegeven naam="Naam">{klant.naam ?? 'Niet bekend'}</Gegeven>
        <Gegeven naam="Identiteit">{klant.herkend}</Gegeven>
        {klant.adressen.map(({ soort, adres }) => (
          <Gegeven key={adres} naam={adressoorten[soort] ?? 'Adres'}>
            {adres}
          </Gegeven>
        ))}
        {klant.voorkeurskanaal ? <Gegeven naam="Liefst via">{klant.voorkeurskanaal}</Gegeven> : null}
        {klant.betrokkenen.length > 1 ? (
          <Gegeven naam="Betrokkenen">
            {klant.betrokkenen
              .map(({ naam, rol }) => `${naam ?? 'Onbekend'} (${rollen[rol] ?? rol})`)
              .join(', ')}
          </Gegeven>
        ) : null}
      </dl>
      {klant.andereVerzoeken.length > 0 ? (
        <>
          <h3>Andere open verzoeken</h3>
          <ul className="mw-links">
            {klant.andereVerzoeken.map((verzoek) => (
              <li key={verzoek.kenmerk}>
                <Link className="utrecht-link" to={`/verzoeken/${verzoek.kenmerk}`}>
                  {verzoek.dienst} <span className="mw-code">{verzoek.kenmerk}</span>
                </Link>{' '}
                {verzoek.status}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

export function Gegeven({ naam, children }: { naam: string; children: ReactNode }): ReactNode {
  return (
    <div className="mw-gegeven">
      <dt>{naam}</dt>
      <dd>{children}</dd>
    </div>
  );
}
