import { Alert, Button, Heading1, Heading2, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Antwoorden } from '../../domein/vraag.ts';
import type { Paginaomgeving } from './antwoord.ts';
import { Antwoordlijst, regelsOf } from './antwoordlijst.tsx';
import { voorkeuren } from './contactvelden.tsx';
import { labelsOf } from './formulierpagina.tsx';
import { eigenVelden, type Formulier, veldnamen } from './formulierstand.ts';
import { Pagina } from './pagina.tsx';

interface Velden {
  omgeving: Paginaomgeving;
  formulier: Formulier;
  /** The answers as they were checked. */
  gegevens: Antwoorden;
  /** Sending failed on our side: said on top, and everything stays. */
  storing?: boolean;
}

/** Step 2: everything to read again. The answers travel in the page itself, so it works without JavaScript and without a session. */
export function Controlepagina({ omgeving, formulier, gegevens, storing }: Velden): ReactNode {
  const { proces, vragen } = formulier;
  return (
    <Pagina
      omgeving={omgeving}
      titel={['Controleren', proces.dienst]}
      fout={storing === true}
      kruimels={[{ titel: 'Direct regelen', href: '/formulier' }]}
      kruimel={proces.dienst}
    >
      <div className="site-smal">
        {storing ? (
          <div id="fouten" tabIndex={-1} className="site-fouten">
            <Alert type="error">
              <Heading2>Versturen lukt nu niet</Heading2>
              <Paragraph>
                Uw antwoorden staan nog op deze pagina. Wacht even en kies dan opnieuw “Versturen”. Lukt het
                niet? Mail ons dan.
              </Paragraph>
            </Alert>
          </div>
        ) : null}
        <p className="site-stap">Stap 2 van 2: controleren</p>
        <Heading1>Controleer uw antwoorden</Heading1>
        <Paragraph lead>Klopt alles? Kies dan “Versturen”. U kunt uw antwoorden ook nog wijzigen.</Paragraph>
        <form
          method="post"
          action={`/formulier/${proces.code}`}
          encType="multipart/form-data"
          className="formulier"
        >
          <Verborgen formulier={formulier} />
          <section aria-labelledby="uw-antwoorden">
            <Heading2 id="uw-antwoorden">{proces.dienst}</Heading2>
            <Antwoordlijst regels={regelsOf(vragen, gegevens)} />
          </section>
          <section aria-labelledby="uw-gegevens">
            <Heading2 id="uw-gegevens">Uw gegevens</Heading2>
            <Contact formulier={formulier} />
          </section>
          <div className="formulier__knoppen">
            <Button
              type="submit"
              appearance="primary-action-button"
              name={eigenVelden.actie}
              value="versturen"
            >
              Versturen
            </Button>
            <Button
              type="submit"
              appearance="secondary-action-button"
              name={eigenVelden.actie}
              value="wijzigen"
            >
              Antwoorden wijzigen
            </Button>
          </div>
        </form>
      </div>
    </Pagina>
  );
}

const contactnamen = [
  eigenVelden.naam,
  eigenVelden.email,
  eigenVelden.telefoon,
  eigenVelden.voorkeurskanaal,
  eigenVelden.namens,
];

function Contact({ formulier }: { formulier: Formulier }): ReactNode {
  const labels = labelsOf(formulier);
  const regels = contactnamen.flatMap((naam) => {
    const waarde = formulier.stand.waarden.get(naam)?.trim();
    if (!waarde) return [];
    const tekst =
      naam === eigenVelden.voorkeurskanaal
        ? (voorkeuren.find(({ code }) => code === waarde)?.tekst ?? waarde)
        : waarde;
    return [{ label: labels.get(naam) ?? naam, tekst }];
  });
  if (regels.length > 0) return <Antwoordlijst regels={regels} />;
  return (
    <Paragraph>
      U heeft geen naam of adres ingevuld. Bewaar straks uw nummer, dan kunt u uw aanvraag volgen.
    </Paragraph>
  );
}

/** All that was typed, for the next post. */
function Verborgen({ formulier }: { formulier: Formulier }): ReactNode {
  const { stand } = formulier;
  return (
    <>
      <input type="hidden" name={eigenVelden.formulierId} value={stand.formulierId} />
      {[...stand.waarden].map(([naam, waarde]) => (
        <input key={naam} type="hidden" name={naam} value={waarde} />
      ))}
      {[...stand.bestanden].flatMap(([naam, bestanden]) =>
        bestanden.map(({ token }) => (
          <input key={token} type="hidden" name={veldnamen.bewaard(naam)} value={token} />
        )),
      )}
    </>
  );
}
