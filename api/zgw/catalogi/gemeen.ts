import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { geldigOp, type Typetabel } from '../../../registers/zgw/catalogi/types.ts';
import { opMaat } from '../../kit/filter.ts';
import type { Filter, Resource } from '../../kit/resource.ts';
import { afgeleideWaarde, datum, naar, type Veld, veld } from '../../kit/veld.ts';
import { datumSchema, webadres } from '../../kit/waarde.ts';

const schrijven = ['catalogi.schrijven', 'catalogi.geforceerd-schrijven'];

/** Scopes of all resources of Catalogi. */
export const scopes: Resource['scopes'] = {
  lezen: ['catalogi.lezen'],
  create: schrijven,
  update: schrijven,
  destroy: ['catalogi.schrijven', 'catalogi.geforceerd-verwijderen'],
};

/**
 * Period in which a version is valid, and the one from its first version to its last (`beginObject`, `eindeObject`): that
 * follows, as in Open Zaak.
 * @param naam column by which versions of one type are known in their catalogus
 */
export function geldigheid(tabel: Typetabel, naam: 'identificatie' | 'omschrijving'): Record<string, Veld> {
  const versies = sql`FROM ${sql.table(tabel)} v WHERE v.catalogus = t.catalogus AND ${sql.ref(`v.${naam}`)} = ${sql.ref(`t.${naam}`)}`;
  return {
    beginGeldigheid: datum({ verplicht: true, in: 'begin_geldigheid' }),
    eindeGeldigheid: datum({ in: 'einde_geldigheid' }),
    beginObject: afgeleideWaarde(sql`SELECT min(v.begin_geldigheid) ${versies}`, datumSchema.nullable()),
    eindeObject: afgeleideWaarde(
      sql`SELECT v.einde_geldigheid ${versies} ORDER BY v.begin_geldigheid DESC, v.uuid DESC LIMIT 1`,
      datumSchema.nullable(),
    ),
  };
}

const statusSchema = z.enum(['alles', 'concept', 'definitief']);
const statusConditie = (concept: RawBuilder<unknown>) => (waarde: unknown) =>
  waarde === 'alles' ? sql`true` : waarde === 'concept' ? concept : sql`NOT ${concept}`;

/** Filters of the three versioned types. */
export const versiefilters: Record<string, Filter> = {
  status: opMaat(statusSchema, statusConditie(sql.ref('t.concept'))),
  datumGeldigheid: opMaat(datumSchema, (waarde) => geldigOp('t', sql`${waarde}::date`)),
};

const zaaktypeVan = (conditie: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`EXISTS (SELECT 1 FROM zaaktype zt WHERE zt.uuid = t.zaaktype AND ${conditie})`;

/** Filters of what belongs to one version of a zaaktype. */
export const kindfilters: Record<string, Filter> = {
  status: opMaat(statusSchema, (waarde) => zaaktypeVan(statusConditie(sql.ref('zt.concept'))(waarde))),
  zaaktypeIdentificatie: opMaat(z.string(), (waarde) => zaaktypeVan(sql`zt.identificatie = ${waarde}`)),
  datumGeldigheid: opMaat(datumSchema, (waarde) => zaaktypeVan(geldigOp('zt', sql`${waarde}::date`))),
};

/** Relations may be asked for as they were, or will be, on a day (historiemodel). */
export const opDag = {
  eenParameters: { datumGeldigheid: datumSchema },
  peildatum: 'datumGeldigheid',
};

/** Lists show what is published, unless asked otherwise. */
export const definitief = { status: 'definitief' };

/** Fields of what belongs to one version of a zaaktype; it is as long valid as that version. */
export const kindvelden = {
  zaaktype: naar('zaaktype', { verplicht: true }),
  zaaktypeIdentificatie: afgeleideWaarde(
    sql`SELECT zt.identificatie FROM zaaktype zt WHERE zt.uuid = t.zaaktype`,
  ),
  catalogus: afgeleideWaarde(
    sql`SELECT zt.catalogus FROM zaaktype zt WHERE zt.uuid = t.zaaktype`,
    webadres(),
    'catalogus',
  ),
};
const vanZaaktype = (kolom: 'begin_geldigheid' | 'einde_geldigheid') =>
  sql`SELECT ${sql.ref(`zt.${kolom}`)} FROM zaaktype zt WHERE zt.uuid = t.zaaktype`;
export const kindgeldigheid = {
  /** May be sent, and is then what the zaaktype says (`geldigAlsZaaktype`). */
  beginGeldigheid: veld(datumSchema.nullable(), { afgeleid: sql`(${vanZaaktype('begin_geldigheid')})` }),
  eindeGeldigheid: veld(datumSchema.nullable(), { afgeleid: sql`(${vanZaaktype('einde_geldigheid')})` }),
  beginObject: afgeleideWaarde(vanZaaktype('begin_geldigheid'), datumSchema.nullable()),
  eindeObject: afgeleideWaarde(vanZaaktype('einde_geldigheid'), datumSchema.nullable()),
};

/** The catalogus in a body, or that of the zaaktype in it: where names are looked up. */
export const binnenCatalogus = (waarden: Record<string, unknown>): RawBuilder<unknown> =>
  sql`t.catalogus = ${waarden.catalogus}::uuid`;
export const binnenCatalogusVanZaaktype = (waarden: Record<string, unknown>): RawBuilder<unknown> =>
  sql`t.catalogus = (SELECT zt.catalogus FROM zaaktype zt WHERE zt.uuid::text = ${waarden.zaaktype})`;

/** Versions with the names of the kept ones, that are published and valid today (or `alles`: those themselves too). */
export const versiesMetNaam = (
  tabel: string,
  naam: string,
  bewaard: RawBuilder<unknown>,
  dag: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  SELECT v.uuid FROM ${sql.table(tabel)} v WHERE ${geldigOp('v', dag)} AND EXISTS (
    SELECT 1 FROM ${sql.table(tabel)} k WHERE k.uuid = ANY(${bewaard}) AND k.catalogus = v.catalogus AND ${sql.ref(`k.${naam}`)} = ${sql.ref(`v.${naam}`)})
  ORDER BY v.uuid`;
