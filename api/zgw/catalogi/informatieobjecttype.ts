import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { geldigOp } from '../../../registers/zgw/catalogi/types.ts';
import { ztc009 } from '../../../registers/zgw/catalogi/ztc-009.ts';
import { nietInGebruikBij } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { blijftInCatalogus } from '../../../registers/zgw/catalogi/ztc-013.ts';
import { periodeKlopt, ztc016 } from '../../../registers/zgw/catalogi/ztc-016.ts';
import { niveauVan, rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import { opBevat, opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { peildag } from '../../kit/rij.ts';
import {
  afgeleideLijst,
  afgeleideWaarde,
  groep,
  jaNee,
  lijstVan,
  naar,
  tekst,
  veld,
} from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { definitief, geldigheid, opDag, scopes, versiefilters } from './gemeen.ts';

const generiek = z.object({
  informatieobjecttypeOmschrijvingGeneriek: z.string().max(80),
  definitieInformatieobjecttypeOmschrijvingGeneriek: z.string().max(255),
  herkomstInformatieobjecttypeOmschrijvingGeneriek: z.string().max(12),
  hierarchieInformatieobjecttypeOmschrijvingGeneriek: z.string().max(80),
  opmerkingInformatieobjecttypeOmschrijvingGeneriek: z.string().max(255).nullable().optional(),
});

/** Versions of this informatieobjecttype share catalogus and name. */
const gelijkNamig = sql`SELECT i.uuid FROM informatieobjecttype i WHERE i.catalogus = t.catalogus AND i.omschrijving = t.omschrijving`;
const zaaktypen = sql`FROM zaaktype z WHERE ${geldigOp('z', peildag)} AND EXISTS (SELECT 1 FROM zaaktype_informatieobjecttype r WHERE r.zaaktype = z.uuid AND r.informatieobjecttype IN (${gelijkNamig}))`;
const besluittypen = sql`FROM besluittype b WHERE ${geldigOp('b', peildag)} AND b.informatieobjecttypen && ARRAY(${gelijkNamig})`;

/** A kind of document. */
export const informatieobjecttype = resource({
  naam: 'informatieobjecttype',
  pad: 'informatieobjecttypen',
  tabel: 'informatieobjecttype',
  velden: {
    catalogus: naar('catalogus', { verplicht: true }),
    omschrijving: tekst({ max: 80, verplicht: true, in: 'omschrijving' }),
    vertrouwelijkheidaanduiding: veld(z.enum(vertrouwelijkheden), {
      verplicht: true,
      kolom: { naam: 'vertrouwelijkheid', type: 'smallint' },
      bewaar: rangVan,
      toon: niveauVan,
    }),
    ...geldigheid('informatieobjecttype', 'omschrijving'),
    concept: jaNee({ in: 'concept', alleenLezen: true, standaard: true }),
    zaaktypen: afgeleideLijst('zaaktype', sql`SELECT z.uuid ${zaaktypen} ORDER BY z.uuid`),
    zaaktypeIdentificaties: afgeleideWaarde(
      sql`SELECT coalesce(array_agg(DISTINCT z.identificatie), '{}') ${zaaktypen}`,
      z.array(z.string()),
    ),
    besluittypen: afgeleideLijst('besluittype', sql`SELECT b.uuid ${besluittypen} ORDER BY b.uuid`),
    besluittypeOmschrijving: afgeleideWaarde(
      sql`SELECT coalesce(array_agg(DISTINCT b.omschrijving), '{}') ${besluittypen}`,
      z.array(z.string()),
    ),
    informatieobjectcategorie: tekst({ max: 80, verplicht: true }),
    trefwoord: lijstVan(z.string().max(30)),
    // Empty rather than absent, as the standard's answers have it.
    omschrijvingGeneriek: groep(generiek, {
      beeld: generiek,
      standaard: Object.fromEntries(Object.keys(generiek.shape).map((naam) => [naam, ''])),
    }),
  },
  filters: {
    ...versiefilters,
    catalogus: opVerwijzing('catalogus'),
    omschrijving: opTekst('omschrijving'),
    omschrijving__icontains: opBevat('omschrijving'),
    zaaktype: opMaat(
      webadres(),
      (uuid) =>
        uuid
          ? sql`t.uuid IN (SELECT i.uuid FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype k ON k.uuid = r.informatieobjecttype JOIN informatieobjecttype i ON i.catalogus = k.catalogus AND i.omschrijving = k.omschrijving WHERE r.zaaktype = ${uuid}::uuid)`
          : sql`false`,
      'zaaktype',
    ),
  },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [
    ztc009,
    nietInGebruikBij('besluittype', 'informatieobjecttypen'),
    ...bijSchrijven(blijftInCatalogus('informatieobjecttype'), periodeKlopt, ztc016('informatieobjecttype')),
  ],
  notificatie: { kanaal: 'informatieobjecttypen' },
  etag: true,
  weergave: (waarden) => String(waarden.omschrijving),
});
