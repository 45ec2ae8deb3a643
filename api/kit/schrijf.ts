import { sql } from 'kysely';
import { Problem } from '../../platform/problem.ts';
import { type Actie, Geweigerd, type Regel, type Wijziging } from '../../registers/kader/regel.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { mag, magElders, sleutelVanNieuw, verhuist } from './bestemming.ts';
import { eisIfMatch } from './etag.ts';
import { nietToegestaan, validatieFout } from './fout.ts';
import { type Gelezen, leesBody } from './invoer.ts';
import { eisRij, eisScope } from './lees.ts';
import { schrijfMelding } from './melding.ts';
import type { Antwoorden, Omgeving, Oproep } from './omgeving.ts';
import type { Plek, Resource, Scopesoort } from './resource.ts';
import { bewaarRij, nieuweUuid } from './rij.ts';
import { gespeldeBody } from './spelling.ts';
import { heeftRecht } from './toegang.ts';
import { toonRij } from './toon.ts';
import { legVast } from './vastleggen.ts';
import { haalExtern, losVerwijzingenOp } from './verwijzing.ts';

/** A change that a client asks for. */
export interface Opdracht {
  actie: Actie;
  body: unknown;
  /** The row to change; absent when it is made. */
  uuid?: string;
  /** Values that the path gives (the zaak of a zaakeigenschap). */
  vast?: Waarden;
  ifMatch?: string;
}

const soortVan: Record<Actie, Scopesoort> = {
  create: 'create',
  update: 'update',
  partial_update: 'update',
  destroy: 'destroy',
};

/**
 * Makes, changes or removes one row: checks, rules, row, audit line and notification in one transaction.
 * @returns what the client sees of the row; of a removed row what it was
 * @throws Problem 400 with every complaint at once, 403, 404, 412
 */
export async function voerUit(
  omgeving: Omgeving,
  oproep: Oproep,
  plek: Plek,
  opdracht: Opdracht,
): Promise<Waarden> {
  eisScope(oproep, plek, soortVan[opdracht.actie]);
  const vooraf = await doeVooraf(omgeving, oproep, plek, opdracht);
  return metBegrip(() =>
    omgeving.opslag.transactie((tx) => voerUitIn(omgeving, oproep, tx, plek, opdracht, vooraf)),
  );
}

/** What only the database can see, such as the second of two equal rows at the same time, is said as a rule says it. */
export async function metBegrip<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === '23503')
      throw validatieFout([
        {
          name: 'nonFieldErrors',
          code: 'pending-relations',
          reason: 'Andere objecten verwijzen nog naar dit object, of het doel is net verdwenen.',
        },
      ]);
    if (code === '23505')
      throw validatieFout([{ name: 'nonFieldErrors', code: 'unique', reason: 'Dit bestaat al.' }]);
    throw error;
  }
}

/** What was done before the transaction: the body as it is carried on, and answers of foreign addresses. */
export interface Vooraf {
  body: unknown;
  antwoorden: Antwoorden;
}

/** Slow work comes before the transaction, so that it holds no lock: putting away contents, fetching addresses. */
export async function doeVooraf(
  omgeving: Omgeving,
  oproep: Oproep,
  plek: Plek,
  opdracht: Opdracht,
): Promise<Vooraf> {
  const { resource } = plek;
  if (opdracht.actie === 'destroy') return { body: undefined, antwoorden: new Map() };
  const isObject =
    typeof opdracht.body === 'object' && opdracht.body !== null && !Array.isArray(opdracht.body);
  const gegeven = isObject ? gespeldeBody(resource.velden, opdracht.body as Waarden) : opdracht.body;
  const { body, adressen, antwoorden } =
    resource.vooraf && isObject
      ? await resource.vooraf(gegeven as Waarden, omgeving.opslag, {
          uuid: opdracht.uuid,
          deels: opdracht.actie === 'partial_update',
          beller: oproep.aanroeper,
        })
      : { body: gegeven, adressen: [], antwoorden: undefined };
  const gelezen = leesBody(resource, body, {}, true, oproep.basissen);
  const gehaald = await haalExtern(omgeving, oproep, resource, gelezen, adressen);
  return { body, antwoorden: new Map([...gehaald, ...(antwoorden ?? [])]) };
}

/** The same inside a transaction that the caller owns. */
export async function voerUitIn(
  omgeving: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  plek: Plek,
  opdracht: Opdracht,
  { body, antwoorden }: Vooraf,
): Promise<Waarden> {
  const { resource } = plek;
  const { actie } = opdracht;
  const scopes = resource.scopes[soortVan[actie]];
  const bestaand = opdracht.uuid
    ? await eisRij(omgeving, oproep, tx, plek, opdracht.uuid, soortVan[actie], true)
    : undefined;
  const oud = bestaand?.waarden;
  const oudBeeld = oud && toonRij(omgeving.kaart, oproep.basis, resource, oud);
  if (oudBeeld) eisIfMatch(opdracht.ifMatch, oudBeeld);

  const gelezen: Gelezen =
    actie === 'destroy'
      ? { waarden: { ...oud }, gegeven: new Set(), fouten: [] }
      : leesBody(resource, body, oud, actie === 'partial_update', oproep.basissen);
  if (actie !== 'destroy') neemVaste(omgeving, oproep, resource, opdracht, gelezen);
  // A new row has its id before anything else is known of it: the request for one travels with the references.
  const [nieuweId] = await Promise.all([
    bestaand ? undefined : nieuweUuid(tx),
    actie === 'destroy'
      ? undefined
      : losVerwijzingenOp(omgeving, oproep, tx, resource, zonderVaste(gelezen, opdracht.vast), antwoorden),
  ]);
  if (actie !== 'destroy') {
    resource.controle?.(gelezen.waarden, (name, code, reason) => gelezen.fouten.push({ name, code, reason }));
    if (oud) eisOnveranderd(plek, oud, gelezen);
  }
  const uuid = nieuweId ?? (bestaand?.waarden.uuid as string);
  const daar =
    !oud || verhuist(plek, oud, gelezen.waarden)
      ? await sleutelVanNieuw(omgeving, tx, plek, gelezen.waarden)
      : undefined;
  // Before the rules: what they say of a type or an object is for who may write there.
  if (daar !== undefined && !mag(oproep, plek, scopes, daar)) throw nietToegestaan();
  const sleutel = bestaand ? bestaand.sleutel : (daar ?? null);
  if (gelezen.fouten.length > 0) throw validatieFout(gelezen.fouten);

  const wijziging: Wijziging = {
    actie,
    tx,
    ...(oud ? { oud } : {}),
    nieuw: gelezen.waarden,
    uuid,
    gegeven: gelezen.gegeven,
    nu: oproep.nu,
    beller: oproep.aanroeper,
    heeftScope: (...gevraagd) => heeftRecht(oproep.aanroeper, plek, gevraagd, sleutel),
    heeftScopeOp: (naam, ander, ...gevraagd) => magElders(omgeving, oproep, tx, naam, ander, gevraagd),
    extern: antwoorden,
    fout: (name, code, reason) => gelezen.fouten.push({ name, code, reason }),
    waarschuw: (reden) => oproep.waarschuwingen.push(reden),
  };
  await pasRegelsToe(resource.regels, wijziging, gelezen);
  const url = oudBeeld
    ? (oudBeeld.url as string)
    : omgeving.kaart.urlVan(
        oproep.basis,
        resource.naam,
        uuid,
        resource.onder && (gelezen.waarden[resource.onder.veld] as string),
      );
  const meld = (): Promise<void> =>
    schrijfMelding(omgeving, oproep, tx, plek, actie, { ...gelezen.waarden, uuid }, url);
  // Before the row goes: its characteristics are still there to be told.
  if (actie === 'destroy') await meld();

  async function rondAf(): Promise<Waarden> {
    await pasRegelsToe(resource.gevolgen, wijziging, gelezen);
    const [antwoord] = await Promise.all([
      legVast(omgeving, oproep, tx, plek, { wijziging, scopes, url, oudBeeld }),
      actie === 'destroy' ? undefined : meld(),
    ]);
    return antwoord;
  }

  // Statements are carried out in the order in which they are sent: what follows need not wait for the row's answer.
  const [, antwoord] = await Promise.all([
    actie === 'destroy'
      ? tx.doe(sql`DELETE FROM ${sql.table(resource.tabel)} WHERE uuid = ${uuid}::uuid`)
      : bewaarRij(tx, resource, uuid, gelezen.waarden, oud !== undefined),
    rondAf(),
  ]);
  return antwoord;
}

/**
 * Values that the path gives go before those of the body. Where the standard has the parent in the body too, it must be
 * the one of the path.
 */
function neemVaste(
  { kaart }: Omgeving,
  oproep: Oproep,
  { onder, velden }: Resource,
  { vast = {}, uuid }: Opdracht,
  gelezen: Gelezen,
): void {
  for (const [naam, waarde] of Object.entries(vast)) {
    const inBody = naam === onder?.veld && !velden[naam]?.intern;
    if (!inBody) gelezen.fouten = gelezen.fouten.filter((fout) => fout.name !== naam);
    else if (gelezen.gegeven.has(naam) && !gelezen.fouten.some((fout) => fout.name === naam)) {
      const gevonden = kaart.ontleed(gelezen.waarden[naam], oproep.basissen);
      const code =
        gevonden.soort !== 'eigen'
          ? 'bad-url'
          : gevonden.naam !== velden[naam]?.naar
            ? 'invalid-resource'
            : gevonden.uuid !== waarde && (uuid ? 'wijzigen-niet-toegelaten' : 'inconsistent-relation');
      if (code)
        gelezen.fouten.push({ name: naam, code, reason: 'Dit is een ander object dan dat in het pad.' });
    }
    gelezen.waarden[naam] = waarde;
  }
}

/** Values from the path are uuids already. */
function zonderVaste(gelezen: Gelezen, vast: Waarden | undefined): Gelezen {
  for (const naam of Object.keys(vast ?? {})) gelezen.gegeven.delete(naam);
  return gelezen;
}

function eisOnveranderd({ resource }: Plek, oud: Waarden, gelezen: Gelezen): void {
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (!veld.onveranderlijk || !gelezen.gegeven.has(naam)) continue;
    if (gelezen.fouten.some((fout) => fout.name === naam)) continue;
    // Left empty means left alone.
    if (gelezen.waarden[naam] === '' || gelezen.waarden[naam] === null) gelezen.waarden[naam] = oud[naam];
    if (JSON.stringify(oud[naam]) !== JSON.stringify(gelezen.waarden[naam]))
      gelezen.fouten.push({
        name: naam,
        code: 'wijzigen-niet-toegelaten',
        reason: 'Dit veld mag niet gewijzigd worden.',
      });
  }
}

async function pasRegelsToe(regels: readonly Regel[], wijziging: Wijziging, gelezen: Gelezen): Promise<void> {
  for (const regel of regels) {
    try {
      await regel(wijziging);
    } catch (error) {
      // Complaints that came before the refusal say more than it does.
      if (error instanceof Geweigerd && gelezen.fouten.length === 0)
        throw new Problem(error.status, error.code, error.detail, error.detail);
      if (!(error instanceof Geweigerd)) throw error;
      break;
    }
  }
  if (gelezen.fouten.length > 0) throw validatieFout(gelezen.fouten);
}
