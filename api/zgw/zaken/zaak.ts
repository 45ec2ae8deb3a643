import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven, bijVerwijderen } from '../../../registers/kader/alleen-bij.ts';
import { tegelijk } from '../../../registers/kader/tegelijk.ts';
import { niveauVan, rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import { zrc009 } from '../../../registers/zgw/vertrouwelijkheid-van-type.ts';
import { gerelateerdeBestaan, koppelGerelateerde } from '../../../registers/zgw/zaken/gerelateerde-zaken.ts';
import { zaakGewijzigd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { onthoudOpschorting } from '../../../registers/zgw/zaken/opschorting.ts';
import { termijnenVanZaaktype } from '../../../registers/zgw/zaken/termijnen.ts';
import { nietLater } from '../../../registers/zgw/zaken/toekomst.ts';
import { zrc001 } from '../../../registers/zgw/zaken/zrc-001.ts';
import { zrc002 } from '../../../registers/zgw/zaken/zrc-002.ts';
import { zaakIsOpen } from '../../../registers/zgw/zaken/zrc-007.ts';
import { zrc010 } from '../../../registers/zgw/zaken/zrc-010.ts';
import { overigeRelatieGenoemd, zrc011 } from '../../../registers/zgw/zaken/zrc-011.ts';
import { zrc013 } from '../../../registers/zgw/zaken/zrc-013.ts';
import { zrc014 } from '../../../registers/zgw/zaken/zrc-014.ts';
import { zrc015 } from '../../../registers/zgw/zaken/zrc-015.ts';
import { herleidZaak } from '../../../registers/zgw/zaken/zrc-021.ts';
import { zrc022 } from '../../../registers/zgw/zaken/zrc-022.ts';
import { zrc023 } from '../../../registers/zgw/zaken/zrc-023.ts';
import { resource } from '../../kit/resource.ts';
import {
  adres,
  afgeleideLijst,
  afgeleideWaarde,
  datum,
  groep,
  keuze,
  lijstVan,
  moment,
  naar,
  tekst,
  type Veld,
  veld,
} from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { rsin } from '../nummers.ts';
import { uuidVeld } from './gemeen.ts';
import { geometrieSchema, veelhoek } from './geometrie.ts';
import { zaakFilters } from './zaak-filters.ts';

const betalingsindicaties: Record<string, string> = {
  gefactureerd: 'De met de zaak gemoeide kosten zijn gefactureerd.',
  gecrediteerd: 'De met de zaak gemoeide kosten zijn gecrediteerd.',
  betaald: 'De met de zaak gemoeide kosten zijn betaald.',
  nvt: 'Er is geen sprake van te betalen, met de zaak gemoeide, kosten.',
  nog_niet: 'De met de zaak gemoeide kosten zijn (nog) niet betaald.',
  gedeeltelijk: 'De met de zaak gemoeide kosten zijn gedeeltelijk betaald.',
  geheel: 'De met de zaak gemoeide kosten zijn geheel betaald.',
};
const relevant = z.object({
  url: webadres(1_000),
  aardRelatie: z.enum(['vervolg', 'onderwerp', 'bijdrage', 'overig']),
  overigeRelatie: z.string().max(100).default(''),
  toelichting: z.string().max(255).default(''),
});
const procesobject = z.object({
  datumkenmerk: z.string().max(250),
  identificatie: z.string().max(250),
  objecttype: z.string().max(250),
  registratie: z.string().max(250),
});
const gerelateerd = z.object({ url: webadres(1_000) });
/** Other cases; ZAC clears the list with null. */
const zaaklijst = (een: z.ZodType, opties: Partial<Veld> = {}): Veld =>
  veld(
    z
      .array(een)
      .nullable()
      .transform((lijst) => lijst ?? []),
    { standaard: [], beeld: z.array(een), adressen: true, haal: true, ...opties },
  );
const geenProcesobject = { datumkenmerk: '', identificatie: '', objecttype: '', registratie: '' };
const kinderen = (tabel: string) =>
  afgeleideLijst(tabel, sql`SELECT k.uuid FROM ${sql.table(tabel)} k WHERE k.zaak = t.uuid ORDER BY k.uuid`);
const datums = {
  einddatum: 'einddatum',
  startdatum: 'startdatum',
  publicatiedatum: 'publicatiedatum',
  archiefactiedatum: 'archiefactiedatum',
  registratiedatum: 'registratiedatum',
  identificatie: 'identificatie',
};

/** A case. */
export const zaak = resource({
  naam: 'zaak',
  pad: 'zaken',
  tabel: 'zaak',
  velden: {
    ...uuidVeld,
    identificatie: tekst({ max: 40, in: 'identificatie', onveranderlijk: true }),
    bronorganisatie: rsin({ verplicht: true, in: 'bronorganisatie' }),
    omschrijving: tekst({ max: 80 }),
    toelichting: tekst({ max: 1_000 }),
    zaaktype: naar('zaaktype', { verplicht: true }),
    registratiedatum: datum({ in: 'registratiedatum' }),
    verantwoordelijkeOrganisatie: rsin({ verplicht: true }),
    startdatum: datum({ verplicht: true, in: 'startdatum' }),
    einddatum: datum({ in: 'einddatum', alleenLezen: true }),
    einddatumGepland: datum({ in: 'einddatum_gepland' }),
    uiterlijkeEinddatumAfdoening: datum({ in: 'uiterlijke_einddatum' }),
    publicatiedatum: datum({ in: 'publicatiedatum' }),
    communicatiekanaal: adres({ haal: true }),
    communicatiekanaalNaam: tekst({ max: 250 }),
    productenOfDiensten: lijstVan(webadres(1_000), { uitklapbaar: true }),
    vertrouwelijkheidaanduiding: veld(z.union([z.enum(vertrouwelijkheden), z.literal('')]), {
      standaard: '',
      kolom: { naam: 'vertrouwelijkheid', type: 'smallint' },
      bewaar: rangVan,
      toon: niveauVan,
    }),
    betalingsindicatie: keuze(Object.keys(betalingsindicaties)),
    betalingsindicatieWeergave: tekst({ alleenLezen: true }),
    laatsteBetaaldatum: moment(),
    zaakgeometrie: groep(geometrieSchema),
    verlenging: groep(z.object({ reden: z.string().max(200), duur: z.iso.duration() })),
    opschorting: groep(
      z.object({
        indicatie: z.boolean(),
        // Follows from the case, whatever is sent (GZAC sends null).
        eerdereOpschorting: z.boolean().nullish(),
        reden: z.string().max(200),
      }),
    ),
    selectielijstklasse: adres({ uitklapbaar: true }),
    hoofdzaak: naar('zaak', { in: 'hoofdzaak', onbekendCode: 'no_match' }),
    deelzaken: afgeleideLijst(
      'zaak',
      sql`SELECT d.uuid FROM zaak d WHERE d.hoofdzaak = t.uuid ORDER BY d.uuid`,
    ),
    relevanteAndereZaken: zaaklijst(relevant),
    gerelateerdeZaken: zaaklijst(gerelateerd, {
      afgeleid: sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('url', g.url) ORDER BY g.url), '[]') FROM zaakrelatie g WHERE g.zaak = t.uuid)`,
    }),
    eigenschappen: kinderen('zaakeigenschap'),
    rollen: kinderen('rol'),
    status: afgeleideWaarde(
      sql`SELECT s.uuid FROM status s WHERE s.zaak = t.uuid ORDER BY s.datum DESC LIMIT 1`,
      webadres(),
      'status',
    ),
    zaakinformatieobjecten: kinderen('zaakinformatieobject'),
    zaakobjecten: kinderen('zaakobject'),
    kenmerken: lijstVan(z.object({ kenmerk: z.string().max(40), bron: z.string().max(40) })),
    archiefnominatie: veld(z.union([z.enum(['blijvend_bewaren', 'vernietigen']), z.literal('')]).nullable(), {
      kolom: { naam: 'archiefnominatie', type: 'text' },
    }),
    archiefstatus: keuze(
      ['nog_te_archiveren', 'gearchiveerd', 'gearchiveerd_procestermijn_onbekend', 'overgedragen'],
      { standaard: 'nog_te_archiveren', in: 'archiefstatus' },
    ),
    archiefactiedatum: datum({ in: 'archiefactiedatum' }),
    resultaat: afgeleideWaarde(
      sql`SELECT r.uuid FROM resultaat r WHERE r.zaak = t.uuid`,
      webadres(),
      'resultaat',
    ),
    opdrachtgevendeOrganisatie: rsin(),
    processobjectaard: veld(z.string().max(200).nullable(), { standaard: '' }),
    startdatumBewaartermijn: datum(),
    processobject: groep(procesobject),
    laatstGemuteerd: moment({ in: 'laatst_gemuteerd', alleenLezen: true }),
    laatstGeopend: moment({ in: 'laatst_geopend' }),
  },
  filters: zaakFilters,
  ordening: datums,
  volgorde: sql`t.uuid DESC`,
  toegang: { soort: 'type', type: 'zaaktype', rang: 'vertrouwelijkheid' },
  scopes: {
    lezen: ['zaken.lezen'],
    create: ['zaken.aanmaken'],
    update: ['zaken.bijwerken', 'zaken.geforceerd-bijwerken'],
    destroy: ['zaken.verwijderen'],
  },
  regels: [
    zaakIsOpen,
    ...bijVerwijderen(zrc023),
    ...bijSchrijven(
      ({ nieuw, nu }) => {
        nieuw.registratiedatum ??= nu.toISOString().slice(0, 10);
        nieuw.archiefnominatie ||= null;
      },
      zaakGewijzigd,
      nietLater('laatstGeopend', 'date-in-future'),
      nietLater('laatsteBetaaldatum', 'future_not_allowed'),
      onthoudOpschorting,
      tegelijk(zrc001, zrc002, zrc009, termijnenVanZaaktype),
      zrc010,
      zrc011,
      overigeRelatieGenoemd,
      zrc013,
      zrc014,
      zrc015,
      zrc022,
      gerelateerdeBestaan,
    ),
  ],
  gevolgen: [...bijSchrijven(koppelGerelateerde), herleidZaak],
  extraKolommen: (waarden) => [
    { kolom: { naam: 'omtrek', type: 'polygon' }, waarde: veelhoek(waarden.zaakgeometrie) },
  ],
  vorm: (beeld) => ({
    ...beeld,
    betalingsindicatieWeergave: betalingsindicaties[beeld.betalingsindicatie as string] ?? '',
    // zrc-012: groups are always there.
    verlenging: beeld.verlenging ?? null,
    opschorting: beeld.opschorting ?? { indicatie: false, eerdereOpschorting: false, reden: '' },
    processobject: beeld.processobject ?? geenProcesobject,
  }),
  audit: 'zelf',
  audittrail: true,
  notificatie: { kanaal: 'zaken' },
  weergave: (waarden) => `${waarden.bronorganisatie} - ${waarden.identificatie}`,
  etag: true,
  crs: true,
  zoek: true,
});
