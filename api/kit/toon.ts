import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Kaart } from './kaart.ts';
import type { Resource } from './resource.ts';
import { getoond } from './rij.ts';

/** Our own addresses inside kept values start with this instead of a host. */
const eigenAdres = '~/';

/** Replaces our own host in addresses, also nested ones, so that rows outlive a change of host. */
export function zonderBasis(waarde: unknown, basissen: readonly string[]): unknown {
  if (typeof waarde === 'string') {
    const basis = basissen.find((one) => waarde.startsWith(`${one}/`));
    return basis ? `~${waarde.slice(basis.length)}` : waarde;
  }
  return nested(waarde, (deel) => zonderBasis(deel, basissen));
}

/** The inverse of `zonderBasis`. */
export function metBasis(waarde: unknown, basis: string): unknown {
  if (typeof waarde === 'string') return waarde.startsWith(eigenAdres) ? basis + waarde.slice(1) : waarde;
  return nested(waarde, (deel) => metBasis(deel, basis));
}

function nested(waarde: unknown, change: (deel: unknown) => unknown): unknown {
  if (Array.isArray(waarde)) return waarde.map(change);
  if (typeof waarde === 'object' && waarde !== null)
    return Object.fromEntries(Object.entries(waarde).map(([naam, deel]) => [naam, change(deel)]));
  return waarde;
}

/** What a client sees of a row: all fields in their declared order, references as addresses. */
export function toonRij(kaart: Kaart, basis: string, resource: Resource, waarden: Waarden): Waarden {
  const uuid = waarden.uuid as string;
  const beeld: Waarden = {};
  beeld.url = kaart.urlVan(
    basis,
    resource.naam,
    uuid,
    resource.onder && (waarden[resource.onder.veld] as string),
  );
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (veld.alleenSchrijven || veld.intern) continue;
    const waarde = veld.kolom && veld.afgeleid ? waarden[naam + getoond] : waarden[naam];
    beeld[naam] = veld.naar
      ? toonVerwijzing(kaart, basis, veld.naar, waarde, uuid)
      : veld.adressen
        ? metBasis(waarde, basis)
        : waarde;
  }
  return resource.vorm ? resource.vorm(beeld, waarden) : beeld;
}

function toonVerwijzing(kaart: Kaart, basis: string, naam: string, waarde: unknown, ouder: string): unknown {
  if (Array.isArray(waarde)) return waarde.map((deel) => toonVerwijzing(kaart, basis, naam, deel, ouder));
  if (typeof waarde !== 'string' || waarde === '') return waarde;
  // A foreign address, or one of ours that another component serves, is shown as it is.
  if (waarde.includes('/')) return metBasis(waarde, basis);
  return kaart.urlVan(basis, naam, waarde, ouder);
}
