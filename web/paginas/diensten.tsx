import { Heading1, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { AnyProces } from '../../domein/proces.ts';
import type { Paginaomgeving } from './antwoord.ts';
import { Pagina } from './pagina.tsx';

/** Processes that a klant may start with a form, by name of the service. */
export function listFormulieren(processen: ReadonlyMap<string, AnyProces>): AnyProces[] {
  return [...processen.values()].filter(hasFormulier).sort((a, b) => a.dienst.localeCompare(b.dienst, 'nl'));
}

export const hasFormulier = (proces: AnyProces): boolean =>
  !proces.kanalen || proces.kanalen.includes('webformulier');

/** The services as large links. */
export function Dienstenlijst({ diensten }: { diensten: readonly AnyProces[] }): ReactNode {
  return (
    <ul className="site-tegels">
      {diensten.map(({ code, dienst }) => (
        <li key={code}>
          <a className="site-tegel" href={`/formulier/${code}`}>
            <span className="site-tegel__tekst">{dienst}</span>
            <span className="site-tegel__pijl" aria-hidden="true">
              →
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** All forms. */
export function Dienstenpagina({
  omgeving,
  diensten,
}: {
  omgeving: Paginaomgeving;
  diensten: readonly AnyProces[];
}): ReactNode {
  return (
    <Pagina omgeving={omgeving} titel={['Direct regelen']} kruimels={[]} actief="/formulier">
      <Heading1>Direct regelen</Heading1>
      <Paragraph lead>Kies wat u wilt regelen. U heeft geen account nodig.</Paragraph>
      <Dienstenlijst diensten={diensten} />
    </Pagina>
  );
}
