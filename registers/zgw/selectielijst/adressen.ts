import { type Lijstsoort, lijst, toonLijstrij } from './lijsten.ts';

export const selectielijstPad = '/selectielijst/api/v1';
export const referentielijstenPad = '/referentielijsten/api/v1';

/** What each of our paths serves. */
export const geserveerd: Record<string, readonly Lijstsoort[]> = {
  [selectielijstPad]: ['procestypen', 'resultaten', 'resultaattypeomschrijvingen'],
  [referentielijstenPad]: ['communicatiekanalen', 'procestypen', 'resultaten', 'resultaattypeomschrijvingen'],
};

/** Public services that real catalogi and zaken refer to. What they serve is shipped with us, so no request leaves for them. */
export const bekendeBasissen = [
  'https://selectielijst.openzaak.nl/api/v1',
  'https://referentielijsten-api.vng.cloud/api/v1',
] as const;

const adresvorm = /^(https?:\/\/[^/]+)(\/(?:[^/?#]+\/)*api\/v1)\/([a-z]+)\/([0-9a-f-]{36})\/?$/;

/**
 * What stands at an address of the selectielijst or referentielijsten, ours or that of a known public service.
 * @returns undefined when the address is another one, or leads to nothing there
 */
export function leesLijstadres(
  url: string,
  isEigen: (origin: string) => boolean,
): Record<string, unknown> | undefined {
  const [, origin = '', pad = '', soort = '', uuid = ''] = adresvorm.exec(url) ?? [];
  const basis = origin + pad;
  const soorten = (bekendeBasissen as readonly string[]).includes(basis)
    ? geserveerd[referentielijstenPad]
    : isEigen(origin)
      ? geserveerd[pad]
      : undefined;
  const gevonden = soorten?.find((een) => een === soort);
  const rij = gevonden && lijst(gevonden).opUuid.get(uuid);
  return rij && toonLijstrij(basis, gevonden, rij);
}

/** True when two addresses name the same procestype: literally, or the same shipped one at two hosts. */
export function zelfdeProcestype(een: unknown, ander: unknown): boolean {
  if (een === ander) return true;
  const uuidVan = (url: unknown): string | undefined => {
    const [, , , soort, uuid = ''] = adresvorm.exec(String(url)) ?? [];
    return soort === 'procestypen' ? lijst('procestypen').opUuid.get(uuid)?.uuid : undefined;
  };
  const uuid = uuidVan(een);
  return uuid !== undefined && uuid === uuidVan(ander);
}
