import {
  hashNationalNumber,
  openNationalNumber,
  sealNationalNumber,
} from '../../../platform/nationaal-nummer.ts';

/** Fields that hold a national number, wherever they stand in an identification, and the kind of each. */
const nationaal: Record<string, 'bsn' | 'rsin'> = {
  inpBsn: 'bsn',
  inpA_nummer: 'bsn',
  innNnpId: 'rsin',
  // Of who is represented under a mandate; never looked for.
  identifier: 'bsn',
};
const zegel = 'zegel:';

type Deel = Record<string, unknown>;

function perVeld(waarde: unknown, change: (naam: string, deel: unknown) => unknown): unknown {
  if (Array.isArray(waarde)) return waarde.map((deel) => perVeld(deel, change));
  if (typeof waarde !== 'object' || waarde === null) return waarde;
  return Object.fromEntries(
    Object.entries(waarde as Deel).map(([naam, deel]) => [
      naam,
      naam in nationaal ? change(naam, deel) : perVeld(deel, change),
    ]),
  );
}

/** The identification with its national numbers sealed, as rows and audit lines keep it. */
export const verzegel = (waarde: unknown): unknown =>
  perVeld(waarde, (_naam, deel) =>
    typeof deel === 'string' && deel !== '' ? zegel + sealNationalNumber(deel) : deel,
  );

/** The inverse of `verzegel`. */
export const ontzegel = (waarde: unknown): unknown =>
  perVeld(waarde, (_naam, deel) =>
    typeof deel === 'string' && deel.startsWith(zegel) ? openNationalNumber(deel.slice(zegel.length)) : deel,
  );

/** What a value of an identification is found by; of a national number a keyed hash. */
export function zoekwaarde(naam: string, waarde: string): string {
  const soort = nationaal[naam];
  return `${naam}:${soort ? hashNationalNumber(soort, waarde) : waarde}`;
}

const zoekbaar = [
  'inpBsn',
  'anpIdentificatie',
  'inpA_nummer',
  'innNnpId',
  'annIdentificatie',
  'vestigingsNummer',
  'kvkNummer',
  'identificatie',
];

/** All values by which somebody may look for this identification. */
export function zoekwaardenVan(identificatie: unknown): string[] {
  return Object.entries((identificatie ?? {}) as Deel)
    .filter(
      (paar): paar is [string, string] =>
        zoekbaar.includes(paar[0]) && typeof paar[1] === 'string' && paar[1] !== '',
    )
    .map(([naam, waarde]) => zoekwaarde(naam, waarde));
}
