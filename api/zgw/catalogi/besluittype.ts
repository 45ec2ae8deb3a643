import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { koppelZaaktypen } from '../../../registers/zgw/catalogi/besluittype-zaaktypen.ts';
import { geldigOp } from '../../../registers/zgw/catalogi/types.ts';
import { ztc009 } from '../../../registers/zgw/catalogi/ztc-009.ts';
import { nietInGebruikBij, zonderGepubliceerde } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { blijftInCatalogus, zelfdeCatalogus } from '../../../registers/zgw/catalogi/ztc-013.ts';
import { periodeKlopt, ztc016 } from '../../../registers/zgw/catalogi/ztc-016.ts';
import { opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { peildag } from '../../kit/rij.ts';
import { afgeleideLijst, afgeleideWaarde, duur, jaNee, naar, tekst, veld } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import {
  binnenCatalogus,
  definitief,
  geldigheid,
  opDag,
  scopes,
  versiefilters,
  versiesMetNaam,
} from './gemeen.ts';

const gelijkNamig = sql`SELECT k.uuid FROM besluittype k WHERE k.catalogus = t.catalogus AND k.omschrijving = t.omschrijving`;
const resultaattypen = sql`FROM resultaattype r JOIN zaaktype z ON z.uuid = r.zaaktype WHERE NOT z.concept AND r.besluittypen && ARRAY(${gelijkNamig})`;

const documenttypen = afgeleideWaarde(
  sql`SELECT coalesce(array_agg(DISTINCT i.omschrijving), '{}') FROM informatieobjecttype i WHERE i.uuid = ANY(t.informatieobjecttypen)`,
  z.array(z.string()),
);

/** A kind of decision. */
export const besluittype = resource({
  naam: 'besluittype',
  pad: 'besluittypen',
  tabel: 'besluittype',
  velden: {
    catalogus: naar('catalogus', { verplicht: true }),
    zaaktypen: veld(z.array(z.string()), {
      naar: 'zaaktype',
      lijst: true,
      standaard: [],
      opNaam: { kolom: 'identificatie', binnen: binnenCatalogus },
      // Kept at the zaaktype, which the newest standard makes the owner of the relation.
      afgeleid: sql`ARRAY(SELECT z.uuid FROM zaaktype z WHERE (${geldigOp('z', peildag)} OR z.concept) AND z.besluittypen && ARRAY(${gelijkNamig}) ORDER BY z.uuid)`,
    }),
    omschrijving: tekst({ max: 80, in: 'omschrijving' }),
    omschrijvingGeneriek: tekst({ max: 80 }),
    besluitcategorie: tekst({ max: 40 }),
    reactietermijn: duur(),
    publicatieIndicatie: jaNee({ verplicht: true }),
    publicatietekst: tekst(),
    publicatietermijn: duur(),
    toelichting: tekst(),
    informatieobjecttypen: veld(z.array(z.string()), {
      naar: 'informatieobjecttype',
      lijst: true,
      standaard: [],
      verplicht: true,
      kolom: { naam: 'informatieobjecttypen', type: 'uuid[]' },
      opNaam: { kolom: 'omschrijving', binnen: binnenCatalogus },
      afgeleid: sql`ARRAY(${versiesMetNaam('informatieobjecttype', 'omschrijving', sql.ref('t.informatieobjecttypen'), peildag)})`,
    }),
    // Catalogi 1.3 has the one spelling, 1.4 the other.
    informatieobjecttypeOmschrijving: documenttypen,
    informatieobjecttypeOmschrijvingen: documenttypen,
    zaaktypeIdentificaties: afgeleideWaarde(
      sql`SELECT coalesce(array_agg(DISTINCT z.identificatie), '{}') FROM zaaktype z WHERE (${geldigOp('z', peildag)} OR z.concept) AND z.besluittypen && ARRAY(${gelijkNamig})`,
      z.array(z.string()),
    ),
    ...geldigheid('besluittype', 'omschrijving'),
    concept: jaNee({ in: 'concept', alleenLezen: true, standaard: true }),
    resultaattypen: afgeleideLijst('resultaattype', sql`SELECT r.uuid ${resultaattypen} ORDER BY r.uuid`),
    resultaattypenOmschrijving: afgeleideWaarde(
      sql`SELECT coalesce(array_agg(DISTINCT r.omschrijving), '{}') ${resultaattypen}`,
      z.array(z.string()),
    ),
    vastgelegdIn: documenttypen,
  },
  filters: {
    ...versiefilters,
    catalogus: opVerwijzing('catalogus'),
    omschrijving: opTekst('omschrijving'),
    zaaktypen: opMaat(
      webadres(),
      (uuid) =>
        uuid
          ? sql`t.uuid IN (SELECT k.uuid FROM besluittype k JOIN zaaktype z ON z.uuid = ${uuid}::uuid JOIN besluittype g ON g.uuid = ANY(z.besluittypen) WHERE k.catalogus = g.catalogus AND k.omschrijving = g.omschrijving)`
          : sql`false`,
      'zaaktype',
    ),
    informatieobjecttypen: opMaat(
      webadres(),
      (uuid) => (uuid ? sql`t.informatieobjecttypen @> ARRAY[${uuid}::uuid]` : sql`false`),
      'informatieobjecttype',
    ),
  },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [
    ztc009,
    nietInGebruikBij('zaaktype', 'besluittypen'),
    zonderGepubliceerde('informatieobjecttype', 'informatieobjecttypen'),
    zonderGepubliceerde('zaaktype', 'zaaktypen'),
    ...bijSchrijven(
      blijftInCatalogus('besluittype'),
      zelfdeCatalogus({ zaaktypen: 'zaaktype', informatieobjecttypen: 'informatieobjecttype' }),
      periodeKlopt,
      ztc016('besluittype'),
    ),
  ],
  gevolgen: [koppelZaaktypen],
  notificatie: { kanaal: 'besluittypen' },
  etag: true,
  weergave: (waarden) => String(waarden.omschrijving),
});
