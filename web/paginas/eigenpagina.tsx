import {
  Alert,
  Button,
  ButtonLink,
  DataList,
  DataListItem,
  DataListKey,
  DataListValue,
  Heading1,
  Heading2,
  Paragraph,
  StatusBadge,
} from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { formatDatum } from '../../domein/termijn.ts';
import type { Vraag } from '../../domein/vraag.ts';
import type { Paginaomgeving } from './antwoord.ts';
import { Bestandenveld } from './bestandenveld.tsx';
import { eigenVelden, type Formulierstand, foutOf } from './formulierstand.ts';
import { Foutsamenvatting } from './foutsamenvatting.tsx';
import { Pagina } from './pagina.tsx';
import { Tijdlijn, type Tijdlijnbericht } from './tijdlijn.tsx';
import { Tekstvak } from './veld.tsx';
import { describeStand, type Stand, type Standtekst } from './verzoekstatus.ts';

/** Names of the inputs of the message form, and its longest text. */
export const berichtvelden = { tekst: 'bericht', bestanden: 'bestanden', maximum: 5000 } as const;

export interface Eigenpaginavelden {
  omgeving: Paginaomgeving;
  token: string;
  kenmerk: string;
  dienst: string;
  /** Absent: a conversation without a verzoek. */
  verzoek?: Stand & {
    registratiedatum: Date;
    afgesloten: boolean;
    voorganger: string | null;
    zaak: { zaaknummer: string; status: string | null } | null;
  };
  berichten: readonly Tijdlijnbericht[];
  vragen: readonly Vraag[];
  stand: Formulierstand;
  /** Something the klant just did, confirmed. */
  gedaan?: 'bericht' | 'intrekken' | undefined;
}

const gedaanteksten = {
  bericht: 'Wij hebben uw bericht ontvangen.',
  intrekken: 'Wij hebben ontvangen dat u dit wilt intrekken. U krijgt daar bericht van.',
};

/** The klant's own page of one verzoek: how it stands, all messages, and a way to answer. */
export function Eigenpagina(velden: Eigenpaginavelden): ReactNode {
  const { omgeving, token, kenmerk, dienst, verzoek, stand } = velden;
  const tekst = verzoek && describeStand(verzoek);
  return (
    <Pagina
      omgeving={omgeving}
      titel={[`Uw nummer ${kenmerk}`, dienst]}
      kruimel={kenmerk}
      kruimels={[]}
      token={token}
      fout={stand.fouten.length > 0}
    >
      <Foutsamenvatting
        fouten={stand.fouten}
        labels={
          new Map(
            Object.entries({ [berichtvelden.tekst]: 'Uw bericht', [berichtvelden.bestanden]: 'Bestanden' }),
          )
        }
      />
      {velden.gedaan ? (
        <div id="gedaan" tabIndex={-1} className="site-fouten" role="status">
          <Alert type="ok">
            <Paragraph>{gedaanteksten[velden.gedaan]}</Paragraph>
          </Alert>
        </div>
      ) : null}
      <Heading1>{dienst}</Heading1>
      <div className="eigen">
        <div className="eigen__hoofd">
          {tekst ? <Status tekst={tekst} /> : null}
          <Berichtformulier velden={velden} actie={tekst?.kleur === 'actie'} />
          <section aria-labelledby="berichten">
            <Heading2 id="berichten">Alle berichten</Heading2>
            <Tijdlijn
              berichten={velden.berichten}
              gemeenteNaam={omgeving.gemeenteNaam}
              vragen={velden.vragen}
            />
          </section>
        </div>
        <Kenmerken velden={velden} />
      </div>
    </Pagina>
  );
}

function Status({ tekst }: { tekst: Standtekst }): ReactNode {
  const badge = { neutraal: 'neutral', actie: 'warning', klaar: 'safe' }[tekst.kleur];
  return (
    <section className={`eigen__status eigen__status--${tekst.kleur}`} aria-labelledby="status">
      <Heading2 id="status" className="site-onzichtbaar">
        Hoe staat het ermee?
      </Heading2>
      <StatusBadge status={badge}>{tekst.kort}</StatusBadge>
      <Paragraph>{tekst.uitleg}</Paragraph>
    </section>
  );
}

function Kenmerken({ velden: { kenmerk, verzoek, token } }: { velden: Eigenpaginavelden }): ReactNode {
  return (
    <aside className="eigen__zij" aria-labelledby="gegevens">
      <Heading2 id="gegevens" className="site-voet__kop">
        Gegevens
      </Heading2>
      <DataList>
        <DataListItem>
          <DataListKey>Uw nummer</DataListKey>
          <DataListValue>{kenmerk}</DataListValue>
        </DataListItem>
        {verzoek ? (
          <DataListItem>
            <DataListKey>Ontvangen op</DataListKey>
            <DataListValue>{formatDatum(verzoek.registratiedatum.getTime())}</DataListValue>
          </DataListItem>
        ) : null}
        {verzoek?.zaak ? (
          <DataListItem>
            <DataListKey>Zaaknummer</DataListKey>
            <DataListValue>{verzoek.zaak.zaaknummer}</DataListValue>
          </DataListItem>
        ) : null}
        {verzoek?.zaak?.status ? (
          <DataListItem>
            <DataListKey>Status van de zaak</DataListKey>
            <DataListValue>{verzoek.zaak.status}</DataListValue>
          </DataListItem>
        ) : null}
        {verzoek?.voorganger ? (
          <DataListItem>
            <DataListKey>Hoort bij uw eerdere nummer</DataListKey>
            <DataListValue>{verzoek.voorganger}</DataListValue>
          </DataListItem>
        ) : null}
      </DataList>
      <div className="formulier__knoppen">
        <ButtonLink href={`/chat?t=${token}`} appearance="secondary-action-button">
          Verder in de chat
        </ButtonLink>
        {verzoek && !verzoek.afgesloten ? (
          <ButtonLink href={`/verzoek/intrekken?t=${token}`} appearance="subtle-button">
            Intrekken
          </ButtonLink>
        ) : null}
      </div>
    </aside>
  );
}

function Berichtformulier({ velden, actie }: { velden: Eigenpaginavelden; actie: boolean }): ReactNode {
  const { stand, token } = velden;
  const vraag = actie && readVraag(velden.berichten);
  return (
    <section aria-labelledby="antwoord" className={actie ? 'eigen__antwoord' : undefined}>
      <Heading2 id="antwoord">{actie ? 'Geef antwoord op onze vraag' : 'Iets toevoegen of vragen'}</Heading2>
      {vraag ? <blockquote className="eigen__vraag">{vraag}</blockquote> : null}
      <form method="post" action="/verzoek" encType="multipart/form-data" noValidate className="formulier">
        <input type="hidden" name={eigenVelden.token} value={token} />
        <input type="hidden" name={eigenVelden.formulierId} value={stand.formulierId} />
        <Tekstvak
          naam={berichtvelden.tekst}
          label={actie ? 'Uw antwoord' : 'Uw bericht'}
          verplicht
          maximum={berichtvelden.maximum}
          fout={foutOf(stand, berichtvelden.tekst)}
          waarde={stand.waarden.get(berichtvelden.tekst)}
        />
        <Bestandenveld
          naam={berichtvelden.bestanden}
          label="Bestanden"
          verplicht={false}
          fout={foutOf(stand, berichtvelden.bestanden)}
          bestanden={stand.bestanden.get(berichtvelden.bestanden) ?? []}
        />
        <div className="formulier__knoppen">
          <Button type="submit" appearance="primary-action-button">
            Versturen
          </Button>
        </div>
      </form>
    </section>
  );
}

/** Our last question, without the lines below it on how to reach us: whoever reads this page has reached us. */
function readVraag(berichten: readonly Tijdlijnbericht[]): string | undefined {
  const tekst = berichten.findLast(({ soort }) => soort === 'vraag')?.tekst;
  return tekst?.split('\nU bereikt ons zo:')[0]?.trim();
}
