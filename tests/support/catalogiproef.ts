import { afterAll, beforeAll, expect } from 'vitest';
import { type Antwoord, type Beller, type Json, type Registers, startRegisters } from './zgw.ts';
import { maakCatalogus, zaaktypeBody } from './zgw-catalogus.ts';

/** Making types in one catalogus, to see what the Catalogi API makes of them. One set of registers per test file. */
export const ztc = '/catalogi/api/v1';
export let registers: Registers;
export let catalogus: string;
let nummer = 0;

export function metCatalogus(): void {
  beforeAll(async () => {
    registers = await startRegisters();
    catalogus = await maakCatalogus(registers);
  });
  afterAll(() => registers.stop());
}

export const post = (pad: string, body: Json): Promise<Antwoord> =>
  registers.alles.post(`${ztc}/${pad}`, body);
export const maak = async (pad: string, body: Json): Promise<string> =>
  (await registers.alles.maak(`${ztc}/${pad}`, body)).url;
/** A name that no type has yet. */
export const nieuw = (): string => {
  nummer += 1;
  return `ZT-${nummer}`;
};
export const zaaktype = (meer: Json = {}): Promise<string> =>
  maak('zaaktypen', zaaktypeBody(catalogus, nieuw(), meer));
export const publiceer = async (url: string): Promise<string> => {
  expect((await registers.alles.post(`${url}/publish`, {})).status).toBe(200);
  return url;
};
export const eigenschapBody = (): Json => ({
  naam: 'Kleur',
  definitie: 'x',
  specificatie: { formaat: 'tekst', lengte: '5', kardinaliteit: '1' },
});
/** A client that may write, but not correct what is published. */
export const beheerder = (...meer: string[]): Promise<Beller> =>
  registers.beller([{ component: 'ztc', scopes: ['catalogi.lezen', 'catalogi.schrijven', ...meer] }]);
