import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { bronCompleet } from '../../../registers/zgw/catalogi/bron.ts';
import { losGerelateerdeOp } from '../../../registers/zgw/catalogi/gerelateerde.ts';
import { geldigOp } from '../../../registers/zgw/catalogi/types.ts';
import { verlengingCompleet } from '../../../registers/zgw/catalogi/verlenging.ts';
import { ztc001 } from '../../../registers/zgw/catalogi/ztc-001.ts';
import { ztc009 } from '../../../registers/zgw/catalogi/ztc-009.ts';
import {
  zonderGepubliceerde,
  zonderGepubliceerdeDocumenttypen,
} from '../../../registers/zgw/catalogi/ztc-010.ts';
import { blijftInCatalogus, zelfdeCatalogus } from '../../../registers/zgw/catalogi/ztc-013.ts';
import { periodeKlopt, ztc016 } from '../../../registers/zgw/catalogi/ztc-016.ts';
import { niveauVan, rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import { opBevat, opBevatGegeven, opElementen, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { peildag } from '../../kit/rij.ts';
import {
  adres,
  afgeleideLijst,
  afgeleideWaarde,
  datum,
  duur,
  groep,
  jaNee,
  keuze,
  lijstVan,
  naar,
  tekst,
  veld,
} from '../../kit/veld.ts';
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

const leegbareUrl = z.union([webadres(200), z.literal('')]);
/** Where it was taken from; shown with empty values when it was made here. */
const bron = (vorm: z.ZodRawShape) =>
  groep(z.object(vorm), {
    beeld: z.object(vorm),
    standaard: Object.fromEntries(Object.keys(vorm).map((naam) => [naam, ''])),
  });
const relatie = z.object({
  zaaktype: z.string().max(200),
  aardRelatie: z.enum(['vervolg', 'bijdrage', 'onderwerp']),
  toelichting: z.string().max(255).default(''),
});
const kinderen = (tabel: string, orde = 'uuid') =>
  afgeleideLijst(
    tabel,
    sql`SELECT k.uuid FROM ${sql.table(tabel)} k WHERE k.zaaktype = t.uuid ORDER BY ${sql.ref(`k.${orde}`)}`,
  );
const eigenUuid = '^~/.*/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$';
/** A related zaaktype is shown in the version of the day; as it was kept when there is none. One of elsewhere has no name here. */
const gerelateerdeOpPeildag = sql`(
  SELECT coalesce(jsonb_agg(
    r.relatie || jsonb_build_object('zaaktypeIdentificatie', coalesce(k.identificatie, '')) || coalesce((
      SELECT jsonb_build_object('zaaktype', '~/catalogi/api/v1/zaaktypen/' || v.uuid) FROM zaaktype v
      WHERE v.catalogus = k.catalogus AND v.identificatie = k.identificatie AND ${geldigOp('v', peildag)} LIMIT 1), '{}')
    ORDER BY r.plaats), '[]')
  FROM jsonb_array_elements(t.gerelateerde_zaaktypen) WITH ORDINALITY r(relatie, plaats)
  LEFT JOIN zaaktype k ON k.uuid = substring(r.relatie->>'zaaktype' FROM ${sql.lit(eigenUuid)})::uuid)`;
const namen = (query: ReturnType<typeof sql>) => afgeleideWaarde(query, z.array(z.string()));

/** A kind of case. */
export const zaaktype = resource({
  naam: 'zaaktype',
  pad: 'zaaktypen',
  tabel: 'zaaktype',
  velden: {
    // A number until Catalogi 1.0, and still sent as one.
    identificatie: veld(z.union([z.string().min(1).max(50), z.int().min(0).transform(String)]), {
      verplicht: true,
      kolom: { naam: 'identificatie', type: 'text' },
      beeld: z.string(),
    }),
    omschrijving: tekst({ max: 80, verplicht: true }),
    omschrijvingGeneriek: tekst({ max: 80 }),
    vertrouwelijkheidaanduiding: veld(z.enum(vertrouwelijkheden), {
      verplicht: true,
      kolom: { naam: 'vertrouwelijkheid', type: 'smallint' },
      bewaar: rangVan,
      toon: niveauVan,
    }),
    doel: tekst({ verplicht: true }),
    aanleiding: tekst({ verplicht: true }),
    toelichting: tekst(),
    indicatieInternOfExtern: keuze(['intern', 'extern'], { verplicht: true }),
    handelingInitiator: tekst({ max: 20, verplicht: true }),
    onderwerp: tekst({ max: 80, verplicht: true }),
    handelingBehandelaar: tekst({ max: 20, verplicht: true }),
    doorlooptijd: duur({ verplicht: true }),
    servicenorm: duur(),
    opschortingEnAanhoudingMogelijk: jaNee({ verplicht: true }),
    verlengingMogelijk: jaNee({ verplicht: true }),
    verlengingstermijn: duur(),
    trefwoorden: lijstVan(z.string().max(30), { in: 'trefwoorden' }),
    publicatieIndicatie: jaNee({ verplicht: true }),
    publicatietekst: tekst(),
    verantwoordingsrelatie: lijstVan(z.string().max(40)),
    productenOfDiensten: lijstVan(webadres(1_000), { verplicht: true }),
    selectielijstProcestype: adres({ max: 200, haal: true, adressen: false }),
    referentieproces: groep(z.object({ naam: z.string().min(1).max(80), link: leegbareUrl.default('') }), {
      verplicht: true,
    }),
    verantwoordelijke: tekst({ max: 50, verplicht: true }),
    zaakobjecttypen: kinderen('zaakobjecttype'),
    broncatalogus: bron({ url: leegbareUrl, domein: z.string().max(5), rsin: z.string().max(9) }),
    bronzaaktype: bron({
      url: leegbareUrl,
      identificatie: z.string().max(50),
      omschrijving: z.string().max(80),
    }),
    catalogus: naar('catalogus', { verplicht: true }),
    statustypen: kinderen('statustype', 'volgnummer'),
    resultaattypen: kinderen('resultaattype'),
    resultaattypeOmschrijving: namen(
      sql`SELECT coalesce(array_agg(DISTINCT r.omschrijving), '{}') FROM resultaattype r WHERE r.zaaktype = t.uuid`,
    ),
    eigenschappen: kinderen('eigenschap'),
    informatieobjecttypen: afgeleideLijst(
      'informatieobjecttype',
      versiesMetNaam(
        'informatieobjecttype',
        'omschrijving',
        sql`ARRAY(SELECT r.informatieobjecttype FROM zaaktype_informatieobjecttype r WHERE r.zaaktype = t.uuid)`,
        peildag,
      ),
    ),
    informatieobjecttypeOmschrijving: namen(
      sql`SELECT coalesce(array_agg(DISTINCT i.omschrijving), '{}') FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype i ON i.uuid = r.informatieobjecttype WHERE r.zaaktype = t.uuid`,
    ),
    roltypen: kinderen('roltype'),
    besluittypen: veld(z.array(z.string()), {
      naar: 'besluittype',
      lijst: true,
      standaard: [],
      verplicht: true,
      kolom: { naam: 'besluittypen', type: 'uuid[]' },
      opNaam: { kolom: 'omschrijving', binnen: binnenCatalogus },
      afgeleid: sql`ARRAY(${versiesMetNaam('besluittype', 'omschrijving', sql.ref('t.besluittypen'), peildag)})`,
    }),
    besluittypeOmschrijving: namen(
      sql`SELECT coalesce(array_agg(DISTINCT b.omschrijving), '{}') FROM besluittype b WHERE b.uuid = ANY(t.besluittypen)`,
    ),
    deelzaaktypen: veld(z.array(z.string()), {
      naar: 'zaaktype',
      lijst: true,
      standaard: [],
      kolom: { naam: 'deelzaaktypen', type: 'uuid[]' },
      opNaam: { kolom: 'identificatie', binnen: binnenCatalogus },
      afgeleid: sql`ARRAY(${versiesMetNaam('zaaktype', 'identificatie', sql.ref('t.deelzaaktypen'), peildag)})`,
    }),
    deelzaaktypeIdentificaties: namen(
      sql`SELECT coalesce(array_agg(DISTINCT d.identificatie), '{}') FROM zaaktype d WHERE d.uuid = ANY(t.deelzaaktypen)`,
    ),
    gerelateerdeZaaktypen: veld(z.array(relatie), {
      verplicht: true,
      standaard: [],
      beeld: z.array(relatie.extend({ zaaktypeIdentificatie: z.string() })),
      adressen: true,
      uitklapbaar: true,
      kolom: { naam: 'gerelateerde_zaaktypen', type: 'jsonb' },
      afgeleid: gerelateerdeOpPeildag,
    }),
    ...geldigheid('zaaktype', 'identificatie'),
    versiedatum: datum(),
    concept: jaNee({ in: 'concept', alleenLezen: true, standaard: true }),
  },
  filters: {
    ...versiefilters,
    catalogus: opVerwijzing('catalogus'),
    identificatie: opTekst('identificatie'),
    identificatie__icontains: opBevat('identificatie'),
    omschrijving__icontains: opBevatGegeven('omschrijving'),
    trefwoorden: opElementen('trefwoorden'),
  },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [
    ztc009,
    ...bijSchrijven(
      ({ nieuw }) => {
        nieuw.versiedatum ??= nieuw.beginGeldigheid;
      },
      ztc001,
      verlengingCompleet,
      bronCompleet,
    ),
    zonderGepubliceerde('besluittype', 'besluittypen'),
    zonderGepubliceerdeDocumenttypen,
    ...bijSchrijven(
      blijftInCatalogus('zaaktype'),
      zelfdeCatalogus({ deelzaaktypen: 'zaaktype' }, 'deelzaaktypen'),
      zelfdeCatalogus({ besluittypen: 'besluittype' }),
      losGerelateerdeOp,
      periodeKlopt,
      ztc016('zaaktype'),
    ),
  ],
  notificatie: { kanaal: 'zaaktypen' },
  // Deprecated, and the standard knows no zaaktype without it: since when these characteristics hold.
  vorm: (beeld) => ({ ...beeld, versiedatum: beeld.versiedatum ?? beeld.beginGeldigheid }),
  etag: true,
  weergave: (waarden) => String(waarden.identificatie),
});
