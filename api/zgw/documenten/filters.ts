import { sql } from 'kysely';
import { z } from 'zod';
import { rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import {
  opBevatGegeven,
  opEenVan,
  opElementen,
  opMaat,
  opReeks,
  opTekst,
  opVerwijzing,
  opWaar,
} from '../../kit/filter.ts';
import type { Resource } from '../../kit/resource.ts';
import { datumSchema, webadres } from '../../kit/waarde.ts';

const gegeven = (naam: string) => sql`t.gegevens->>${sql.lit(naam)}`;

/** Documents that belong to an object (which the source of the object tells). */
const metObject = (kolom: 'object' | 'object_type', schema: z.ZodType) =>
  opMaat(
    schema,
    (waarde) =>
      sql`EXISTS (SELECT 1 FROM objectinformatieobject o WHERE o.informatieobject = t.uuid AND ${sql.ref(`o.${kolom}`)} = ANY(${[String(waarde), String(waarde).replace(/^https?:\/\/[^/]+/, '~')]}::text[]))`,
  );
const object = metObject('object', webadres());
const objectType = metObject('object_type', z.enum(['besluit', 'zaak', 'verzoek']));

/** What a list of documents can be asked: the standard, and what clients of Open Zaak ask (GZAC: titel, auteur …). */
export const documentFilters: Resource['filters'] = {
  identificatie: opTekst('identificatie'),
  bronorganisatie: opTekst('bronorganisatie'),
  trefwoorden: opElementen('trefwoorden'),
  trefwoorden__overlap: opEenVan('trefwoorden'),
  titel: opBevatGegeven('titel'),
  auteur: opBevatGegeven('auteur'),
  beschrijving: opBevatGegeven('beschrijving'),
  creatiedatum__gte: opMaat(datumSchema, (waarde) => sql`${gegeven('creatiedatum')} >= ${waarde}`),
  creatiedatum__lte: opMaat(datumSchema, (waarde) => sql`${gegeven('creatiedatum')} <= ${waarde}`),
  vertrouwelijkheidaanduiding: opMaat(
    z.enum(vertrouwelijkheden),
    (waarde) => sql`t.vertrouwelijkheid = ${rangVan(waarde)}`,
  ),
  informatieobjecttype: opVerwijzing('informatieobjecttype'),
  locked: opWaar(sql`t.lock IS NOT NULL`),
  objectinformatieobjecten_object: object,
  objectinformatieobjecten__object: object,
  objectinformatieobjecten_objectType: objectType,
  objectinformatieobjecten__objectType: objectType,
  uuid__in: opReeks(z.guid(), (waarde) => sql`t.uuid = ANY(${waarde}::uuid[])`, 10_000),
};

/** What documents can be put in order by. */
export const documentOrdening: Resource['ordening'] = {
  versie: 'versie',
  beginRegistratie: 'begin_registratie',
  bestandsomvang: 'bestandsomvang',
  status: 'status',
  vertrouwelijkheidaanduiding: 'vertrouwelijkheid',
  auteur: gegeven('auteur'),
  creatiedatum: gegeven('creatiedatum'),
  formaat: gegeven('formaat'),
  titel: gegeven('titel'),
};
