import {
  Fieldset,
  FieldsetLegend,
  FormField,
  FormFieldDescription,
  FormFieldErrorMessage,
  FormLabel,
  RadioButton,
  Textarea,
  Textbox,
} from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Vraag } from '../../../domein/vraag.ts';

interface Velden {
  vraag: Vraag;
  waarde: unknown;
  fout: string | undefined;
  onChange: (waarde: unknown) => void;
}

export const veldId = (naam: string): string => `vraag-${naam}`;

const jaNee = [
  { waarde: true, tekst: 'Ja' },
  { waarde: false, tekst: 'Nee' },
];

/** One question of a form, in the shape that fits its kind. */
export function Vraagveld(velden: Velden): ReactNode {
  const { vraag } = velden;
  if (vraag.soort === 'ja-nee') return <Keuzes {...velden} opties={jaNee} />;
  if (vraag.soort === 'keuze')
    return (
      <Keuzes {...velden} opties={(vraag.opties ?? []).map(({ code, tekst }) => ({ waarde: code, tekst }))} />
    );
  return <Tekst {...velden} />;
}

const describedBy = ({ vraag, fout }: Velden): string | undefined =>
  [vraag.hulp && `${veldId(vraag.naam)}-hulp`, fout && `${veldId(vraag.naam)}-fout`]
    .filter(Boolean)
    .join(' ') || undefined;

function Boven({ vraag, fout }: Velden): ReactNode {
  const id = veldId(vraag.naam);
  return (
    <>
      {vraag.hulp ? <FormFieldDescription id={`${id}-hulp`}>{vraag.hulp}</FormFieldDescription> : null}
      {fout ? <FormFieldErrorMessage id={`${id}-fout`}>{fout}</FormFieldErrorMessage> : null}
    </>
  );
}

function Naam({ vraag }: { vraag: Vraag }): ReactNode {
  return (
    <>
      {vraag.vraag}
      {vraag.verplicht ? null : <span className="mw-optie"> (niet verplicht)</span>}
    </>
  );
}

function Keuzes(velden: Velden & { opties: { waarde: unknown; tekst: string }[] }): ReactNode {
  const { vraag, waarde, fout, onChange, opties } = velden;
  const id = veldId(vraag.naam);
  return (
    <FormField className="mw-veld">
      <Fieldset role="radiogroup" invalid={fout !== undefined} aria-describedby={describedBy(velden)}>
        <FieldsetLegend>
          <Naam vraag={vraag} />
        </FieldsetLegend>
        <Boven {...velden} />
        {opties.map((optie, index) => {
          const optieId = index === 0 ? id : `${id}-${index}`;
          return (
            <div className="mw-radio" key={optie.tekst}>
              <RadioButton
                id={optieId}
                name={id}
                checked={waarde === optie.waarde}
                onChange={() => onChange(optie.waarde)}
              />
              <FormLabel htmlFor={optieId} type="radio">
                {optie.tekst}
              </FormLabel>
            </div>
          );
        })}
      </Fieldset>
    </FormField>
  );
}

/** Kinds that are typed; a place is its description. */
function Tekst(velden: Velden): ReactNode {
  const { vraag, waarde, fout, onChange } = velden;
  const id = veldId(vraag.naam);
  const shared = {
    id,
    invalid: fout !== undefined,
    'aria-describedby': describedBy(velden),
    maxLength: vraag.maximum,
  };
  return (
    <FormField
      type={vraag.soort === 'lange-tekst' ? 'textarea' : 'text'}
      invalid={fout !== undefined}
      className="mw-veld"
    >
      <FormLabel htmlFor={id}>
        <Naam vraag={vraag} />
      </FormLabel>
      <Boven {...velden} />
      {vraag.soort === 'lange-tekst' ? (
        <Textarea
          {...shared}
          rows={4}
          value={String(waarde ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Textbox
          {...shared}
          type={{ datum: 'date', email: 'email', telefoon: 'tel' }[vraag.soort as string] ?? 'text'}
          inputMode={vraag.soort === 'getal' ? 'decimal' : undefined}
          defaultValue={
            typeof waarde === 'object'
              ? (waarde as { omschrijving?: string }).omschrijving
              : String(waarde ?? '')
          }
          onChange={(event) => onChange(readTyped(vraag, event.target.value))}
        />
      )}
    </FormField>
  );
}

/** What was typed as the schema wants it; a number that is none stays text, so that the check can say so. */
function readTyped(vraag: Vraag, text: string): unknown {
  if (vraag.soort === 'locatie') return text ? { omschrijving: text } : '';
  if (vraag.soort === 'getal' && /^-?\d+([.,]\d+)?$/.test(text.trim())) return Number(text.replace(',', '.'));
  return text;
}
