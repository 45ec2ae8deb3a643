import { afterAll, beforeAll } from 'vitest';
import { type Antwoord, type Json, type Registers, startRegisters } from './zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from './zgw-catalogus.ts';

/** Making documents of one type, to see what the Documenten API makes of them. One set of registers per test file. */
export const drc = '/documenten/api/v1';
export const stukken = `${drc}/enkelvoudiginformatieobjecten`;
export let registers: Registers;
export let soort: Inrichting;

export function metDocumenten(): void {
  beforeAll(async () => {
    registers = await startRegisters();
    soort = await richtIn(registers);
  }, 60_000);
  afterAll(() => registers.stop());
}

export const base64 = (tekst: string): string => Buffer.from(tekst).toString('base64');
export const body = (meer: Json = {}): Json => documentBody(soort.informatieobjecttype, meer);
export const maak = (meer: Json = {}): Promise<Json> => registers.alles.maak(stukken, body(meer));
export const post = (meer: Json = {}): Promise<Antwoord> => registers.alles.post(stukken, body(meer));
export const lees = async (url: string): Promise<Json> => (await registers.alles.get(url)).body;
export const lock = async ({ url }: Json): Promise<string> =>
  (await registers.alles.post(`${url}/lock`, undefined)).body.lock;
export const download = (url: string, headers?: Record<string, string>): Promise<Antwoord> =>
  registers.alles.get(`${url}/download`, headers);
/** A zaak that documents can belong to. */
export const maakZaak = ({ zaaktype }: Inrichting = soort): Promise<Json> =>
  registers.alles.maak('/zaken/api/v1/zaken', zaakBody(zaaktype));

/** A document that comes in parts. */
export const maakLeeg = (omvang = 10): Promise<Json> => maak({ inhoud: null, bestandsomvang: omvang });
/** Brings one part. */
export async function breng(deel: Json, inhoud: string | undefined, slot?: string): Promise<Antwoord> {
  const formulier = new FormData();
  if (slot !== undefined) formulier.set('lock', slot);
  if (inhoud !== undefined) formulier.set('inhoud', new Blob([inhoud]), 'deel');
  return stuurFormulier(deel.url, formulier);
}
export async function stuurFormulier(
  url: string,
  formulier: RequestInit['body'],
  soortVan?: string,
): Promise<Antwoord> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await registers.alles.token()}`,
      ...(soortVan ? { 'content-type': soortVan } : {}),
    },
    body: formulier as BodyInit,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
