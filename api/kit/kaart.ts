import type { Api, Plek } from './resource.ts';

const uuidPatroon = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const uuidVorm = new RegExp(`^${uuidPatroon}$`);

/** True for a uuid in canonical spelling. */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && uuidVorm.test(text);

/** What an address turned out to be. */
export type Gevonden =
  | { soort: 'eigen'; naam: string; uuid: string }
  | { soort: 'eigen-onbekend' }
  | { soort: 'extern' }
  | { soort: 'ongeldig' };

/** Knows all resources, and translates between uuids and addresses: only here URLs are made and read. */
export interface Kaart {
  vind(naam: string): Plek;
  urlVan(basis: string, naam: string, uuid: string, ouder?: string): string;
  ontleed(url: unknown, basissen: readonly string[]): Gevonden;
}

export function maakKaart(apis: Api[]): Kaart {
  const plekken = new Map<string, Plek>();
  const paden: { vorm: RegExp; naam: string }[] = [];
  for (const api of apis) {
    for (const resource of api.resources) {
      if (plekken.has(resource.naam)) throw new Error(`Two resources are named ${resource.naam}.`);
      plekken.set(resource.naam, { api, resource });
      const onder = resource.onder ? `${resource.onder.pad}/${uuidPatroon}/` : '';
      paden.push({
        naam: resource.naam,
        vorm: new RegExp(`^${api.pad}/${onder}${resource.pad}/(${uuidPatroon})/?$`),
      });
    }
  }

  function vind(naam: string): Plek {
    const plek = plekken.get(naam);
    if (!plek) throw new Error(`No resource is named ${naam}.`);
    return plek;
  }

  return {
    vind,
    urlVan(basis, naam, uuid, ouder) {
      const { api, resource } = vind(naam);
      const onder = resource.onder ? `${resource.onder.pad}/${ouder}/` : '';
      return `${basis}${api.pad}/${onder}${resource.pad}/${uuid}`;
    },
    ontleed(url, basissen) {
      if (typeof url !== 'string' || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url))
        return { soort: 'ongeldig' };
      const basis = basissen.find((one) => url.startsWith(`${one}/`));
      if (!basis) return { soort: 'extern' };
      const pad = url.slice(basis.length);
      for (const { vorm, naam } of paden) {
        const match = vorm.exec(pad);
        if (match?.[1]) return { soort: 'eigen', naam, uuid: match[1].toLowerCase() };
      }
      return { soort: 'eigen-onbekend' };
    },
  };
}
