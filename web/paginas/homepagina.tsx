import { ButtonLink, Heading1, Heading2, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { AnyProces } from '../../domein/proces.ts';
import type { Paginaomgeving } from './antwoord.ts';
import { Dienstenlijst } from './diensten.tsx';
import { Pagina } from './pagina.tsx';

/** The home page: what most people come for first, then how to follow and to reach us. */
export function Homepagina({
  omgeving,
  diensten,
}: {
  omgeving: Paginaomgeving;
  diensten: readonly AnyProces[];
}): ReactNode {
  return (
    <Pagina
      omgeving={omgeving}
      titel={['Home']}
      actief="/"
      banner={
        <div className="site-banner">
          <div className="site-breedte">
            <Heading1>Welkom bij de gemeente {omgeving.gemeenteNaam}</Heading1>
            <p>Regel het online, of stel ons uw vraag. U kiest zelf hoe.</p>
          </div>
        </div>
      }
    >
      <section aria-labelledby="regelen">
        <Heading2 id="regelen">Direct regelen</Heading2>
        <Dienstenlijst diensten={diensten} />
      </section>
      <div className="site-tweeluik">
        <section aria-labelledby="volgen">
          <Heading2 id="volgen">Uw aanvraag volgen</Heading2>
          <Paragraph>
            Heeft u al iets aangevraagd of gemeld? In de bevestiging staat een link naar uw eigen pagina. Daar
            ziet u hoe het ermee staat. U kunt daar ook iets toevoegen.
          </Paragraph>
          <Paragraph>Bent u de link kwijt? Neem contact op en noem uw nummer. Het begint met S-.</Paragraph>
        </section>
        <section aria-labelledby="contact">
          <Heading2 id="contact">Contact</Heading2>
          <Paragraph>
            Wij helpen u graag. Begin in de chat en ga later verder met e-mail, of andersom. U hoeft uw
            verhaal maar één keer te vertellen.
          </Paragraph>
          <div className="formulier__knoppen">
            <ButtonLink href="/chat" appearance="secondary-action-button">
              Chat met ons
            </ButtonLink>
            <ButtonLink href="/contact" appearance="subtle-button">
              Meer manieren
            </ButtonLink>
          </div>
        </section>
      </div>
    </Pagina>
  );
}
