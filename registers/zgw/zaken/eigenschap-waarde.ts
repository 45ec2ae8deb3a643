import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** How the value of a property should look (`Eigenschap.specificatie`). */
export interface Specificatie {
  formaat: 'tekst' | 'getal' | 'datum' | 'datum_tijd';
  lengte: string;
  waardenverzameling?: string[];
}

const isDag = (jjjjmmdd: string): boolean => {
  const tekst = jjjjmmdd.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const dag = new Date(`${tekst}T00:00:00Z`);
  return !Number.isNaN(dag.getTime()) && dag.toISOString().startsWith(tekst);
};

/** Digits before and after the comma: `14,2`. */
function isGetal(waarde: string, lengte: string): boolean {
  const [, heel = '', breuk = ''] = /^-?(\d+)(?:[.,](\d+))?$/.exec(waarde) ?? [];
  if (heel === '') return false;
  const [voor = '', na = '0'] = lengte.split(',');
  return heel.length <= Number(voor) && breuk.length <= Number(na);
}

/** True when the value is what the specification asks for (ztc-015 for dates and moments). */
export function pastBijSpecificatie(
  { formaat, lengte, waardenverzameling = [] }: Specificatie,
  waarde: string,
): boolean {
  if (waardenverzameling.length > 0) return waardenverzameling.includes(waarde);
  switch (formaat) {
    case 'datum':
      return /^\d{8}$/.test(waarde) && isDag(waarde);
    case 'datum_tijd':
      return /^\d{8}([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(waarde) && isDag(waarde.slice(0, 8));
    case 'getal':
      return isGetal(waarde, lengte);
    default:
      return !/^\d+$/.test(lengte) || waarde.length <= Number(lengte);
  }
}

/** A value that does not fit is kept, and the client is told (Zaken 1.7, `X-Warning`). */
export const eigenschapPast: Regel = async ({ tx, nieuw, waarschuw }) => {
  const rij = await tx.een<{ naam: string; specificatie: Specificatie | null }>(
    sql`SELECT naam, gegevens->'specificatie' AS specificatie FROM eigenschap WHERE uuid = ${nieuw.eigenschap}::uuid`,
  );
  if (rij?.specificatie && !pastBijSpecificatie(rij.specificatie, String(nieuw.waarde)))
    waarschuw('De waarde voldoet niet aan de specificatie van de eigenschap; zij is wel opgeslagen.');
};
