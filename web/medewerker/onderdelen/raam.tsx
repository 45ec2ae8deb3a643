import { PageHeader, SkipLink } from '@utrecht/component-library-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { NavLink, useNavigate } from 'react-router';
import type { Ik } from '../../../api/medewerker/contract.ts';
import { callApi } from '../gegevens/api.ts';
import { Aanwezigheid } from './aanwezigheid.tsx';

/** The shell of every page behind the door. */
export function Raam({ ik, children }: { ik: Ik; children: ReactNode }): ReactNode {
  const works = ik.rollen.includes('medewerker');
  const archives = ik.rollen.includes('archivaris');
  return (
    <>
      <SkipLink href="#inhoud">Naar de inhoud</SkipLink>
      <PageHeader className="mw-kop">
        <div className="mw-breedte mw-kop__rij">
          <Beeldmerk />
          {works || archives ? (
            <nav aria-label="Hoofdmenu" className="mw-kop__menu">
              {works ? (
                <>
                  <NavLink to="/" end>
                    Werk
                  </NavLink>
                  <NavLink to="/zoeken">Zoeken</NavLink>
                </>
              ) : null}
              {archives ? <NavLink to="/archief">Archief</NavLink> : null}
            </nav>
          ) : null}
          {works ? <Zoekveld /> : null}
          <div className="mw-kop__ik">
            {works ? <Aanwezigheid aanwezig={ik.aanwezig} /> : null}
            <span className="mw-kop__naam">{ik.naam}</span>
            <button type="button" className="mw-kop__knop" onClick={() => void signOut()}>
              Uitloggen
            </button>
          </div>
        </div>
      </PageHeader>
      <main id="inhoud" tabIndex={-1} className="mw-breedte mw-inhoud">
        {children}
      </main>
    </>
  );
}

async function signOut(): Promise<void> {
  const { naar } = await callApi<{ naar: string }>('POST', 'logout');
  location.assign(naar);
}

export function Beeldmerk(): ReactNode {
  return (
    <span className="mw-logo">
      <svg viewBox="0 0 40 46" width="30" height="35" aria-hidden="true" focusable="false">
        <path d="M2 2h36v23c0 10-8 16-18 19C10 41 2 35 2 25z" fill="currentColor" />
        <path d="M9 12h4v4h4v-4h6v4h4v-4h4v20h-7v-6a4 4 0 0 0-8 0v6H9z" className="mw-logo__poort" />
      </svg>
      <span>
        Schakel <span className="mw-logo__deel">voor medewerkers</span>
      </span>
    </span>
  );
}

/** Search from everywhere; the page of the results says what is wrong with a kenmerk. */
function Zoekveld(): ReactNode {
  const [kenmerk, setKenmerk] = useState('');
  const navigate = useNavigate();
  const search = (event: FormEvent): void => {
    event.preventDefault();
    if (kenmerk.trim()) navigate(`/zoeken?${new URLSearchParams({ kenmerk: kenmerk.trim() })}`);
    setKenmerk('');
  };
  return (
    <form className="mw-kop__zoek" onSubmit={search} aria-label="Zoek op kenmerk">
      <label htmlFor="kop-kenmerk">Kenmerk</label>
      <input
        id="kop-kenmerk"
        className="utrecht-textbox"
        value={kenmerk}
        onChange={(event) => setKenmerk(event.target.value)}
        placeholder="S-K7M3-9QXT-4"
        autoComplete="off"
        maxLength={60}
      />
      <button type="submit" className="mw-kop__knop">
        Zoek
      </button>
    </form>
  );
}
