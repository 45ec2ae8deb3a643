import { type RawBuilder, sql } from 'kysely';
import type { Vraagbaak } from '../kader/vraagbaak.ts';
import { type Archiefactie, archiefreden, standVan } from './voorwaarden.ts';

/** A list that a person can look through. */
const perLijst = 200;
/** More lists in one night than people will look through only cost time; the rest comes the next night. */
const perNacht = 10;
/** A zaak that was taken off a list comes back when it has changed, or after this many days. */
const rustDagen = 365;

/** The day in the municipality. */
export const dagVan = (nu: Date): string => nu.toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });

/**
 * Puts every zaak that may go on a list, in the caller's transaction; a zaak stands on one open list at a time, so a
 * second run adds only what is new. Deelzaken stand before their hoofdzaak.
 * @returns ids of the lists that were made
 */
export async function stelVoor(tx: Vraagbaak, actie: Archiefactie, nu: Date): Promise<string[]> {
  const dag = dagVan(nu);
  await tx.een(sql`SELECT pg_advisory_xact_lock(hashtextextended('archieflijst', 0))`);
  const gevonden = await tx.alle<{ uuid: string }>(sql`
    SELECT z.uuid FROM zaak z
    WHERE z.archiefactiedatum <= ${dag}::date AND ${archiefreden(actie, dag, 'voorstel')} IS NULL
      AND NOT EXISTS (SELECT 1 FROM archiefregel o WHERE o.zaak = z.uuid AND o.status = 'voorgesteld') AND ${magTerug(nu)}
    ORDER BY coalesce(z.hoofdzaak, z.uuid), z.hoofdzaak IS NULL, z.uuid LIMIT ${perLijst * perNacht}`);
  const lijsten: string[] = [];
  for (let begin = 0; begin < gevonden.length; begin += perLijst) {
    const zaken = gevonden.slice(begin, begin + perLijst).map(({ uuid }) => uuid);
    lijsten.push(await maakLijst(tx, actie, dag, nu, zaken));
  }
  return lijsten;
}

/** A zaak that was taken off a list rests, unless it has changed. Its fingerprint is taken for such a zaak only. */
function magTerug(nu: Date): RawBuilder<unknown> {
  const afgehaald = sql`SELECT 1 FROM archiefregel o WHERE o.zaak = z.uuid AND o.status = 'afgehaald'
    AND o.op > ${nu}::timestamptz - make_interval(days => ${rustDagen})`;
  return sql`CASE WHEN EXISTS (${afgehaald}) THEN NOT EXISTS (${afgehaald} AND o.stand = ${standVan}) ELSE true END`;
}

async function maakLijst(
  tx: Vraagbaak,
  actie: Archiefactie,
  dag: string,
  nu: Date,
  zaken: string[],
): Promise<string> {
  const lijst = await tx.een<{ id: string }>(
    sql`INSERT INTO archieflijst (soort, peildatum, voorgesteld_op) VALUES (${actie}, ${dag}::date, ${nu}) RETURNING id`,
  );
  const id = lijst?.id ?? '';
  await tx.doe(sql`
    INSERT INTO archiefregel (lijst, volgnummer, zaak, identificatie, zaaktype, resultaattype, selectielijstklasse, archiefactiedatum, stand)
    SELECT ${id}::uuid, row_number() OVER (ORDER BY z.hoofdzaak IS NULL, z.archiefactiedatum, z.uuid), z.uuid, z.identificatie,
      t.gegevens->>'omschrijving', coalesce(rt.omschrijving, ''),
      coalesce(nullif(z.gegevens->>'selectielijstklasse', ''), rt.gegevens->>'selectielijstklasse', ''), z.archiefactiedatum, ${standVan}
    FROM zaak z JOIN zaaktype t ON t.uuid = z.zaaktype LEFT JOIN resultaat r ON r.zaak = z.uuid LEFT JOIN resultaattype rt ON rt.uuid = r.resultaattype
    WHERE z.uuid = ANY(${zaken}::uuid[])`);
  return id;
}
