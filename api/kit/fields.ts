import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { veldFout } from './fout.ts';

/** What `fields` asks for (zrc-029): names, and per name of a group or reference the fields below it; `*` is all. */
export interface Veldkeuze {
  namen: Set<string>;
  onder: Map<string, Veldkeuze>;
  alles: boolean;
}

/** @throws Problem 400 when the shape is wrong */
export function leesFields(waarde: unknown): Veldkeuze {
  const keuze: Veldkeuze = { namen: new Set(), onder: new Map(), alles: false };
  if (!Array.isArray(waarde))
    throw veldFout('fields', 'invalid', 'fields is een lijst van namen en groepen.');
  for (const deel of waarde as unknown[]) {
    if (deel === '*') keuze.alles = true;
    else if (typeof deel === 'string') keuze.namen.add(deel);
    else if (typeof deel === 'object' && deel !== null)
      for (const [naam, onder] of Object.entries(deel)) keuze.onder.set(naam, leesFields(onder));
    else throw veldFout('fields', 'invalid', 'fields is een lijst van namen en groepen.');
  }
  return keuze;
}

/** Paths to expand for a choice: every name with fields below it that is a reference. */
export function padenVan(
  keuze: Veldkeuze,
  isVerwijzing: (pad: readonly string[]) => boolean,
  voor: readonly string[] = [],
): string[] {
  return [...keuze.onder].flatMap(([naam, onder]) => {
    const pad = [...voor, naam];
    return isVerwijzing(pad) ? [pad.join('.'), ...padenVan(onder, isVerwijzing, pad)] : [];
  });
}

/** Keeps of a representation what was asked for. */
export function kies(beeld: Waarden, keuze: Veldkeuze): Waarden {
  if (keuze.alles && keuze.onder.size === 0) return beeld;
  const uit: Waarden = {};
  const expand = (beeld._expand ?? {}) as Waarden;
  for (const [naam, waarde] of Object.entries(beeld)) {
    if (naam === '_expand') continue;
    const onder = keuze.onder.get(naam);
    if (onder && !(naam in expand) && typeof waarde === 'object') uit[naam] = kiesDeel(waarde, onder);
    else if (keuze.alles || keuze.namen.has(naam)) uit[naam] = waarde;
  }
  const uitgeklapt = [...keuze.onder].filter(([naam]) => naam in expand);
  if (uitgeklapt.length > 0)
    uit._expand = Object.fromEntries(
      uitgeklapt.map(([naam, onder]) => [naam, kiesDeel(expand[naam], onder)]),
    );
  return uit;
}

function kiesDeel(waarde: unknown, keuze: Veldkeuze): unknown {
  if (Array.isArray(waarde)) return waarde.map((deel) => kiesDeel(deel, keuze));
  return typeof waarde === 'object' && waarde !== null ? kies(waarde as Waarden, keuze) : waarde;
}
