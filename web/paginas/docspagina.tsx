import type { ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { Pagina } from './pagina.tsx';

interface Docsvelden {
  omgeving: Paginaomgeving;
  titel: string;
  /** Made from our own markdown; markup in it is escaped there. */
  html: string;
  /** The page is the list of all pages. */
  overzicht: boolean;
}

/** A page of the documentation: English, in a Dutch page. */
export function Docspagina({ omgeving, titel, html, overzicht }: Docsvelden): ReactNode {
  return (
    <Pagina
      omgeving={omgeving}
      titel={[titel, ...(overzicht ? [] : ['Documentatie'])]}
      kruimels={overzicht ? [] : [{ titel: 'Documentatie', href: '/docs' }]}
      kruimel={titel}
      zonderChat
    >
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own files, rendered with all markup in them escaped */}
      <article className="docs" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
    </Pagina>
  );
}
