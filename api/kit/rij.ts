import { type RawBuilder, sql } from 'kysely';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { vasteTekst } from './opslag.ts';
import type { Resource } from './resource.ts';
import type { Kolom } from './veld.ts';

/** The day on which relations are looked at: today, unless the client asks for another one. */
export const peildag: RawBuilder<unknown> = sql`peil.dag`;

/** What a query that reads rows joins, so that fields can speak of `peildag`. */
export const metPeildag = (dag: string): RawBuilder<unknown> => sql`(SELECT ${dag}::date AS dag) peil`;

/** Suffix of the column that holds what is shown, beside the one that holds what is kept. */
export const getoond = ':getoond';

const leeskolommen = new WeakMap<Resource, RawBuilder<unknown>>();

/** What is read of the row `t`: its key, its fields, and what follows from other tables. */
export function kolommenVan(resource: Resource): RawBuilder<unknown> {
  const bekend = leeskolommen.get(resource) ?? vasteTekst(stelKolommenOp(resource));
  leeskolommen.set(resource, bekend);
  return bekend;
}

function stelKolommenOp(resource: Resource): RawBuilder<unknown> {
  const delen: RawBuilder<unknown>[] = [sql`t.uuid`, sql`t.gegevens AS ":gegevens"`];
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (veld.kolom) delen.push(sql`${sql.ref(`t.${veld.kolom.naam}`)} AS ${sql.ref(naam)}`);
    if (veld.afgeleid) delen.push(sql`${veld.afgeleid} AS ${sql.ref(veld.kolom ? naam + getoond : naam)}`);
  }
  return sql.join(delen);
}

/** From a row as the database gives it to values by the names of the API. */
export function leesRij(resource: Resource, rij: Waarden): Waarden {
  const gegevens = (rij[':gegevens'] ?? {}) as Waarden;
  const waarden: Waarden = { uuid: rij.uuid };
  for (const [naam, veld] of Object.entries(resource.velden)) {
    const bewaard = veld.kolom || veld.afgeleid ? rij[naam] : (gegevens[naam] ?? veld.standaard);
    waarden[naam] = veld.toon ? veld.toon(bewaard) : bewaard;
    if (veld.kolom && veld.afgeleid) waarden[naam + getoond] = rij[naam + getoond];
  }
  return waarden;
}

/** Columns and values to write: fields with a column, extra columns, and the rest as one JSON value. */
export function schrijfRij(resource: Resource, waarden: Waarden): { kolom: Kolom; waarde: unknown }[] {
  const kolommen: { kolom: Kolom; waarde: unknown }[] = [];
  const gegevens: Waarden = {};
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (veld.afgeleid && !veld.kolom) continue;
    const ruw = waarden[naam] ?? null;
    const waarde = veld.bewaar ? veld.bewaar(ruw) : ruw;
    if (veld.kolom) kolommen.push({ kolom: veld.kolom, waarde });
    else if (waarde !== null && !veld.alleenSchrijven) gegevens[naam] = waarde;
  }
  return [
    ...kolommen,
    ...resource.extraKolommen(waarden),
    { kolom: { naam: 'gegevens', type: 'jsonb' }, waarde: gegevens },
  ];
}

/** A value as a parameter of the column's type. */
export function parameter({ kolom, waarde }: { kolom: Kolom; waarde: unknown }): RawBuilder<unknown> {
  const waardeTekst = kolom.type === 'jsonb' && waarde !== null ? JSON.stringify(waarde) : waarde;
  return sql`${waardeTekst}::${sql.raw(kolom.type)}`;
}

/** Ids follow the clock, so that the newest rows stand together. */
export const nieuweUuid = async (tx: Vraagbaak): Promise<string> =>
  (await tx.een<{ uuid: string }>(sql`SELECT uuidv7() AS uuid`))?.uuid ?? '';

/** Writes a row, new or changed. Its values are taken before this returns. */
export async function bewaarRij(
  tx: Vraagbaak,
  resource: Resource,
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
