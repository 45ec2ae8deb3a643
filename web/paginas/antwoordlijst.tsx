import { DataList, DataListItem, DataListKey, DataListValue } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { formatDatum } from '../../domein/termijn.ts';
import { type Antwoorden, isVisible, type Vraag } from '../../domein/vraag.ts';

/** An answer as a person reads it. */
export function formatAntwoord(vraag: Vraag, waarde: unknown): string {
  if (waarde === true) return 'Ja';
  if (waarde === false) return 'Nee';
  if (vraag.soort === 'keuze')
    return vraag.opties?.find(({ code }) => code === waarde)?.tekst ?? String(waarde);
  if (vraag.soort === 'datum' && typeof waarde === 'string' && !Number.isNaN(Date.parse(waarde)))
    return formatDatum(Date.parse(`${waarde.slice(0, 10)}T12:00:00Z`));
  if (vraag.soort === 'getal') return String(waarde).replace('.', ',');
  if (Array.isArray(waarde)) return waarde.map(String).join(', ');
  if (typeof waarde === 'object' && waarde !== null) {
    const { omschrijving, punt } = waarde as { omschrijving?: string; punt?: unknown };
    return `${omschrijving ?? ''}${punt ? ' (met de plek van uw toestel)' : ''}`;
  }
  return String(waarde ?? '');
}

/** Rows of question and answer; questions that were not asked are left out. */
export function regelsOf(
  vragen: readonly Vraag[],
  antwoorden: Antwoorden,
): { label: string; tekst: string }[] {
  return vragen
    .filter(
      (vraag) =>
        isVisible(vraag, antwoorden) &&
        antwoorden[vraag.naam] !== undefined &&
        antwoorden[vraag.naam] !== null,
    )
    .map((vraag) => ({ label: vraag.vraag, tekst: formatAntwoord(vraag, antwoorden[vraag.naam]) }));
}

/** Questions with their answers. */
export function Antwoordlijst({
  regels,
}: {
  regels: readonly { label: string; tekst: string }[];
}): ReactNode {
  return (
    <DataList appearance="rows">
      {regels.map(({ label, tekst }) => (
        <DataListItem key={label}>
          <DataListKey>{label}</DataListKey>
          <DataListValue multiline>{tekst}</DataListValue>
        </DataListItem>
      ))}
    </DataList>
  );
}
