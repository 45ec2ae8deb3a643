import { readdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openArchief } from '../../api/zgw/archief/uitvoering.ts';
import { type Db, openDatabase } from '../../platform/database.ts';
import { type Archiefbesluit, beslis, leesLijst } from '../../registers/archief/lijst.ts';
import type { Archiefuitvoering } from '../../registers/archief/uitvoering.ts';
import { type Json, type Registers, startRegisters } from './zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from './zgw-catalogus.ts';

/** Zaken that may go, and what a night, a person and a worker do with them. One set of registers per test file. */
export const zrc = '/zaken/api/v1';
export const drc = '/documenten/api/v1';
export const brc = '/besluiten/api/v1';
const dina = { door: 'm-dina', naam: 'Dina Dekker' };
/** Nobody may find this again. */
export const geheim = 'Kwikstaart';

export let registers: Registers;
export let db: Db;
export let archief: Archiefuitvoering;
export let inrichting: Inrichting;

/** Starts the registers around the tests of this file, each test without what stories before it left open. */
export function metArchief(): void {
  beforeAll(async () => {
    registers = await startRegisters();
    db = openDatabase(registers.databaseUrl, 3);
    archief = openArchief(registers.omgeving, registers.inhoud);
    inrichting = await richtIn(registers, {}, { archiefactietermijn: 'P5Y' });
  });
  afterAll(async () => {
    await db.destroy();
    await registers.stop();
  });
  beforeEach(async () => {
    registers.klok.nu = new Date('2026-11-24T10:00:00Z');
    // What earlier stories left open is out of the way.
    await sql`UPDATE zaak SET archiefactiedatum = '2099-01-01', brondatum = NULL`.execute(db);
    await sql`UPDATE archieflijst SET status = 'afgewezen' WHERE status IN ('voorgesteld', 'goedgekeurd')`.execute(
      db,
    );
    await sql`UPDATE archiefregel SET status = 'overgeslagen' WHERE status = 'voorgesteld'`.execute(db);
  });
}

export const maak = (pad: string, body: Json): Promise<Json> => registers.alles.maak(pad, body);
export const bestaat = async (url: string): Promise<boolean> =>
  (await registers.alles.get(url)).status === 200;
export const uuidVan = (url: string): string => url.split('/').at(-1) ?? '';

export async function opent(meer: Json = {}): Promise<Json> {
  const zaak = await maak(
    `${zrc}/zaken`,
    zaakBody(inrichting.zaaktype, { startdatum: '2019-01-01', ...meer }),
  );
  await maak(`${zrc}/resultaten`, { zaak: zaak.url, resultaattype: inrichting.resultaattype });
  return zaak;
}
/** Closed on 15 March 2019 and kept five years: may go from 15 March 2024. */
export async function sluit(zaak: Json, op = '2019-03-15T12:00:00Z'): Promise<Json> {
  await maak(`${zrc}/statussen`, { zaak: zaak.url, statustype: inrichting.eind, datumStatusGezet: op });
  return zaak;
}
export const gesloten = async (meer: Json = {}): Promise<Json> => sluit(await opent(meer));
export async function metDocument(zaak: Json, inhoud: string, meer: Json = {}): Promise<Json> {
  const document = await maak(
    `${drc}/enkelvoudiginformatieobjecten`,
    documentBody(inrichting.informatieobjecttype, {
      inhoud: Buffer.from(inhoud).toString('base64'),
      bestandsomvang: Buffer.byteLength(inhoud),
      ...meer,
    }),
  );
  await maak(`${zrc}/zaakinformatieobjecten`, { zaak: zaak.url, informatieobject: document.url });
  return document;
}

/** The lists of tonight, with what stands on them. */
export async function voorstel(): Promise<{ id: string; zaken: string[] }[]> {
  const lijsten = await archief.stelVoor(registers.klok.nu);
  return Promise.all(
    lijsten.map(async ({ lijst }) => ({
      id: lijst,
      zaken: (await leesLijst(db, lijst))?.regels.map(({ identificatie }) => identificatie) ?? [],
    })),
  );
}
export const besluit = (id: string, meer: Partial<Archiefbesluit> = {}) =>
  beslis(
    db,
    id,
    { besluit: 'goedkeuren', toelichting: 'Nagekeken.', afgehaald: [], ...meer },
    dina,
    registers.klok.nu,
  );
/** Does what the workflow does. */
export async function voerUit(id: string): Promise<void> {
  while ((await archief.voerUit(id, 2)) > 0);
  await archief.wisSporen(id);
  await archief.rondAf(id, registers.klok.nu);
}
export const regels = async (id: string) =>
  (await leesLijst(db, id))!.regels.map(({ identificatie, status, reden }) => ({
    identificatie,
    status,
    reden,
  }));
/** Contents that were put away long ago. */
export async function maakOud(): Promise<void> {
  for (const bestand of await bestanden())
    await utimes(bestand, new Date('2019-01-01'), new Date('2019-01-01'));
}
export async function bestanden(): Promise<string[]> {
  const alle = await readdir(registers.map, { recursive: true, withFileTypes: true });
  return alle.filter((een) => een.isFile()).map((een) => path.join(een.parentPath, een.name));
}

/** Every table and every file in which a text stands. */
export async function zoekOveral(tekst: string): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`
    SELECT table_name AS naam FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`.execute(
    db,
  );
  const gevonden: string[] = [];
  for (const { naam } of rows) {
    const treffer =
      await sql`SELECT 1 FROM ${sql.table(naam)} t WHERE to_jsonb(t)::text ILIKE ${`%${tekst}%`} LIMIT 1`.execute(
        db,
      );
    if (treffer.rows.length > 0) gevonden.push(naam);
  }
  gevonden.push(...(await bestandenMet(tekst)).map(() => 'bestand'));
  return gevonden.sort();
}
export async function bestandenMet(tekst: string): Promise<string[]> {
  const gevonden: string[] = [];
  for (const bestand of await bestanden())
    if ((await readFile(bestand, 'utf8')).includes(tekst)) gevonden.push(bestand);
  return gevonden;
}
