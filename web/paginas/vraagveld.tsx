import { FormField, FormLabel, Textbox } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import type { Vraag } from '../../domein/vraag.ts';
import { Bestandenveld } from './bestandenveld.tsx';
import { type Formulierstand, foutOf, idOf, veldnamen } from './formulierstand.ts';
import { beschrijf, Keuzeveld, Labeltekst, Tekstvak, Tekstveld, type Veldeigenschappen } from './veld.tsx';

export const jaNee = [
  { code: 'ja', tekst: 'Ja' },
  { code: 'nee', tekst: 'Nee' },
];

/** The field for one question of a process, whatever its kind. */
export function Vraagveld({
  vraag,
  vragen,
  stand,
}: {
  vraag: Vraag;
  vragen: readonly Vraag[];
  stand: Formulierstand;
}): ReactNode {
  const { als } = vraag;
  const field = <Invoer vraag={vraag} vragen={vragen} stand={stand} />;
  if (!als) return field;
  // The script reads the condition from here; without it the question stands there with the condition in words.
  return (
    <div className="veld-voorwaardelijk" data-als={als.veld} data-is={JSON.stringify(als.is.map(inputValue))}>
      {field}
    </div>
  );
}

const inputValue = (value: string | boolean): string =>
  value === true ? 'ja' : value === false ? 'nee' : value;

/** `Alleen als u bij "Waar gaat uw melding over?" kiest: Geluid.` */
export function describeVoorwaarde(vraag: Vraag, vragen: readonly Vraag[]): string | undefined {
  if (!vraag.als) return undefined;
  const source = vragen.find(({ naam }) => naam === vraag.als?.veld);
  const opties = source?.soort === 'ja-nee' ? jaNee : (source?.opties ?? []);
  const wanted = vraag.als.is.map(
    (value) => opties.find(({ code }) => code === inputValue(value))?.tekst ?? String(value),
  );
  return `Alleen als u bij “${source?.vraag ?? vraag.als.veld}” kiest: ${wanted.join(' of ')}.`;
}

function Invoer({
  vraag,
  vragen,
  stand,
}: {
  vraag: Vraag;
  vragen: readonly Vraag[];
  stand: Formulierstand;
}): ReactNode {
  const { naam, soort, maximum } = vraag;
  const velden: Veldeigenschappen = {
    naam,
    label: vraag.vraag,
    ...(vraag.hulp ? { hulp: vraag.hulp } : {}),
    voorwaarde: describeVoorwaarde(vraag, vragen),
    verplicht: vraag.verplicht,
    fout: foutOf(stand, naam),
    waarde: stand.waarden.get(naam),
  };
  switch (soort) {
    case 'keuze':
      return <Keuzeveld {...velden} opties={vraag.opties ?? []} />;
    case 'ja-nee':
      return <Keuzeveld {...velden} opties={jaNee} />;
    case 'lange-tekst':
      return <Tekstvak {...velden} maximum={maximum} />;
    case 'getal':
      return <Tekstveld {...velden} inputMode="decimal" breedte="kort" />;
    case 'datum':
      return <Tekstveld {...velden} hulp={velden.hulp ?? 'Bijvoorbeeld 27-11-2026.'} breedte="kort" />;
    case 'email':
      return <Tekstveld {...velden} type="email" hulp={velden.hulp ?? 'Bijvoorbeeld naam@voorbeeld.nl.'} />;
    case 'telefoon':
      return <Tekstveld {...velden} type="tel" hulp={velden.hulp ?? 'Bijvoorbeeld 0612345678.'} />;
    case 'locatie':
      return <Locatieveld {...velden} stand={stand} />;
    case 'bestanden':
      return <Bestandenveld {...velden} bestanden={stand.bestanden.get(naam) ?? []} />;
    case 'tekst':
      return <Tekstveld {...velden} />;
  }
}

/** Words for a place, and the point of the device for who presses the button (only with the script). */
function Locatieveld({ stand, ...velden }: Veldeigenschappen & { stand: Formulierstand }): ReactNode {
  const { naam, label, verplicht, fout, waarde } = velden;
  const { describedBy, boven } = beschrijf(velden);
  const punt = (name: string): string => (fout ? '' : (stand.waarden.get(name) ?? ''));
  return (
    <FormField invalid={fout !== undefined} type="text" className="veld">
      <FormLabel htmlFor={idOf(naam)}>
        <Labeltekst label={label} verplicht={verplicht} />
      </FormLabel>
      {boven}
      <Textbox
        id={idOf(naam)}
        name={naam}
        defaultValue={waarde ?? ''}
        invalid={fout !== undefined}
        aria-describedby={describedBy}
        autoComplete="off"
      />
      <div className="veld__plek" data-plek={naam}>
        <input type="hidden" name={veldnamen.lat(naam)} defaultValue={punt(veldnamen.lat(naam))} />
        <input type="hidden" name={veldnamen.lon(naam)} defaultValue={punt(veldnamen.lon(naam))} />
        <button type="button" className="utrecht-button utrecht-button--secondary-action" hidden>
          Gebruik mijn locatie
        </button>
        <p className="utrecht-form-field-description" role="status" />
      </div>
    </FormField>
  );
}
