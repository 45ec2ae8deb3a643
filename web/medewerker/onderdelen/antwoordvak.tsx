import {
  Button,
  FormField,
  FormFieldDescription,
  FormFieldErrorMessage,
  FormLabel,
  Textarea,
} from '@utrecht/component-library-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Kanaalnaam } from '../../../api/medewerker/contract.ts';
import { newId } from '../gegevens/api.ts';
import { useAntwoord, useKeepTyped } from '../gegevens/handelingen.ts';
import { Melding } from './melding.tsx';

/** Write to the klant. The text stays until it is kept by the server; sending again is the same answer. */
export function Antwoordvak({ werkId, kanaal }: { werkId: string; kanaal: Kanaalnaam | null }): ReactNode {
  const [tekst, setTekst] = useState('');
  const [empty, setEmpty] = useState(false);
  const id = useRef(newId());
  const field = useRef<HTMLTextAreaElement>(null);
  const antwoord = useAntwoord(werkId);
  useKeepTyped(tekst !== '');

  const send = (): void => {
    if (antwoord.isPending) return;
    setEmpty(tekst.trim() === '');
    if (tekst.trim() === '') {
      field.current?.focus();
      return;
    }
    antwoord.mutate(
      { id: id.current, tekst },
      {
        onSuccess: () => {
          id.current = newId();
          setTekst('');
          field.current?.focus();
        },
      },
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <form className="mw-antwoord" onSubmit={submit}>
      <FormField type="textarea" invalid={empty}>
        <FormLabel htmlFor="antwoord">Antwoord aan de klant</FormLabel>
        <FormFieldDescription id="antwoord-hulp">
          {kanaal ? `De klant gebruikte het laatst: ${kanaal.naam}. ` : ''}
          Versturen kan ook met Ctrl en Enter.
        </FormFieldDescription>
        {empty ? (
          <FormFieldErrorMessage id="antwoord-fout">Vul een antwoord in.</FormFieldErrorMessage>
        ) : null}
        <Textarea
          id="antwoord"
          ref={field}
          rows={4}
          value={tekst}
          invalid={empty}
          aria-describedby={empty ? 'antwoord-hulp antwoord-fout' : 'antwoord-hulp'}
          onChange={(event) => {
            // Other words are another answer: a failed one may have arrived after all.
            if (antwoord.isError) id.current = newId();
            setTekst(event.target.value);
            setEmpty(false);
          }}
          onKeyDown={keys}
          maxLength={20_000}
        />
      </FormField>
      <Melding fout={antwoord.error} />
      <p role="status" className="mw-antwoord__stand">
        {antwoord.isSuccess && tekst === '' ? 'Uw antwoord is bewaard en gaat naar de klant.' : ''}
      </p>
      <Button type="submit" appearance="primary-action-button" disabled={antwoord.isPending}>
        {antwoord.isPending ? 'Bezig met versturen…' : 'Verstuur'}
      </Button>
    </form>
  );
}
