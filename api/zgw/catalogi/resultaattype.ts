import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import {
  procedureBekend,
  ztc004,
  ztc005,
  ztc006,
  ztc007,
  ztc008,
} from '../../../registers/zgw/catalogi/brondatum.ts';
import { geldigAlsZaaktype } from '../../../registers/zgw/catalogi/geldig-als-zaaktype.ts';
import { uniekBinnenZaaktype } from '../../../registers/zgw/catalogi/uniek.ts';
import { ztc002 } from '../../../registers/zgw/catalogi/ztc-002.ts';
import { ztc003 } from '../../../registers/zgw/catalogi/ztc-003.ts';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { catalogusVanZaaktype } from '../../../registers/zgw/catalogi/ztc-013.ts';
import { opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, afgeleideWaarde, duur, groep, jaNee, keuze, tekst, veld } from '../../kit/veld.ts';
import {
  binnenCatalogusVanZaaktype,
  definitief,
  kindfilters,
  kindgeldigheid,
  kindvelden,
  opDag,
  scopes,
} from './gemeen.ts';

const objecttypen =
  'adres besluit buurt enkelvoudig_document gemeente gemeentelijke_openbare_ruimte huishouden inrichtingselement kadastrale_onroerende_zaak kunstwerkdeel maatschappelijke_activiteit medewerker natuurlijk_persoon niet_natuurlijk_persoon openbare_ruimte organisatorische_eenheid pand spoorbaandeel status terreindeel terrein_gebouwd_object vestiging waterdeel wegdeel wijk woonplaats woz_deelobject woz_object woz_waarde zakelijk_recht overige'.split(
    ' ',
  );
const procedure = z.object({
  afleidingswijze: z.enum([
    'afgehandeld',
    'ander_datumkenmerk',
    'eigenschap',
    'gerelateerde_zaak',
    'hoofdzaak',
    'ingangsdatum_besluit',
    'termijn',
    'vervaldatum_besluit',
    'zaakobject',
  ]),
  datumkenmerk: z.string().max(80).default(''),
  einddatumBekend: z.boolean().default(false),
  objecttype: z.enum(['', ...objecttypen]).default(''),
  registratie: z.string().max(80).default(''),
  procestermijn: z
    .union([z.iso.duration(), z.literal('')])
    .nullable()
    .default(null),
});

const typen = (tabel: string, kolom: string) =>
  veld(z.array(z.string()), {
    naar: tabel,
    lijst: true,
    standaard: [],
    kolom: { naam: kolom, type: 'uuid[]' },
    opNaam: { kolom: 'omschrijving', binnen: binnenCatalogusVanZaaktype },
    // One that is gone is not shown.
    afgeleid: sql`ARRAY(SELECT n.uuid FROM ${sql.table(tabel)} n WHERE n.uuid = ANY(${sql.ref(`t.${kolom}`)}) ORDER BY n.uuid)`,
  });
const namen = (tabel: string, kolom: string) =>
  afgeleideWaarde(
    sql`SELECT coalesce(array_agg(DISTINCT n.omschrijving), '{}') FROM ${sql.table(tabel)} n WHERE n.uuid = ANY(${sql.ref(`t.${kolom}`)})`,
    z.array(z.string()),
  );

/** An outcome that a case may have, with what it means for the archive. */
export const resultaattype = resource({
  naam: 'resultaattype',
  pad: 'resultaattypen',
  tabel: 'resultaattype',
  velden: {
    ...kindvelden,
    omschrijving: tekst({ max: 30, verplicht: true, in: 'omschrijving' }),
    resultaattypeomschrijving: adres({ verplicht: true, haal: true, adressen: false }),
    omschrijvingGeneriek: tekst({ alleenLezen: true }),
    selectielijstklasse: adres({ verplicht: true, haal: true, adressen: false }),
    selectielijstProcestermijn: tekst({ alleenLezen: true, intern: true }),
    toelichting: tekst(),
    archiefnominatie: keuze(['blijvend_bewaren', 'vernietigen']),
    archiefactietermijn: duur(),
    brondatumArchiefprocedure: groep(procedure),
    procesobjectaard: tekst({ max: 200, ookNull: true }),
    ...kindgeldigheid,
    indicatieSpecifiek: jaNee(),
    procestermijn: duur(),
    besluittypen: typen('besluittype', 'besluittypen'),
    besluittypeOmschrijving: namen('besluittype', 'besluittypen'),
    informatieobjecttypen: typen('informatieobjecttype', 'informatieobjecttypen'),
    informatieobjecttypeOmschrijving: namen('informatieobjecttype', 'informatieobjecttypen'),
  },
  filters: {
    ...kindfilters,
    zaaktype: opVerwijzing('zaaktype'),
    // Catalogi 1.4 spells these two so.
    zaaktype_identificatie: kindfilters.zaaktypeIdentificatie!,
    datum_geldigheid: kindfilters.datumGeldigheid!,
  },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [
    ztc010('non-concept-zaaktype'),
    ...bijSchrijven(
      uniekBinnenZaaktype('resultaattype', 'omschrijving'),
      geldigAlsZaaktype,
      catalogusVanZaaktype({ besluittypen: 'besluittype', informatieobjecttypen: 'informatieobjecttype' }),
      ztc002,
      procedureBekend,
      ztc003,
      ztc004,
      ztc005,
      ztc006,
      ztc007,
      ztc008,
    ),
  ],
  etag: true,
  weergave: (waarden) => String(waarden.omschrijving),
});
