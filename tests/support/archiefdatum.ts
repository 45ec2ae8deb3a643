import { afterAll, beforeAll } from 'vitest';
import { type Json, type Registers, startRegisters } from './zgw.ts';
import { type Inrichting, richtIn, zaakBody } from './zgw-catalogus.ts';

/** Closing zaken, to see what the archive makes of it. One set of registers per test file. */
export const zrc = '/zaken/api/v1';
export let registers: Registers;

export function metArchiefdatums(): void {
  beforeAll(async () => {
    registers = await startRegisters();
  });
  afterAll(() => registers.stop());
}

export const procedure = (afleidingswijze: string, meer: Json = {}): Json => ({
  brondatumArchiefprocedure: {
    afleidingswijze,
    datumkenmerk: '',
    einddatumBekend: false,
    objecttype: '',
    registratie: '',
    procestermijn: null,
    ...meer,
  },
});
export const maak = (pad: string, body: Json): Promise<Json> => registers.alles.maak(pad, body);
export const lees = async (url: string): Promise<Json> => (await registers.alles.get(url)).body;

/** A zaaktype whose only resultaat is kept like this. */
export const soort = (wijze: Json, termijn: string | null = 'P5Y', meer: Json = {}): Promise<Inrichting> =>
  richtIn(registers, {}, { ...wijze, archiefactietermijn: termijn, ...meer });

export async function opent(inrichting: Inrichting, meer: Json = {}): Promise<Json> {
  const zaak = await maak(
    `${zrc}/zaken`,
    zaakBody(inrichting.zaaktype, { startdatum: '2019-01-01', ...meer }),
  );
  await maak(`${zrc}/resultaten`, { zaak: zaak.url, resultaattype: inrichting.resultaattype });
  return zaak;
}
export const status = (zaak: Json, statustype: string, op: string) =>
  maak(`${zrc}/statussen`, { zaak: zaak.url, statustype, datumStatusGezet: `${op}T12:00:00Z` });

/** @returns what the archive knows of the case after it was closed on this day */
export async function sluit(zaak: Json, { eind }: Inrichting, op: string): Promise<Json> {
  await status(zaak, eind, op);
  return archief(zaak);
}
export async function archief(zaak: Json): Promise<Json> {
  const { einddatum, archiefnominatie, archiefactiedatum, startdatumBewaartermijn } = await lees(zaak.url);
  return { einddatum, archiefnominatie, archiefactiedatum, startdatumBewaartermijn };
}
export const van = (datum: string | null, start: string | null = datum): Json => ({
  archiefactiedatum: datum,
  startdatumBewaartermijn: start,
});

export const besluit = ({ besluittype }: Inrichting, zaak: Json, meer: Json = {}) =>
  maak('/besluiten/api/v1/besluiten', {
    verantwoordelijkeOrganisatie: '517439943',
    besluittype,
    zaak: zaak.url,
    datum: '2019-01-01',
    ingangsdatum: '2019-06-01',
    ...meer,
  });
