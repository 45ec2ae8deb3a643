import {
  Alert,
  Button,
  FormField,
  FormFieldDescription,
  FormFieldErrorMessage,
  FormLabel,
  Paragraph,
  Textarea,
} from '@utrecht/component-library-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Archieflijst } from '../../../api/medewerker/contract.ts';
import { showZaken, useArchiefbesluit } from '../gegevens/archief.ts';
import { useKeepTyped } from '../gegevens/handelingen.ts';
import { redenId } from './archieftabel.tsx';
import { Melding } from './melding.tsx';

interface Besluitvelden {
  lijst: Archieflijst;
  afgehaald: ReadonlyMap<number, string>;
  /** Zaken that are taken off without a reason. */
  onMist: (volgnummers: ReadonlySet<number>) => void;
}

type Besluit = 'goedkeuren' | 'afwijzen';

/** Deciding: first a word why, then the question whether that is sure. */
export function Archiefbesluit({ lijst, afgehaald, onMist }: Besluitvelden): ReactNode {
  const [toelichting, setToelichting] = useState('');
  const [vraagt, setVraagt] = useState<Besluit>();
  const [fout, setFout] = useState<string>();
  const veld = useRef<HTMLTextAreaElement>(null);
  const besluit = useArchiefbesluit(lijst.id);
  useKeepTyped((toelichting !== '' || afgehaald.size > 0) && !besluit.isSuccess);
  const over = lijst.zaken - afgehaald.size;

  const vraag = (keuze: Besluit) => (event: FormEvent) => {
    event.preventDefault();
    const mist = keuze === 'goedkeuren' ? zonderReden(afgehaald) : [];
    onMist(new Set(mist));
    setFout(toelichting.trim() ? undefined : 'Vul een toelichting in.');
    const [eerste] = mist;
    if (eerste !== undefined) document.getElementById(redenId(eerste))?.focus();
    else if (!toelichting.trim()) veld.current?.focus();
    else setVraagt(keuze);
  };
  const beslis = (): void => {
    if (!vraagt) return;
    const van = vraagt === 'goedkeuren' ? [...afgehaald] : [];
    besluit.mutate({
      besluit: vraagt,
      toelichting: toelichting.trim(),
      afgehaald: van.map(([volgnummer, reden]) => ({ volgnummer, reden: reden.trim() })),
    });
    setVraagt(undefined);
  };

  return (
    <section className="mw-kaart mw-kaart--doen mw-besluit" aria-labelledby="kaart-besluit">
      <h2 id="kaart-besluit">Uw besluit</h2>
      <Melding fout={besluit.error} />
      <form onSubmit={vraag('goedkeuren')} noValidate>
        <FormField type="textarea" invalid={fout !== undefined}>
          <FormLabel htmlFor="toelichting">Toelichting</FormLabel>
          <FormFieldDescription id="toelichting-hulp">
            Dit komt in de verklaring. Noem geen namen van inwoners.
          </FormFieldDescription>
          {fout ? <FormFieldErrorMessage id="toelichting-fout">{fout}</FormFieldErrorMessage> : null}
          <Textarea
            id="toelichting"
            ref={veld}
            rows={3}
            value={toelichting}
            maxLength={1_000}
            invalid={fout !== undefined}
            aria-describedby={fout ? 'toelichting-hulp toelichting-fout' : 'toelichting-hulp'}
            onChange={(event) => setToelichting(event.target.value)}
          />
        </FormField>
        {vraagt ? (
          <Bevestiging
            soort={lijst.soort}
            keuze={vraagt}
            over={over}
            onJa={beslis}
            onNee={() => setVraagt(undefined)}
          />
        ) : (
          <div className="mw-knoppen">
            <Button
              type="submit"
              appearance="primary-action-button"
              disabled={besluit.isPending || over === 0}
            >
              Keur goed
            </Button>
            <Button
              appearance="secondary-action-button"
              disabled={besluit.isPending}
              onClick={vraag('afwijzen')}
            >
              Wijs de hele lijst af
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}

const zonderReden = (afgehaald: ReadonlyMap<number, string>): number[] =>
  [...afgehaald].flatMap(([volgnummer, reden]) => (reden.trim() ? [] : [volgnummer]));

interface Bevestigingvelden {
  soort: Archieflijst['soort'];
  keuze: Besluit;
  over: number;
  onJa: () => void;
  onNee: () => void;
}

/** The last question; takes the focus, so that nobody answers it by accident. */
function Bevestiging({ soort, keuze, over, onJa, onNee }: Bevestigingvelden): ReactNode {
  const vak = useRef<HTMLDivElement>(null);
  useEffect(() => vak.current?.focus(), []);
  const vernietigt = keuze === 'goedkeuren' && soort === 'vernietigen';
  const tekst = vernietigt
    ? `Wij vernietigen ${showZaken(over)} met documenten en besluiten. Dit kunnen wij niet terugdraaien.`
    : keuze === 'goedkeuren'
      ? `Wij zetten bij ${showZaken(over)} dat u ze heeft overgedragen.`
      : 'Wij doen niets met deze zaken. Zij komen pas weer op een lijst als er iets aan verandert, of over een jaar.';
  return (
    <Alert
      type={vernietigt ? 'warning' : 'info'}
      role="group"
      tabIndex={-1}
      ref={vak}
      aria-label="Weet u het zeker?"
    >
      <Paragraph>
        <strong>Weet u het zeker?</strong> {tekst}
      </Paragraph>
      <div className="mw-knoppen">
        <Button appearance="primary-action-button" onClick={onJa}>
          {vernietigt
            ? `Ja, vernietig ${showZaken(over)}`
            : keuze === 'goedkeuren'
              ? 'Ja, keur goed'
              : 'Ja, wijs af'}
        </Button>
        <Button appearance="secondary-action-button" onClick={onNee}>
          Nee, terug
        </Button>
      </div>
    </Alert>
  );
}
