import { Document, PageFooter, PageHeader, SkipLink } from '@utrecht/component-library-react';
import { createElement, type ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { Beeldmerk } from './beeldmerk.tsx';

export interface Kruimel {
  titel: string;
  href: string;
}

interface Paginavelden {
  omgeving: Paginaomgeving;
  /** From small to large: step, form. The name of the municipality follows. */
  titel: string[];
  /** The page tells of errors: the title says so first, since that is what a screen reader reads first. */
  fout?: boolean;
  /** Where we are, without the home page and the page itself. */
  kruimels?: Kruimel[];
  /** Name of the page itself in the trail, when it is not the first part of the title. */
  kruimel?: string;
  /** Link token of the klant, for the chat on this page. */
  token?: string;
  /** Full width above the content, such as the banner of the home page. */
  banner?: ReactNode;
  /** No button "Chat met ons", on the page that is the chat itself. */
  zonderChat?: boolean;
  /** The page in the navigation. */
  actief?: string;
  children: ReactNode;
}

const navigatie: Kruimel[] = [
  { titel: 'Home', href: '/' },
  { titel: 'Direct regelen', href: '/formulier' },
  { titel: 'Contact', href: '/contact' },
];

/** The shell of every page of the website. */
export function Pagina(velden: Paginavelden): ReactNode {
  const { omgeving, titel, fout, kruimels, banner, children } = velden;
  return (
    <html lang="nl" className="voorbeeld-theme">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${fout ? 'Fout: ' : ''}${[...titel, `Gemeente ${omgeving.gemeenteNaam}`].join(' – ')}`}</title>
        <link rel="icon" type="image/svg+xml" href={omgeving.icoon} />
        <link rel="stylesheet" href={omgeving.css} />
        <script type="module" src={omgeving.script} />
        {velden.zonderChat ? null : <script type="module" src="/assets/chat.js" />}
      </head>
      <body className="utrecht-root site">
        <Document>
          <SkipLink href="#inhoud">Naar de inhoud</SkipLink>
          <Kop omgeving={omgeving} actief={velden.actief} />
          <div className="utrecht-page-body">
            {kruimels ? <Kruimelpad kruimels={kruimels} titel={velden.kruimel ?? titel[0] ?? ''} /> : null}
            <main id="inhoud" tabIndex={-1}>
              {banner}
              <div className="site-body">{children}</div>
            </main>
          </div>
          <Voet omgeving={omgeving} token={velden.token} zonderChat={velden.zonderChat} />
        </Document>
        {velden.zonderChat ? null : createElement('schakel-chat', { 'data-token': velden.token })}
      </body>
    </html>
  );
}

function Kop({ omgeving, actief }: { omgeving: Paginaomgeving; actief?: string | undefined }): ReactNode {
  return (
    <PageHeader className="site-kop">
      <div className="site-breedte">
        <a className="site-logo" href="/" aria-label={`Gemeente ${omgeving.gemeenteNaam}, naar de homepage`}>
          <Beeldmerk />
          <span className="site-logo__tekst">
            <span className="site-logo__soort">Gemeente</span>
            <span className="site-logo__naam">{omgeving.gemeenteNaam}</span>
          </span>
        </a>
      </div>
      <nav className="site-nav" aria-label="Hoofdmenu">
        <ul className="site-nav__lijst site-breedte">
          {navigatie.map(({ titel, href }) => (
            <li key={href}>
              <a className="site-nav__link" href={href} aria-current={href === actief ? 'page' : undefined}>
                {titel}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </PageHeader>
  );
}

function Kruimelpad({ kruimels, titel }: { kruimels: Kruimel[]; titel: string }): ReactNode {
  return (
    <nav className="site-kruimels site-breedte" aria-label="Kruimelpad">
      <ol>
        {[{ titel: 'Home', href: '/' }, ...kruimels].map((kruimel) => (
          <li key={kruimel.href}>
            <a className="utrecht-link utrecht-link--html-a" href={kruimel.href}>
              {kruimel.titel}
            </a>
          </li>
        ))}
        <li aria-current="page">{titel}</li>
      </ol>
    </nav>
  );
}

function Voet({
  omgeving,
  token,
  zonderChat,
}: {
  omgeving: Paginaomgeving;
  token?: string | undefined;
  zonderChat?: boolean | undefined;
}): ReactNode {
  return (
    <PageFooter className="site-voet">
      <div className="site-breedte site-voet__kolommen">
        <section>
          <h2 className="site-voet__kop">Contact</h2>
          <ul>
            {zonderChat ? null : (
              <li>
                <a className="utrecht-link utrecht-link--html-a" href={token ? `/chat?t=${token}` : '/chat'}>
                  Chat met ons
                </a>
              </li>
            )}
            <li>
              <a className="utrecht-link utrecht-link--html-a" href={`mailto:${omgeving.gemeenteMail}`}>
                {omgeving.gemeenteMail}
              </a>
            </li>
            <li>
              <a className="utrecht-link utrecht-link--html-a" href="/contact">
                Alle manieren om contact te krijgen
              </a>
            </li>
          </ul>
        </section>
        <section>
          <h2 className="site-voet__kop">Over deze website</h2>
          <ul>
            <li>
              <a className="utrecht-link utrecht-link--html-a" href="/toegankelijkheid">
                Toegankelijkheid
              </a>
            </li>
            <li>
              <a className="utrecht-link utrecht-link--html-a" href="/formulier">
                Alle formulieren
              </a>
            </li>
          </ul>
        </section>
      </div>
    </PageFooter>
  );
}
