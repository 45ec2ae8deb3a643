import { type RawBuilder, sql } from 'kysely';
import { uuidIn } from '../zgw/zaken/zaakadres.ts';

/** What a list asks a person to approve. */
export type Archiefactie = 'vernietigen' | 'overdragen';

const nominaties: Record<Archiefactie, string> = {
  vernietigen: 'vernietigen',
  overdragen: 'blijvend_bewaren',
};

/** Why a row `z` of zaak may not (yet) go by its own archive data, or NULL. `archiefactiedatum` is the first day that it may. */
function eigenReden(actie: Archiefactie, dag: string, z: string): RawBuilder<unknown> {
  const kolom = (naam: string) => sql.ref(`${z}.${naam}`);
  const niet =
    actie === 'vernietigen' ? ['overgedragen', 'gearchiveerd_procestermijn_onbekend'] : ['overgedragen'];
  return sql`CASE WHEN ${kolom('einddatum')} IS NULL THEN 'heropend'
    WHEN ${kolom('archiefnominatie')} IS DISTINCT FROM ${nominaties[actie]} THEN 'andere-nominatie'
    WHEN ${kolom('archiefactiedatum')} IS NULL OR ${kolom('archiefactiedatum')} > ${dag}::date THEN 'nog-niet-verlopen'
    WHEN ${kolom('archiefstatus')} = ANY(${niet}) THEN 'andere-archiefstatus' END`;
}

const verwijstNaar = (z: string) => sql`${sql.ref(`${z}.gegevens`)}->'relevanteAndereZaken'`;

/** True for the address of an open zaak of ours; its uuid is read from the address, so that an index finds it. */
const isOpen = (url: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`EXISTS (SELECT 1 FROM zaak a WHERE a.uuid = ${uuidIn(url)} AND a.einddatum IS NULL)`;

/** True when an open zaak names the row `z`: for many rows those that are named are gathered once, for one an index finds it. */
const genoemdDoorOpen = (moment: 'voorstel' | 'uitvoering'): RawBuilder<unknown> =>
  moment === 'voorstel'
    ? sql`z.uuid IN (SELECT ${uuidIn(sql`r->>'url'`)} FROM zaak a, jsonb_array_elements(${verwijstNaar('a')}) r
        WHERE a.einddatum IS NULL AND ${verwijstNaar('a')} <> '[]' AND ${uuidIn(sql`r->>'url'`)} IS NOT NULL)`
    : sql`EXISTS (SELECT 1 FROM zaak a WHERE ${verwijstNaar('a')} <> '[]' AND a.einddatum IS NULL
        AND ${verwijstNaar('a')} @> jsonb_build_array(jsonb_build_object('url', '~/zaken/api/v1/zaken/' || z.uuid)))`;

/**
 * Why the row `z` of zaak may not be destroyed or transferred on this day, or NULL when it may.
 * @param moment `voorstel`: a main case may go with its deelzaken; `uitvoering`: they must have gone before it (zrc-023)
 */
export function archiefreden(
  actie: Archiefactie,
  dag: string,
  moment: 'voorstel' | 'uitvoering',
): RawBuilder<unknown> {
  const eigen = eigenReden(actie, dag, 'z');
  if (actie === 'overdragen') return eigen;
  const deelzaak =
    moment === 'voorstel'
      ? sql`d.hoofdzaak = z.uuid AND ${eigenReden(actie, dag, 'd')} IS NOT NULL`
      : sql`d.hoofdzaak = z.uuid`;
  return sql`coalesce(${eigen}, CASE
    WHEN EXISTS (SELECT 1 FROM zaak d WHERE ${deelzaak}) THEN 'deelzaak-blijft'
    WHEN EXISTS (SELECT 1 FROM zaak h WHERE h.uuid = z.hoofdzaak AND h.einddatum IS NULL) THEN 'hoofdzaak-open'
    WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(${verwijstNaar('z')}) r WHERE ${isOpen(sql`r->>'url'`)})
      OR ${genoemdDoorOpen(moment)}
      OR EXISTS (SELECT 1 FROM zaakrelatie g WHERE g.zaak = z.uuid AND ${isOpen(sql`g.url`)})
      THEN 'gerelateerde-zaak-open'
    WHEN EXISTS (SELECT 1 FROM zaakinformatieobject i JOIN enkelvoudiginformatieobject e ON e.uuid = i.informatieobject WHERE i.zaak = z.uuid AND e.lock IS NOT NULL)
      THEN 'document-in-bewerking' END)`;
}

/** That a zaak was looked at is no change of it (Open Zaak: laatstGeopend). */
const isWijziging = sql`(a.resource <> 'zaak' OR nullif(a.wijzigingen->'nieuw', 'null') - 'laatstGeopend' IS DISTINCT FROM nullif(a.wijzigingen->'oud', 'null') - 'laatstGeopend')`;

/**
 * Fingerprint of the row `z` with all that hangs on it: another one means that somebody changed the case, or one of its
 * besluiten or documents.
 */
export const standVan: RawBuilder<string> = sql<string>`md5(concat_ws('|', to_jsonb(z) - 'laatst_geopend',
  (SELECT a.uuid FROM zgw_audit a WHERE a.hoofdobject = z.uuid AND ${isWijziging} ORDER BY a.uuid DESC LIMIT 1),
  (SELECT string_agg(md5(to_jsonb(b)::text), ',' ORDER BY b.uuid) FROM besluit b WHERE b.zaak = z.uuid),
  (SELECT string_agg(k.besluit::text, ',' ORDER BY k.besluit) FROM zaakbesluit k WHERE k.zaak = z.uuid),
  (SELECT string_agg(e.uuid || '.' || e.versie || e.status, ',' ORDER BY e.uuid) FROM zaakinformatieobject i JOIN enkelvoudiginformatieobject e ON e.uuid = i.informatieobject WHERE i.zaak = z.uuid)))`;
