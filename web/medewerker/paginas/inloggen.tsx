import { Alert, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Beeldmerk } from '../onderdelen/raam.tsx';

const meldingen: Record<string, { type: 'ok' | 'warning' | 'error'; tekst: string }> = {
  uitgelogd: { type: 'ok', tekst: 'U bent uitgelogd.' },
  opnieuw: { type: 'warning', tekst: 'Het inloggen duurde te lang. Probeer het opnieuw.' },
  mislukt: { type: 'error', tekst: 'Inloggen is niet gelukt. Probeer het opnieuw.' },
};

/** The door. After signing in one comes back to the page one asked for. */
export function Inloggen(): ReactNode {
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  const melding = meldingen[query.get('melding') ?? ''];
  const rest = new URLSearchParams(query);
  rest.delete('melding');
  const naar = new URLSearchParams({ naar: `/medewerker${pathname}${rest.size > 0 ? `?${rest}` : ''}` });
  return (
    <main className="mw-inloggen" id="inhoud">
      <Beeldmerk />
      {melding ? (
        <Alert type={melding.type} role={melding.type === 'error' ? 'alert' : 'status'}>
          <Paragraph>{melding.tekst}</Paragraph>
        </Alert>
      ) : null}
      <Paginatitel titel="Inloggen" />
      <Paragraph>
        Hier ziet u vragen en meldingen van inwoners, van alle kanalen. U logt in met uw account van de
        gemeente.
      </Paragraph>
      {/* A link of the document itself: the server takes it from here. */}
      <a
        className="utrecht-button-link utrecht-button-link--primary-action mw-inloggen__knop"
        href={`/medewerker/login?${naar}`}
      >
        Inloggen
      </a>
    </main>
  );
}
