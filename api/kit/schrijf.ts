import { sql } from 'kysely';
import { Problem } from '../../platform/problem.ts';
import { type Actie, Geweigerd, type Regel, type Wijziging } from '../../registers/kader/regel.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { schrijfAudit, wisAudit } from './audit.ts';
import { eisIfMatch } from './etag.ts';
import { nietToegestaan, validatieFout } from './fout.ts';
import { type Gelezen, leesBody } from './invoer.ts';
import { eisRij, eisScope, zoekRij } from './lees.ts';
import { schrijfMelding } from './melding.ts';
import type { Antwoorden, Omgeving, Oproep } from './omgeving.ts';
import type { Plek, Scopesoort } from './resource.ts';
import { parameter, schrijfRij } from './rij.ts';
import { heeftRecht, type Sleutel, sleutelSql } from './toegang.ts';
import { toonRij } from './toon.ts';
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
  const { body, adressen, antwoorden } =
    resource.vooraf && isObject
      ? await resource.vooraf(opdracht.body as Waarden, omgeving.opslag, opdracht.uuid)
      : { body: opdracht.body, adressen: [], antwoorden: undefined };
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
  Object.assign(gelezen.waarden, opdracht.vast);
  for (const naam of Object.keys(opdracht.vast ?? {}))
    gelezen.fouten = gelezen.fouten.filter((fout) => fout.name !== naam);
  if (actie !== 'destroy') {
    await losVerwijzingenOp(omgeving, oproep, tx, resource, zonderVaste(gelezen, opdracht.vast), antwoorden);
    resource.controle?.(gelezen.waarden, (name, code, reason) => gelezen.fouten.push({ name, code, reason }));
    if (oud) eisOnveranderd(plek, oud, gelezen);
  }
  const [sleutel, uuid] = bestaand
    ? [bestaand.sleutel, bestaand.waarden.uuid as string]
    : await Promise.all([sleutelVanNieuw(omgeving, tx, plek, gelezen.waarden), nieuweUuid(tx)]);
  if (!bestaand && !mag(oproep, plek, scopes, sleutel)) throw nietToegestaan();
  if (gelezen.fouten.length > 0) throw validatieFout(gelezen.fouten);

  const wijziging: Wijziging = {
    actie,
    tx,
    ...(oud ? { oud } : {}),
    nieuw: gelezen.waarden,
    uuid,
    gegeven: gelezen.gegeven,
    nu: oproep.nu,
    heeftScope: (...gevraagd) => heeftRecht(oproep.aanroeper, plek, gevraagd, sleutel),
    extern: antwoorden,
    fout: (name, code, reason) => gelezen.fouten.push({ name, code, reason }),
    waarschuw: (reden) => oproep.waarschuwingen.push(reden),
  };
  await pasRegelsToe(resource.regels, wijziging, gelezen);
  const hoofd = hoofdVan(plek, gelezen.waarden, uuid);
  const url = oudBeeld
    ? (oudBeeld.url as string)
    : omgeving.kaart.urlVan(
        oproep.basis,
        resource.naam,
        uuid,
        resource.onder && (gelezen.waarden[resource.onder.veld] as string),
      );
  if (actie === 'destroy') {
    // Before the row goes: its characteristics are still there to be told.
    await schrijfMelding(omgeving, oproep, tx, plek, actie, { ...gelezen.waarden, uuid }, url);
    await tx.doe(sql`DELETE FROM ${sql.table(resource.tabel)} WHERE uuid = ${uuid}::uuid`);
  } else {
    await bewaar(tx, plek, uuid, gelezen.waarden, oud !== undefined);
  }
  await pasRegelsToe(resource.gevolgen, wijziging, gelezen);

  const nieuwe = actie === 'destroy' ? undefined : await zoekRij(omgeving, tx, plek, uuid);
  if (nieuwe && !heeftRecht(oproep.aanroeper, plek, scopes, nieuwe.sleutel)) throw nietToegestaan();
  const nieuwBeeld = nieuwe ? toonRij(omgeving.kaart, oproep.basis, resource, nieuwe.waarden) : null;
  const resultaat = actie === 'create' ? 201 : actie === 'destroy' ? 204 : 200;
  const sporen: Promise<unknown>[] = [];
  if (hoofd && actie === 'destroy' && hoofd === uuid) sporen.push(wisAudit(tx, uuid));
  else if (hoofd) {
    const audit = schrijfAudit(tx, oproep, plek, {
      actie,
      resultaat,
      hoofd,
      url,
      weergave: resource.weergave(gelezen.waarden),
      oud: oudBeeld ?? null,
      nieuw: nieuwBeeld,
    });
    sporen.push(audit);
  }
  if (actie !== 'destroy')
    sporen.push(schrijfMelding(omgeving, oproep, tx, plek, actie, { ...gelezen.waarden, uuid }, url));
  await Promise.all(sporen);
  const antwoord = nieuwBeeld ?? oudBeeld ?? {};
  return actie === 'create' && nieuwe && resource.vormNieuw
    ? resource.vormNieuw(antwoord, nieuwe.waarden)
    : antwoord;
}

/** Values from the path are uuids already. */
function zonderVaste(gelezen: Gelezen, vast: Waarden | undefined): Gelezen {
  for (const naam of Object.keys(vast ?? {})) gelezen.gegeven.delete(naam);
  return gelezen;
}

function mag(oproep: Oproep, plek: Plek, scopes: readonly string[], sleutel: Sleutel): boolean {
  // A reference that leads nowhere is answered as such, not as a matter of rights.
  if (sleutel !== null && sleutel[0] === null) return true;
  return heeftRecht(oproep.aanroeper, plek, scopes, sleutel);
}

/** The key of a row that is not there yet: from its own values, or from the row that it hangs on. */
async function sleutelVanNieuw(
  { kaart }: Omgeving,
  tx: Vraagbaak,
  plek: Plek,
  waarden: Waarden,
): Promise<Sleutel> {
  const { toegang, velden } = plek.resource;
  if (toegang.soort === 'scope') return null;
  const veldVan = (kolom: string): unknown =>
    Object.entries(velden).find(([, veld]) => veld.kolom?.naam === kolom)?.[0];
  if (toegang.soort === 'type') {
    // The rank may still follow from the type; it is judged again on the written row.
    const type = waarden[String(veldVan(toegang.type))];
    return [typeof type === 'string' && !type.includes('/') ? type : null, 0];
  }
  const ouder = kaart.vind(toegang.resource);
  const uuid = waarden[String(veldVan(toegang.kolom))];
  if (typeof uuid !== 'string' || uuid.includes('/')) return [null, 0];
  const rij = await tx.een<{ sleutel: Sleutel }>(
    sql`SELECT ${sleutelSql(kaart, ouder)} AS sleutel FROM ${sql.table(ouder.resource.tabel)} t WHERE t.uuid = ${uuid}::uuid FOR KEY SHARE`,
  );
  return rij ? rij.sleutel : [null, 0];
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

const nieuweUuid = async (tx: Vraagbaak): Promise<string> =>
  (await tx.een<{ uuid: string }>(sql`SELECT uuidv7() AS uuid`))?.uuid ?? '';

async function bewaar(
  tx: Vraagbaak,
  { resource }: Plek,
  uuid: string,
  waarden: Waarden,
  bestaat: boolean,
): Promise<void> {
  const kolommen = schrijfRij(resource, waarden);
  const tabel = sql.table(resource.tabel);
  if (bestaat) {
    const delen = kolommen.map((deel) => sql`${sql.ref(deel.kolom.naam)} = ${parameter(deel)}`);
    await tx.doe(sql`UPDATE ${tabel} SET ${sql.join(delen)} WHERE uuid = ${uuid}::uuid`);
    return;
  }
  const namen = sql.join([sql.ref('uuid'), ...kolommen.map(({ kolom }) => sql.ref(kolom.naam))]);
  await tx.doe(
    sql`INSERT INTO ${tabel} (${namen}) VALUES (${uuid}::uuid, ${sql.join(kolommen.map(parameter))})`,
  );
}

function hoofdVan({ resource }: Plek, waarden: Waarden, uuid: string): string | undefined {
  if (!resource.audit) return undefined;
  return resource.audit === 'zelf' ? uuid : ((waarden[resource.audit] as string | null) ?? undefined);
}
