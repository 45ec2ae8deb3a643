import { lijst } from '../zgw/selectielijst/lijsten.ts';

/** The class of the selectielijst that a zaak falls under. */
export interface Klasse {
  /** Such as 1.1.2; empty when the class is not one that we know. */
  nummer: string;
  naam: string;
  jaar: number | null;
  url: string;
}

/** Reads a class by the address that the resultaattype holds. */
export function leesKlasse(url: string): Klasse {
  const rij = lijst('resultaten').opUuid.get(url.split('/').at(-1) ?? '');
  const procestype = rij && lijst('procestypen').opUuid.get(String(rij.procesType));
  return {
    nummer: String(rij?.volledigNummer ?? ''),
    naam: [procestype?.naam, rij?.naam].filter(Boolean).join(': '),
    jaar: (procestype?.jaar as number | undefined) ?? null,
    url,
  };
}
