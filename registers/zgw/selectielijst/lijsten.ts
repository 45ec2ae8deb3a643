import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One row of a list: its values by the names of the API. */
export interface Rij {
  uuid: string;
  [naam: string]: unknown;
}

const soorten = ['procestypen', 'resultaten', 'resultaattypeomschrijvingen', 'communicatiekanalen'] as const;
export type Lijstsoort = (typeof soorten)[number];

interface Lijst {
  rijen: Rij[];
  opUuid: ReadonlyMap<string, Rij>;
}

/** The ja/nee fields of a resultaat (Selectielijst 1.0), in the order of the standard. */
export const taakgebieden = [
  'algemeenBestuurEnInrichtingOrganisatie',
  'bedrijfsvoeringEnPersoneel',
  'publiekeInformatieEnRegistratie',
  'burgerzaken',
  'veiligheid',
  'verkeerEnVervoer',
  'economie',
  'onderwijs',
  'sportCultuurEnRecreatie',
  'sociaalDomein',
  'volksgezonheidEnMilieu',
  'vhrosv',
  'heffenBelastingen',
  'alleTaakgebieden',
] as const;

const gelezen = new Map<Lijstsoort, Lijst>();

/** A shipped list; where it comes from stands in the file itself (`bron`). Read at first use, never changed. */
export function lijst(soort: Lijstsoort): Lijst {
  let gevonden = gelezen.get(soort);
  if (!gevonden) {
    const bestand = path.join(import.meta.dirname, 'gegevens', `${soort}.json`);
    const { rijen } = JSON.parse(readFileSync(bestand, 'utf8')) as { rijen: (Rij & { ook?: string })[] };
    const paren = rijen.flatMap((rij) =>
      [rij.uuid, ...(rij.ook ? [rij.ook] : [])].map((uuid) => [uuid, rij] as const),
    );
    gevonden = { rijen, opUuid: new Map(paren) };
    gelezen.set(soort, gevonden);
  }
  return gevonden;
}

/** A row as the API shows it. @param basis address of the API, to which references are made */
export function toonLijstrij(
  basis: string,
  soort: Lijstsoort,
  { uuid, ook: _, ...rij }: Rij,
): Record<string, unknown> {
  const url = `${basis}/${soort}/${uuid}`;
  if (soort === 'resultaattypeomschrijvingen')
    return { url, omschrijving: rij.omschrijving, definitie: rij.omschrijving, opmerking: '' };
  if (soort !== 'resultaten') return { url, ...rij };
  const { procesType, taakgebieden: gebieden, procestermijnOpmerking, ...overig } = rij;
  return {
    url,
    procesType: `${basis}/procestypen/${procesType}`,
    ...overig,
    ...Object.fromEntries(taakgebieden.map((naam) => [naam, (gebieden as string[]).includes(naam)])),
    procestermijnOpmerking,
  };
}
