import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useVerzoek } from '../gegevens/vragen.ts';
import { Klantkaart } from '../onderdelen/klantkaart.tsx';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Storing } from '../onderdelen/stand.tsx';
import { Tijdlijn } from '../onderdelen/tijdlijn.tsx';
import { Verzoekkaart } from '../onderdelen/verzoekkaart.tsx';
import { Werkrij } from '../onderdelen/werkrij.tsx';

/** What stands under a kenmerk, to read: for somebody who has the klant on the phone. */
export function Verzoekpagina(): ReactNode {
  const { kenmerk = '' } = useParams();
  const verzoek = useVerzoek(kenmerk);
  const nu = new Date().toISOString();
  if (verzoek.isPending)
    return (
      <>
        <Paginatitel titel={`Verzoek ${kenmerk}`} />
        <Laden wat="het verzoek" />
      </>
    );
  if (!verzoek.data)
    return (
      <>
        <Paginatitel titel={`Verzoek ${kenmerk}`} />
        <Storing fout={verzoek.error} opnieuw={() => void verzoek.refetch()} />
      </>
    );
  const { data } = verzoek;
  return (
    <>
      <Paginatitel titel={`${data.verzoek?.dienst ?? 'Gesprek'} ${data.kenmerk}`}>
        {data.verzoek?.dienst ?? 'Gesprek'} <span className="mw-code">{data.kenmerk}</span>
      </Paginatitel>
      <div className="mw-kolommen">
        <div className="mw-kolom">
          <Tijdlijn regels={data.tijdlijn} />
        </div>
        <div className="mw-kolom">
          {data.werk.length > 0 ? (
            <section className="mw-kaart" aria-labelledby="kaart-werk">
              <h2 id="kaart-werk">Werk</h2>
              <ul className="mw-lijst mw-lijst--smal">
                {data.werk.map((rij) => (
                  <Werkrij key={rij.id} werk={rij} nu={nu} />
                ))}
              </ul>
            </section>
          ) : null}
          <Klantkaart klant={data.klant} />
          {data.verzoek ? <Verzoekkaart verzoek={data.verzoek} /> : null}
        </div>
      </div>
    </>
  );
}
