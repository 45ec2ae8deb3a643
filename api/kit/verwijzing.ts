import { sql } from 'kysely';
import type { InvalidParam } from '../../platform/problem.ts';
import type { ExternAntwoord } from '../../registers/kader/regel.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { veldFout } from './fout.ts';
import type { Gelezen } from './invoer.ts';
import { isUuid } from './kaart.ts';
import type { Antwoorden, Omgeving, Oproep } from './omgeving.ts';
import type { Resource } from './resource.ts';
import { metBasis, zonderBasis } from './toon.ts';
import type { Veld } from './veld.ts';

const slecht = (name: string): InvalidParam => ({
  name,
  code: 'bad-url',
  reason: 'Dit adres bestaat niet of geeft geen antwoord.',
});
const verkeerd = (name: string): InvalidParam => ({
  name,
  code: 'invalid-resource',
  reason: 'Dit adres leidt naar iets anders dan hier hoort.',
});

const deelnaam = (naam: string, veld: Veld, index: number): string =>
  veld.lijst ? `${naam}.${index}` : naam;
const alsLijst = (waarde: unknown): unknown[] =>
  Array.isArray(waarde) ? waarde : waarde === null || waarde === undefined || waarde === '' ? [] : [waarde];

/** So many foreign addresses of one body are fetched, and so many at a time: a body may name thousands. */
const maximumAdressen = 200;
const tegelijk = 8;

/**
 * Fetches every foreign address of the body that a rule will ask for, before the transaction begins.
 * @throws Problem 400 for more addresses than are fetched
 */
export async function haalExtern(
  { kaart, externen }: Omgeving,
  oproep: Oproep,
  resource: Resource,
  gelezen: Gelezen,
  ook: readonly string[],
): Promise<Antwoorden> {
  const genoemd = new Set<string>();
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (!gelezen.gegeven.has(naam) || !(veld.haal || veld.naar)) continue;
    for (const deel of alsLijst(gelezen.waarden[naam]).flatMap(adressenIn)) {
      const adres = metBasis(deel, oproep.basis) as string;
      const gevonden = kaart.ontleed(adres, oproep.basissen);
      if (gevonden.soort === 'extern' || (veld.haal && gevonden.soort === 'eigen-onbekend'))
        genoemd.add(adres);
    }
  }
  if (genoemd.size > maximumAdressen)
    throw veldFout(
      'nonFieldErrors',
      'too-many-addresses',
      `Dit noemt meer dan ${maximumAdressen} adressen van buiten.`,
    );
  const antwoorden: [string, ExternAntwoord][] = [];
  const wachtrij = [...new Set([...genoemd, ...ook])];
  const haalBeurtelings = async (): Promise<void> => {
    for (let adres = wachtrij.shift(); adres !== undefined; adres = wachtrij.shift())
      antwoorden.push([adres, await externen.haal(adres)]);
  };
  await Promise.all(Array.from({ length: Math.min(tegelijk, wachtrij.length) }, haalBeurtelings));
  // Rules know an address of ours without its host.
  return new Map(
    antwoorden.flatMap(([adres, antwoord]) => [
      [adres, antwoord],
      [zonderBasis(adres, oproep.basissen) as string, antwoord],
    ]),
  );
}

function adressenIn(waarde: unknown): string[] {
  if (typeof waarde === 'string') return [waarde];
  if (typeof waarde !== 'object' || waarde === null) return [];
  return Object.values(waarde).filter(
    (deel): deel is string => typeof deel === 'string' && /^(https?:\/|~)\//.test(deel),
  );
}

/** Turns references from addresses (or names) into uuids of rows that exist; complains about the others. */
export async function losVerwijzingenOp(
  omgeving: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  resource: Resource,
  gelezen: Gelezen,
  antwoorden: Antwoorden,
): Promise<void> {
  const verwijzingen = Object.entries(resource.velden).filter(
    ([naam, veld]) =>
      veld.naar &&
      !veld.alleenLezen &&
      gelezen.gegeven.has(naam) &&
      !gelezen.fouten.some((fout) => fout.name === naam || fout.name.startsWith(`${naam}.`)),
  );
  const los = (veld: Veld, naam: string): Promise<(string[] | InvalidParam)[]> =>
    Promise.all(
      alsLijst(gelezen.waarden[naam]).map((waarde) =>
        losOp(omgeving, oproep, tx, veld, waarde, gelezen.waarden, antwoorden),
      ),
    );
  // Addresses are looked up together; a name waits for what is resolved before it, such as its catalogus.
  const perAdres = new Map(
    await Promise.all(
      verwijzingen
        .filter(([, veld]) => !veld.opNaam)
        .map(async ([naam, veld]) => [naam, await los(veld, naam)] as const),
    ),
  );
  for (const [naam, veld] of verwijzingen) {
    const uuids: string[] = [];
    const uitslagen = perAdres.get(naam) ?? (await los(veld, naam));
    for (const [index, uitslag] of uitslagen.entries()) {
      if (Array.isArray(uitslag)) uuids.push(...uitslag);
      else {
        const code = ['bad-url', 'invalid-resource'].includes(uitslag.code)
          ? (veld.onbekendCode ?? uitslag.code)
          : uitslag.code;
        gelezen.fouten.push({ ...uitslag, code, name: deelnaam(naam, veld, index) });
      }
    }
    gelezen.waarden[naam] = veld.lijst ? [...new Set(uuids)] : (uuids[0] ?? null);
  }
}

async function losOp(
  omgeving: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  veld: Veld,
  waarde: unknown,
  waarden: Waarden,
  antwoorden: Antwoorden,
): Promise<string[] | InvalidParam> {
  const doel = omgeving.kaart.vind(veld.naar ?? '').resource;
  const gevonden = omgeving.kaart.ontleed(waarde, oproep.basissen);
  if (gevonden.soort === 'ongeldig') {
    if (!veld.opNaam || typeof waarde !== 'string') return slecht('');
    const { kolom, binnen } = veld.opNaam;
    const rijen = await tx.alle<{ uuid: string }>(
      sql`SELECT t.uuid FROM ${sql.table(doel.tabel)} t WHERE ${sql.ref(`t.${kolom}`)} = ${waarde} AND ${binnen(waarden)} ORDER BY t.uuid DESC`,
    );
    return rijen.length > 0
      ? rijen.map((rij) => rij.uuid)
      : { name: '', code: 'does_not_exist', reason: 'Geen type met deze naam in deze catalogus.' };
  }
  if (gevonden.soort === 'extern') {
    const ok = antwoorden.get(waarde as string)?.status === 200;
    if (ok && veld.ookExtern) return [waarde as string];
    return ok ? verkeerd('') : slecht('');
  }
  if (gevonden.soort === 'eigen-onbekend') return slecht('');
  if (gevonden.naam !== doel.naam) return verkeerd('');
  const rij = isUuid(gevonden.uuid)
    ? await tx.een(sql`SELECT 1 FROM ${sql.table(doel.tabel)} WHERE uuid = ${gevonden.uuid}::uuid`)
    : undefined;
  return rij ? [gevonden.uuid] : slecht('');
}
