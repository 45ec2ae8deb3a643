import { Heading3 } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { eigenschappenOf, type Kanaal } from '../../domein/kanaal.ts';
import { formatDatum } from '../../domein/termijn.ts';
import type { Vraag } from '../../domein/vraag.ts';
import { Antwoordlijst, regelsOf } from './antwoordlijst.tsx';
import { formatGrootte } from './formulierstand.ts';

/** One line of the timeline, as the register gives it. */
export interface Tijdlijnbericht {
  id: string;
  op: Date;
  van: 'klant' | 'medewerker' | 'systeem';
  kanaal: Kanaal;
  soort: 'bericht' | 'vraag' | 'intrekken' | 'contact';
  onderwerp: string | null;
  tekst: string;
  gegevens: Record<string, unknown> | null;
  bijlagen: { naam: string; grootte: number }[];
  mislukt: boolean;
}

const klok = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `vrijdag 27 november 2026 om 14:05 uur`, Dutch time. */
export function formatMoment(op: Date): string {
  return `${formatDatum(op.getTime())} om ${klok.format(op)} uur`;
}

interface Velden {
  berichten: readonly Tijdlijnbericht[];
  gemeenteNaam: string;
  /** Questions of the process, to show answers with. */
  vragen: readonly Vraag[];
}

/** All messages over all kanalen, newest first: what is new is what the klant comes for. */
export function Tijdlijn({ berichten, gemeenteNaam, vragen }: Velden): ReactNode {
  // Files stand below the answers, with their size.
  const beantwoord = vragen.filter(({ soort }) => soort !== 'bestanden');
  return (
    <ol className="tijdlijn" reversed>
      {[...berichten].reverse().map((bericht) => (
        <li
          key={bericht.id}
          className={`tijdlijn__regel tijdlijn__regel--${bericht.van === 'klant' ? 'klant' : 'gemeente'}`}
        >
          <Heading3 className="tijdlijn__wie">{titleOf(bericht, gemeenteNaam)}</Heading3>
          <p className="tijdlijn__wanneer">
            <time dateTime={bericht.op.toISOString()}>{formatMoment(bericht.op)}</time>,{' '}
            {channelOf(bericht.kanaal)}
          </p>
          {bericht.onderwerp ? <p className="tijdlijn__onderwerp">{bericht.onderwerp}</p> : null}
          {bericht.tekst ? <p className="tijdlijn__tekst">{bericht.tekst}</p> : null}
          {bericht.gegevens ? <Antwoordlijst regels={regelsOf(beantwoord, bericht.gegevens)} /> : null}
          {bericht.bijlagen.length > 0 ? <Bijlagen bijlagen={bericht.bijlagen} /> : null}
          {bericht.mislukt ? (
            <p className="tijdlijn__mislukt">Dit bericht is niet bij u aangekomen.</p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function titleOf({ van, soort }: Tijdlijnbericht, gemeenteNaam: string): string {
  if (soort === 'contact') return 'Wij hadden contact met elkaar';
  if (soort === 'intrekken') return 'U trok uw aanvraag in';
  if (van === 'klant') return 'U';
  return van === 'medewerker' ? `Een medewerker van gemeente ${gemeenteNaam}` : `Gemeente ${gemeenteNaam}`;
}

const channelOf = (kanaal: Kanaal): string => {
  const { naam } = eigenschappenOf(kanaal);
  return `via ${kanaal === 'sms' || kanaal === 'mijnoverheid' || kanaal === 'mijngemeente' ? naam : naam.toLowerCase()}`;
};

function Bijlagen({ bijlagen }: { bijlagen: readonly { naam: string; grootte: number }[] }): ReactNode {
  return (
    <ul className="tijdlijn__bijlagen" aria-label="Bestanden">
      {bijlagen.map(({ naam, grootte }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the page is rendered once
        <li key={index}>
          {naam} ({formatGrootte(grootte)})
        </li>
      ))}
    </ul>
  );
}
