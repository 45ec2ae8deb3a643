import {
  Heading1,
  Heading2,
  Paragraph,
  UnorderedList,
  UnorderedListItem,
} from '@utrecht/component-library-react';
import { createElement, type ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { Pagina } from './pagina.tsx';

/** How to reach us. */
export function Contactpagina({ omgeving }: { omgeving: Paginaomgeving }): ReactNode {
  return (
    <Pagina omgeving={omgeving} titel={['Contact']} kruimels={[]} actief="/contact">
      <div className="site-smal">
        <Heading1>Contact</Heading1>
        <Paragraph lead>
          Kies wat voor u het makkelijkst is. U kunt later altijd op een andere manier verder.
        </Paragraph>
        <Heading2>Chat</Heading2>
        <Paragraph>
          Stel uw vraag in{' '}
          <a className="utrecht-link utrecht-link--html-a" href="/chat">
            de chat
          </a>
          . Is er een medewerker vrij? Dan praat u met een medewerker.
        </Paragraph>
        <Heading2>E-mail</Heading2>
        <Paragraph>
          Mail naar{' '}
          <a className="utrecht-link utrecht-link--html-a" href={`mailto:${omgeving.gemeenteMail}`}>
            {omgeving.gemeenteMail}
          </a>
          . Heeft u al een nummer? Zet het in het onderwerp.
        </Paragraph>
        <Heading2>Formulier</Heading2>
        <Paragraph>
          Kies een{' '}
          <a className="utrecht-link utrecht-link--html-a" href="/formulier">
            formulier
          </a>
          . Dat kan dag en nacht.
        </Paragraph>
      </div>
    </Pagina>
  );
}

/** What we do for accessibility, and what has not been examined: no more than is true. */
export function Toegankelijkheidspagina({ omgeving }: { omgeving: Paginaomgeving }): ReactNode {
  return (
    <Pagina omgeving={omgeving} titel={['Toegankelijkheid']} kruimels={[]}>
      <div className="site-smal">
        <Heading1>Toegankelijkheid</Heading1>
        <Paragraph lead>
          Iedereen moet deze website kunnen gebruiken. Daarom letten wij op het volgende.
        </Paragraph>
        <UnorderedList>
          <UnorderedListItem>U kunt alles met het toetsenbord doen.</UnorderedListItem>
          <UnorderedListItem>De formulieren werken ook zonder JavaScript.</UnorderedListItem>
          <UnorderedListItem>Wij schrijven korte zinnen, op taalniveau B1.</UnorderedListItem>
          <UnorderedListItem>Wij gebruiken onderdelen van NL Design System.</UnorderedListItem>
        </UnorderedList>
        <Heading2>Hoe wij dit controleren</Heading2>
        <Paragraph>
          Een computer controleert de pagina’s op de regels van WCAG 2.2, niveau A en AA. Zo’n controle vindt
          niet alles. Een onderzoek door mensen is nog niet gedaan. Daarom zeggen wij niet dat de website
          helemaal voldoet.
        </Paragraph>
        <Heading2>Lukt iets niet?</Heading2>
        <Paragraph>
          Laat het ons weten:{' '}
          <a className="utrecht-link utrecht-link--html-a" href={`mailto:${omgeving.gemeenteMail}`}>
            {omgeving.gemeenteMail}
          </a>
          . Wij helpen u dan op een andere manier.
        </Paragraph>
      </div>
    </Pagina>
  );
}

/** The chat as a page, with the conversation of a verzoek when there is a token. */
export function Chatpagina({
  omgeving,
  token,
}: {
  omgeving: Paginaomgeving;
  token?: string | undefined;
}): ReactNode {
  return (
    <Pagina omgeving={omgeving} titel={['Chat']} kruimels={[]} zonderChat>
      <Heading1>Chat met ons</Heading1>
      <noscript>
        <Paragraph>
          De chat werkt alleen met JavaScript. Mail ons op {omgeving.gemeenteMail}, of gebruik een{' '}
          <a className="utrecht-link utrecht-link--html-a" href="/formulier">
            formulier
          </a>
          .
        </Paragraph>
      </noscript>
      <div className="site-chat">
        {createElement('schakel-chat', { 'data-pagina': '', 'data-token': token })}
      </div>
      <script type="module" src="/assets/chat.js" />
    </Pagina>
  );
}
