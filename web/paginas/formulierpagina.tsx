import { Button, Heading1, Heading2, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Paginaomgeving } from './antwoord.ts';
import { Contactvelden } from './contactvelden.tsx';
import { eigenVelden, type Formulier } from './formulierstand.ts';
import { Foutsamenvatting } from './foutsamenvatting.tsx';
import { Pagina } from './pagina.tsx';
import { Vraagveld } from './vraagveld.tsx';

/** Names of all questions by field, for the summary of errors. */
export function labelsOf({ vragen }: Formulier): Map<string, string> {
  return new Map([
    ...vragen.map(({ naam, vraag }): [string, string] => [naam, vraag]),
    [eigenVelden.naam, 'Uw naam'],
    [eigenVelden.email, 'Uw e-mailadres'],
    [eigenVelden.telefoon, 'Uw telefoonnummer'],
    [eigenVelden.namens, 'De naam van de andere persoon'],
    [eigenVelden.voorkeurskanaal, 'Hoe krijgt u het liefst ons antwoord?'],
  ]);
}

/** Step 1: all questions of a process on one page. */
export function Formulierpagina({
  omgeving,
  formulier,
}: {
  omgeving: Paginaomgeving;
  formulier: Formulier;
}): ReactNode {
  const { proces, vragen, stand } = formulier;
  return (
    <Pagina
      omgeving={omgeving}
      titel={['Invullen', proces.dienst]}
      fout={stand.fouten.length > 0}
      kruimels={[{ titel: 'Direct regelen', href: '/formulier' }]}
      kruimel={proces.dienst}
    >
      <div className="site-smal">
        <Foutsamenvatting fouten={stand.fouten} labels={labelsOf(formulier)} />
        <p className="site-stap">Stap 1 van 2: invullen</p>
        <Heading1>{proces.dienst}</Heading1>
        <Paragraph lead>Vul de vragen in. Daarna kunt u alles nog controleren.</Paragraph>
        <form
          method="post"
          action={`/formulier/${proces.code}`}
          encType="multipart/form-data"
          noValidate
          className="formulier"
        >
          <input type="hidden" name={eigenVelden.formulierId} value={stand.formulierId} />
          <section aria-labelledby="uw-vraag">
            <Heading2 id="uw-vraag">Uw antwoorden</Heading2>
            {vragen.map((vraag) => (
              <Vraagveld key={vraag.naam} vraag={vraag} vragen={vragen} stand={stand} />
            ))}
          </section>
          <Contactvelden formulier={formulier} />
          <div className="formulier__knoppen">
            <Button
              type="submit"
              appearance="primary-action-button"
              name={eigenVelden.actie}
              value="controleren"
            >
              Verder naar controleren
            </Button>
          </div>
        </form>
      </div>
    </Pagina>
  );
}
