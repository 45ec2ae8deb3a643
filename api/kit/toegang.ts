import { type RawBuilder, sql } from 'kysely';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Aanroeper, Recht } from './aanroeper.ts';
import type { Kaart } from './kaart.ts';
import type { Api, Plek, Resource, Toegang } from './resource.ts';
import type { Veld } from './veld.ts';

/** Above every rank of vertrouwelijkheid. */
export const hoogsteRang = 99;

/** What decides on access to one row: its type, its rank of vertrouwelijkheid, and false when it is not released. */
export type Sleutel = readonly [type: string | null, rang: number, vrij?: boolean] | null;

/** The rights of the caller that give any of these scopes in this API; `alles` when nothing limits them. */
export function rechtenVoor(aanroeper: Aanroeper, api: Api, scopes: readonly string[]): Recht[] | 'alles' {
  if (aanroeper.alles) return 'alles';
  const eigen = aanroeper.rechten.filter(
    (recht) => recht.component === api.component && scopes.some((scope) => recht.scopes.has(scope)),
  );
  const geleend = scopes
    .flatMap((scope) => api.leenscopes?.[scope] ?? [])
    .some((leen) =>
      aanroeper.rechten.some((recht) => recht.component === leen.component && recht.scopes.has(leen.scope)),
    );
  return geleend
    ? [...eigen, { component: api.component, scopes: new Set(scopes), maxRang: hoogsteRang }]
    : eigen;
}

/** True when the caller holds one of the scopes for a row with this key. */
export function heeftRecht(
  aanroeper: Aanroeper,
  plek: Plek,
  scopes: readonly string[],
  sleutel: Sleutel,
): boolean {
  const rechten = rechtenVoor(aanroeper, plek.api, scopes);
  if (aanroeper.alleenVrijgegeven && sleutel?.[2] === false) return false;
  if (rechten === 'alles') return true;
  if (sleutel === null) return rechten.length > 0;
  const [type, rang] = sleutel;
  return rechten.some((recht) => (recht.type === undefined || recht.type === type) && rang <= recht.maxRang);
}

/** SQL for the key of the row `t`: a JSON array of type and rank, or null when the scope alone decides. */
export function sleutelSql(kaart: Kaart, plek: Plek, alias = 't'): RawBuilder<unknown> {
  const { toegang } = plek.resource;
  if (toegang.soort === 'scope') return sql`NULL::jsonb`;
  if (toegang.soort === 'type') {
    const rang = toegang.rang ? sql.ref(`${alias}.${toegang.rang}`) : sql`0`;
    const vrij = toegang.vrijgave ? sql`, ${vrijgegeven(alias, toegang.vrijgave)}` : sql``;
    return sql`jsonb_build_array(${sql.ref(`${alias}.${toegang.type}`)}, ${rang}${vrij})`;
  }
  const ouder = kaart.vind(toegang.resource);
  const naam = `${alias}o`;
  return sql`(SELECT ${sleutelSql(kaart, ouder, naam)} FROM ${sql.table(ouder.resource.tabel)} ${sql.ref(naam)} WHERE ${sql.ref(`${naam}.uuid`)} = ${sql.ref(`${alias}.${toegang.kolom}`)})`;
}

/** The field that is kept in a column, with its name. */
export const veldAchter = ({ velden }: Resource, kolom: string): [string, Veld] | undefined =>
  Object.entries(velden).find(([, veld]) => veld.kolom?.naam === kolom);

/** The key of a row that was, from its values or from what was shown of it: an older version, a line of its trail. */
export function sleutelUit(resource: Resource, was: Waarden): Sleutel {
  const { toegang } = resource;
  if (toegang.soort !== 'type') return null;
  const waarde = (kolom: string): unknown => {
    const [naam = '', veld] = veldAchter(resource, kolom) ?? [];
    return veld?.bewaar ? veld.bewaar(was[naam]) : was[naam];
  };
  const type = String(waarde(toegang.type)).split('/').at(-1) ?? null;
  const rang = toegang.rang ? ((waarde(toegang.rang) as number | null) ?? hoogsteRang) : 0;
  return toegang.vrijgave ? [type, rang, waarde(toegang.vrijgave) === true] : [type, rang];
}

/**
 * SQL that holds for exactly the rows that the caller may have under these scopes, for lists, searches and expand.
 * @returns `alles` or `niets` where no condition is needed
 */
export function rijConditie(
  kaart: Kaart,
  aanroeper: Aanroeper,
  plek: Plek,
  scopes: readonly string[],
  alias = 't',
): RawBuilder<unknown> | 'alles' | 'niets' {
  const rechten = rechtenVoor(aanroeper, plek.api, scopes);
  if (rechten !== 'alles' && rechten.length === 0) return 'niets';
  return conditie(kaart, plek, rechten, aanroeper.alleenVrijgegeven, alias);
}

const vrijgegeven = (alias: string, kolom: string): RawBuilder<unknown> =>
  sql`coalesce(${sql.ref(`${alias}.${kolom}`)}, false)`;

function conditie(
  kaart: Kaart,
  plek: Plek,
  rechten: Recht[] | 'alles',
  alleenVrij: boolean,
  alias: string,
): RawBuilder<unknown> | 'alles' {
  const { toegang } = plek.resource;
  if (toegang.soort === 'scope') return 'alles';
  if (toegang.soort === 'via') {
    const ouder = kaart.vind(toegang.resource);
    const naam = `${alias}o`;
    const binnen = conditie(kaart, ouder, rechten, alleenVrij, naam);
    if (binnen === 'alles') return 'alles';
    return sql`EXISTS (SELECT 1 FROM ${sql.table(ouder.resource.tabel)} ${sql.ref(naam)} WHERE ${sql.ref(`${naam}.uuid`)} = ${sql.ref(`${alias}.${toegang.kolom}`)} AND ${binnen})`;
  }
  const perType = typeConditie(toegang, rechten, alias);
  if (!alleenVrij || !toegang.vrijgave) return perType;
  const vrij = vrijgegeven(alias, toegang.vrijgave);
  return perType === 'alles' ? vrij : sql`(${perType} AND ${vrij})`;
}

function typeConditie(
  toegang: Extract<Toegang, { soort: 'type' }>,
  rechten: Recht[] | 'alles',
  alias: string,
): RawBuilder<unknown> | 'alles' {
  if (rechten === 'alles') return 'alles';
  if (rechten.some((recht) => recht.type === undefined && recht.maxRang >= hoogsteRang)) return 'alles';
  const perRang = new Map<number, string[]>();
  for (const { type, maxRang } of rechten)
    if (type) perRang.set(maxRang, [...(perRang.get(maxRang) ?? []), type]);
  const delen = [...perRang]
    .sort(([a], [b]) => a - b)
    .map(([rang, typen]) => {
      const vanType = sql`${sql.ref(`${alias}.${toegang.type}`)} = ANY(${typen}::uuid[])`;
      return toegang.rang ? sql`(${vanType} AND ${sql.ref(`${alias}.${toegang.rang}`)} <= ${rang})` : vanType;
    });
  return delen.length > 0 ? sql`(${sql.join(delen, sql` OR `)})` : sql`false`;
}
