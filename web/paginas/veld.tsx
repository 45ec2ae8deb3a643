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
import type { HTMLAttributes, ReactNode } from 'react';
import { idOf } from './formulierstand.ts';

/** What all fields share: a label that says when a field may stay empty, help, and the error between help and input. */
export interface Veldeigenschappen {
  naam: string;
  label: string;
  hulp?: ReactNode;
  /** When the question is asked at all; said in words for who has no JavaScript. */
  voorwaarde?: string | undefined;
  verplicht: boolean;
  fout?: string | undefined;
  waarde?: string | undefined;
}

interface Beschrijving {
  describedBy: string | undefined;
  boven: ReactNode;
}

/** Texts between label and input, with the ids that tie them to it. */
export function beschrijf({ naam, hulp, voorwaarde, fout }: Veldeigenschappen): Beschrijving {
  const id = idOf(naam);
  const ids = [voorwaarde && `${id}-als`, hulp && `${id}-hulp`, fout && `${id}-fout`].filter(Boolean);
  return {
    describedBy: ids.length > 0 ? ids.join(' ') : undefined,
    boven: (
      <>
        {voorwaarde ? (
          <FormFieldDescription id={`${id}-als`} className="veld__voorwaarde">
            {voorwaarde}
          </FormFieldDescription>
        ) : null}
        {hulp ? <FormFieldDescription id={`${id}-hulp`}>{hulp}</FormFieldDescription> : null}
        {fout ? (
          <FormFieldErrorMessage id={`${id}-fout`} className="veld__fout">
            <span className="site-onzichtbaar">Fout: </span>
            {fout}
          </FormFieldErrorMessage>
        ) : null}
      </>
    ),
  };
}

export function Labeltekst({ label, verplicht }: { label: string; verplicht: boolean }): ReactNode {
  return (
    <>
      {label}
      {verplicht ? null : <span className="veld__optie"> (niet verplicht)</span>}
    </>
  );
}

interface Tekstveldeigenschappen extends Veldeigenschappen {
  type?: 'text' | 'email' | 'tel';
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  autoComplete?: string;
  maximum?: number | undefined;
  breedte?: 'kort';
  children?: ReactNode;
}

/** One line of text. Never `required` or `pattern`: the browser's own messages are not ours to write. */
export function Tekstveld(velden: Tekstveldeigenschappen): ReactNode {
  const { naam, label, verplicht, fout, waarde, type = 'text', breedte, children } = velden;
  const { describedBy, boven } = beschrijf(velden);
  return (
    <FormField invalid={fout !== undefined} type="text" className="veld">
      <FormLabel htmlFor={idOf(naam)}>
        <Labeltekst label={label} verplicht={verplicht} />
      </FormLabel>
      {boven}
      <Textbox
        id={idOf(naam)}
        name={naam}
        type={type}
        defaultValue={waarde ?? ''}
        invalid={fout !== undefined}
        aria-describedby={describedBy}
        inputMode={velden.inputMode}
        autoComplete={velden.autoComplete ?? 'off'}
        maxLength={velden.maximum}
        className={breedte === 'kort' ? 'veld__kort' : undefined}
      />
      {children}
    </FormField>
  );
}

/** Several lines of text. The script counts what is left; without it the help says how much fits. */
export function Tekstvak(velden: Veldeigenschappen & { maximum?: number | undefined }): ReactNode {
  const { naam, label, verplicht, fout, waarde, maximum } = velden;
  const teller = `${idOf(naam)}-teller`;
  const { describedBy, boven } = beschrijf(velden);
  return (
    <FormField invalid={fout !== undefined} type="textarea" className="veld">
      <FormLabel htmlFor={idOf(naam)}>
        <Labeltekst label={label} verplicht={verplicht} />
      </FormLabel>
      {boven}
      <Textarea
        id={idOf(naam)}
        name={naam}
        rows={6}
        defaultValue={waarde ?? ''}
        invalid={fout !== undefined}
        aria-describedby={[describedBy, maximum && teller].filter(Boolean).join(' ') || undefined}
        data-maximum={maximum}
      />
      {maximum ? (
        <FormFieldDescription id={teller} className="veld__teller">
          {`U kunt hoogstens ${maximum} tekens typen.`}
        </FormFieldDescription>
      ) : null}
    </FormField>
  );
}

/** One choice out of a few. */
export function Keuzeveld(
  velden: Veldeigenschappen & { opties: readonly { code: string; tekst: string }[]; leeg?: string },
): ReactNode {
  const { naam, label, verplicht, fout, waarde, opties } = velden;
  const id = idOf(naam);
  const { describedBy, boven } = beschrijf(velden);
  const alle = verplicht ? opties : [...opties, { code: '', tekst: velden.leeg ?? 'Geen antwoord' }];
  return (
    <FormField invalid={fout !== undefined} className="veld">
      <Fieldset invalid={fout !== undefined} role="radiogroup" aria-describedby={describedBy}>
        <FieldsetLegend>
          <Labeltekst label={label} verplicht={verplicht} />
        </FieldsetLegend>
        {boven}
        {alle.map(({ code, tekst }, index) => {
          const optieId = index === 0 ? id : `${id}-${index}`;
          return (
            <div className="utrecht-form-field utrecht-form-field--radio veld__optieregel" key={code}>
              <RadioButton
                id={optieId}
                name={naam}
                value={code}
                defaultChecked={(waarde ?? '') === code && (code !== '' || waarde !== undefined)}
              />
              <FormLabel htmlFor={optieId} type="radio">
                {tekst}
              </FormLabel>
            </div>
          );
        })}
      </Fieldset>
    </FormField>
  );
}
