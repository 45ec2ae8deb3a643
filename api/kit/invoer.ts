import type { InvalidParam } from '../../platform/problem.ts';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { foutenVan } from './controle.ts';
import type { Resource } from './resource.ts';
import { zonderBasis } from './toon.ts';
import type { Veld } from './veld.ts';

/** What a body says, before references are looked up. */
export interface Gelezen {
  /** Values by field; references still as the client wrote them. */
  waarden: Waarden;
  gegeven: Set<string>;
  fouten: InvalidParam[];
}

/**
 * Checks a body field by field, in the declared order. Unknown and read-only properties are passed over, as clients of
 * Open Zaak rely on.
 * @param oud the row as it is, when it is changed; with `deels` fields that were not named keep its values
 */
export function leesBody(
  resource: Resource,
  body: unknown,
  oud: Waarden | undefined,
  deels: boolean,
  basissen: readonly string[],
): Gelezen {
  const gelezen: Gelezen = { waarden: { ...oud }, gegeven: new Set(), fouten: [] };
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    gelezen.fouten.push({
      name: 'nonFieldErrors',
      code: 'invalid',
      reason: 'De inhoud moet een JSON-object zijn.',
    });
    return gelezen;
  }
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (veld.alleenLezen || veld.intern) {
      if (!oud && !veld.afgeleid) gelezen.waarden[naam] = structuredClone(veld.standaard);
      continue;
    }
    const waarde = (body as Waarden)[naam];
    if (waarde === undefined) leesAfwezig(gelezen, naam, veld, oud !== undefined, deels);
    else leesWaarde(gelezen, naam, veld, waarde, basissen);
  }
  return gelezen;
}

function leesAfwezig(gelezen: Gelezen, naam: string, veld: Veld, bestaat: boolean, deels: boolean): void {
  if (deels) return;
  if (veld.verplicht) gelezen.fouten.push({ name: naam, code: 'required', reason: 'Dit veld is vereist.' });
  // A full update that leaves out an optional field resets it, except where that would be a forbidden change.
  else if (!bestaat || !veld.onveranderlijk) gelezen.waarden[naam] = structuredClone(veld.standaard);
}

function leesWaarde(
  gelezen: Gelezen,
  naam: string,
  veld: Veld,
  waarde: unknown,
  basissen: readonly string[],
): void {
  gelezen.gegeven.add(naam);
  // Clients send an empty text for "no reference" and "no date".
  const leeg = waarde === '' && !veld.verplicht && veld.standaard === null;
  if (leeg) {
    gelezen.waarden[naam] = null;
    return;
  }
  const uitslag = veld.schema.safeParse(waarde);
  if (!uitslag.success) {
    gelezen.fouten.push(...foutenVan(uitslag.error, naam, waarde));
    return;
  }
  gelezen.waarden[naam] = veld.adressen ? zonderBasis(uitslag.data, basissen) : uitslag.data;
}
