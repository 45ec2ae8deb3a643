import {
  Alert,
  ButtonLink,
  Heading1,
  Heading2,
  OrderedList,
  OrderedListItem,
  Paragraph,
} from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { Pagina } from './pagina.tsx';

interface Velden {
  omgeving: Paginaomgeving;
  dienst: string;
  kenmerk: string;
  /** Link token of the klant. */
  token: string;
  /** The klant gave a mail address. The address itself never stands in an address of a page. */
  perMail: boolean;
}

/** What the klant reads after sending: the number, the confirmation, what happens next, and how to go on. */
export function Verzondenpagina({ omgeving, dienst, kenmerk, token, perMail }: Velden): ReactNode {
  return (
    <Pagina
      omgeving={omgeving}
      titel={['Verstuurd', dienst]}
      kruimels={[{ titel: 'Direct regelen', href: '/formulier' }]}
      kruimel={dienst}
      token={token}
    >
      <div className="site-smal">
        <Alert type="ok">
          <Heading1>Wij hebben het ontvangen</Heading1>
          <Paragraph>{dienst}</Paragraph>
          <p className="site-kenmerk">
            Uw nummer is <strong data-kenmerk={kenmerk}>{kenmerk}</strong>
          </p>
        </Alert>
        <Paragraph>
          {perMail
            ? 'U krijgt een bevestiging op het e-mailadres dat u heeft ingevuld. Komt er niets? Kijk dan bij uw ongewenste e-mail.'
            : 'U heeft geen e-mailadres ingevuld. Schrijf daarom uw nummer op, of bewaar het adres van uw eigen pagina.'}
        </Paragraph>
        <Heading2>Wat gebeurt er nu?</Heading2>
        <OrderedList>
          <OrderedListItem>Een medewerker bekijkt wat u heeft gestuurd.</OrderedListItem>
          <OrderedListItem>Weten wij nog niet genoeg? Dan stellen wij u een vraag.</OrderedListItem>
          <OrderedListItem>Zijn wij klaar? Dan hoort u wat wij hebben gedaan.</OrderedListItem>
        </OrderedList>
        <Heading2>Volgen of iets toevoegen</Heading2>
        <Paragraph>
          Op uw eigen pagina ziet u hoe het ermee staat. U kunt daar ook iets toevoegen of vragen.
        </Paragraph>
        <div className="formulier__knoppen">
          <ButtonLink href={`/verzoek?t=${token}`} appearance="primary-action-button">
            Naar uw eigen pagina
          </ButtonLink>
          <ButtonLink href={`/chat?t=${token}`} appearance="secondary-action-button">
            Verder in de chat
          </ButtonLink>
          <button type="button" className="utrecht-button utrecht-button--subtle" data-afdrukken="" hidden>
            Deze pagina afdrukken
          </button>
        </div>
      </div>
    </Pagina>
  );
}
