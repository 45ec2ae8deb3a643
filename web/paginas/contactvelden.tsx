import { Heading2, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { eigenVelden, type Formulier, foutOf } from './formulierstand.ts';
import { Keuzeveld, Tekstveld } from './veld.tsx';

export const voorkeuren = [
  { code: 'email', tekst: 'Per e-mail' },
  { code: 'chat', tekst: 'In de chat' },
];

/** Who asks, and how we may answer. All optional where the process needs no identity, so that anybody may report. */
export function Contactvelden({ formulier }: { formulier: Formulier }): ReactNode {
  const { stand, contactVerplicht: verplicht } = formulier;
  const veld = (naam: string) => ({ naam, fout: foutOf(stand, naam), waarde: stand.waarden.get(naam) });
  return (
    <section aria-labelledby="uw-gegevens">
      <Heading2 id="uw-gegevens">Uw gegevens</Heading2>
      <Paragraph>
        {verplicht
          ? 'Wij willen weten wie u bent. Vul ook uw e-mailadres of uw telefoonnummer in.'
          : 'U hoeft dit niet in te vullen. Vult u niets in? Dan kunnen wij u geen bericht sturen. U ziet ons antwoord dan alleen op uw eigen pagina.'}
      </Paragraph>
      <Tekstveld {...veld(eigenVelden.naam)} label="Uw naam" verplicht={verplicht} autoComplete="name" />
      <Tekstveld
        {...veld(eigenVelden.email)}
        label="Uw e-mailadres"
        hulp="Bijvoorbeeld naam@voorbeeld.nl."
        verplicht={false}
        type="email"
        autoComplete="email"
      />
      <Tekstveld
        {...veld(eigenVelden.telefoon)}
        label="Uw telefoonnummer"
        hulp="Bijvoorbeeld 0612345678."
        verplicht={false}
        type="tel"
        autoComplete="tel"
      />
      <div data-als-adres="">
        <Keuzeveld
          {...veld(eigenVelden.voorkeurskanaal)}
          label="Hoe krijgt u het liefst ons antwoord?"
          voorwaarde="Alleen als u hierboven een e-mailadres of telefoonnummer invult."
          verplicht={false}
          opties={voorkeuren}
          leeg="Geen voorkeur"
        />
      </div>
      <Tekstveld
        {...veld(eigenVelden.namens)}
        label="Doet u dit voor iemand anders? Vul dan de naam van die persoon in"
        verplicht={false}
      />
    </section>
  );
}
