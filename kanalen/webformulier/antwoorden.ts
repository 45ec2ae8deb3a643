import type { Antwoorden, Vraag } from '../../domein/vraag.ts';
import { veldnamen } from '../../web/paginas/formulierstand.ts';

/** `1.234,5` and `1234.5` are numbers; everything else stays text, for the schema to refuse. */
export function parseGetal(text: string): number | string {
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replace(/\./g, '') : text;
  return /^-?\d{1,15}([.,]\d{1,10})?$/.test(plain) ? Number(plain.replace(',', '.')) : text;
}

/** `27-11-2026`, `27/11/2026` and `2026-11-27` are ISO days; everything else stays, for the schema to refuse. */
export function parseDatum(text: string): string {
  const [, dag, maand, jaar] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ?? [];
  return dag && maand && jaar ? `${jaar}-${maand.padStart(2, '0')}-${dag.padStart(2, '0')}` : text;
}

/** From what stands in the inputs to values that the schema of the process can check. Empty inputs are no answer. */
export function readAntwoorden(
  vragen: readonly Vraag[],
  waarden: ReadonlyMap<string, string>,
  bestandsnamen: (naam: string) => string[],
): Antwoorden {
  return Object.fromEntries(vragen.map((vraag) => [vraag.naam, readAntwoord(vraag, waarden, bestandsnamen)]));
}

function readAntwoord(
  { naam, soort }: Vraag,
  waarden: ReadonlyMap<string, string>,
  bestandsnamen: (naam: string) => string[],
): unknown {
  const text = waarden.get(naam)?.trim() ?? '';
  if (soort === 'bestanden') {
    const namen = bestandsnamen(naam);
    return namen.length > 0 ? namen : undefined;
  }
  if (soort === 'locatie') return readLocatie(naam, text, waarden);
  if (text === '') return undefined;
  switch (soort) {
    case 'ja-nee':
      return text === 'ja' ? true : text === 'nee' ? false : text;
    case 'getal':
      return parseGetal(text);
    case 'datum':
      return parseDatum(text);
    default:
      return text;
  }
}

function readLocatie(naam: string, omschrijving: string, waarden: ReadonlyMap<string, string>): unknown {
  const lat = waarden.get(veldnamen.lat(naam))?.trim();
  const lon = waarden.get(veldnamen.lon(naam))?.trim();
  if (!omschrijving && !lat && !lon) return undefined;
  return { omschrijving, ...(lat && lon ? { punt: { lat: Number(lat), lon: Number(lon) } } : {}) };
}
