import { type RawBuilder, sql } from 'kysely';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Resource } from './resource.ts';
import type { Kolom } from './veld.ts';

/** The day on which relations are looked at: today, unless the client asks for another one. */
export const peildag: RawBuilder<unknown> = sql`peil.dag`;

/** What a query that reads rows joins, so that fields can speak of `peildag`. */
export const metPeildag = (dag: string): RawBuilder<unknown> => sql`(SELECT ${dag}::date AS dag) peil`;

/** Suffix of the column that holds what is shown, beside the one that holds what is kept. */
export const getoond = ':getoond';

/** What is read of the row `t`: its key, its fields, and what follows from other tables. */
export function kolommenVan(resource: Resource): RawBuilder<unknown> {
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
