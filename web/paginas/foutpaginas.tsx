import { ButtonLink, Heading1, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { Pagina } from './pagina.tsx';

interface Velden {
  omgeving: Paginaomgeving;
  titel: string;
  tekst: string;
}

/** A page that cannot give what was asked: what is the matter, and where to go. */
export function Foutpagina({ omgeving, titel, tekst }: Velden): ReactNode {
  return (
    <Pagina omgeving={omgeving} titel={[titel]}>
      <div className="site-smal">
        <Heading1>{titel}</Heading1>
        <Paragraph lead>{tekst}</Paragraph>
        <div className="formulier__knoppen">
          <ButtonLink href="/" appearance="primary-action-button">
            Naar de homepage
          </ButtonLink>
          <ButtonLink href="/contact" appearance="secondary-action-button">
            Contact
          </ButtonLink>
        </div>
      </div>
    </Pagina>
  );
}

/** What each of them says. The page for a token never tells what is wrong with it. */
export const fouten = {
  nietGevonden: {
    titel: 'Deze pagina bestaat niet',
    tekst: 'Misschien is het adres niet goed getypt, of is de pagina weg.',
  },
  geenFormulier: {
    titel: 'Dit formulier bestaat niet',
    tekst: 'Wij kennen dit formulier niet. Bekijk op de homepage wat u online kunt regelen.',
  },
  geenToegang: {
    titel: 'Wij kunnen deze pagina niet tonen',
    tekst: 'Gebruik de hele link uit ons bericht aan u. Lukt het niet? Neem dan contact op.',
  },
  vreemdeSite: {
    titel: 'Dit kwam niet van onze website',
    tekst:
      'Uw formulier kwam van een andere website. Daarom hebben wij het niet aangenomen. Ga naar onze website en vul het daar in.',
  },
  onleesbaar: {
    titel: 'Wij kunnen dit niet lezen',
    tekst:
      'Er ging iets mis bij het versturen. Wij hebben niets bewaard. Ga terug en probeer het nog een keer.',
  },
  storing: {
    titel: 'Er ging iets mis',
    tekst: 'Dat ligt aan ons. Probeer het over een paar minuten nog een keer, of mail ons.',
  },
} as const;
