import { Button, ButtonLink, Heading1, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { eigenVelden } from './formulierstand.ts';
import { Pagina } from './pagina.tsx';

interface Velden {
  omgeving: Paginaomgeving;
  token: string;
  kenmerk: string;
  dienst: string;
  formulierId: string;
}

/** Are you sure? Nothing happens before the klant says yes here. */
export function Intrekkenpagina({ omgeving, token, kenmerk, dienst, formulierId }: Velden): ReactNode {
  const eigenPagina = { titel: kenmerk, href: `/verzoek?t=${token}` };
  return (
    <Pagina omgeving={omgeving} titel={['Intrekken', dienst]} kruimels={[eigenPagina]} token={token}>
      <div className="site-smal">
        <Heading1>Wilt u dit intrekken?</Heading1>
        <Paragraph lead>
          {dienst}, uw nummer {kenmerk}
        </Paragraph>
        <Paragraph>
          Wij stoppen er dan mee. U kunt dit niet terugdraaien. Wilt u later toch verder? Dan begint u
          opnieuw.
        </Paragraph>
        <form method="post" action="/verzoek/intrekken" className="formulier">
          <input type="hidden" name={eigenVelden.token} value={token} />
          <input type="hidden" name={eigenVelden.formulierId} value={formulierId} />
          <div className="formulier__knoppen">
            <Button type="submit" appearance="primary-action-button" hint="danger">
              Ja, intrekken
            </Button>
            <ButtonLink href={eigenPagina.href} appearance="secondary-action-button">
              Nee, terug
            </ButtonLink>
          </div>
        </form>
      </div>
    </Pagina>
  );
}
