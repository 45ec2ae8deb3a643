import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import { zoekwaarde } from '../../../registers/zgw/zaken/nummers.ts';
import { opAfwezig, opDatum, opLijst, opMaat, opReeks, opTekst, opVerwijzing } from '../../kit/filter.ts';
import type { Filter } from '../../kit/resource.ts';
import { webadres } from '../../kit/waarde.ts';
import { geometrieSchema, veelhoek } from './geometrie.ts';

const archiefnominaties = z.enum(['blijvend_bewaren', 'vernietigen']);
const archiefstatussen = z.enum([
  'nog_te_archiveren',
  'gearchiveerd',
  'gearchiveerd_procestermijn_onbekend',
  'overgedragen',
]);

const vergelijk = (
  naam: string,
  kolom: string,
  ...hoe: ('gt' | 'gte' | 'lt' | 'lte')[]
): Record<string, Filter> => ({
  [naam]: opDatum(kolom),
  ...Object.fromEntries(hoe.map((een) => [`${naam}__${een}`, opDatum(kolom, een)])),
});

/** Cases with a rol of this kind. From rol to zaak, so that its index leads. */
const metRol = (conditie: (waarde: unknown) => RawBuilder<unknown>, schema: z.ZodType = z.string()): Filter =>
  opMaat(schema, (waarde) => sql`t.uuid IN (SELECT r.zaak FROM rol r WHERE ${conditie(waarde)})`);

const bekendAls = (soort: string, veld: string): [string, Filter] => [
  `rol__betrokkeneIdentificatie__${soort}__${veld}`,
  metRol((waarde) => sql`r.zoekwaarden @> ARRAY[${zoekwaarde(veld, String(waarde))}]`),
];

/** What `/zaken` can be asked; `_zoek` takes the same and more. */
export const zaakFilters: Record<string, Filter> = {
  identificatie: opTekst('identificatie'),
  bronorganisatie: opTekst('bronorganisatie'),
  bronorganisatie__in: opLijst('bronorganisatie'),
  zaaktype: opVerwijzing('zaaktype'),
  archiefnominatie: opTekst('archiefnominatie', archiefnominaties),
  archiefnominatie__in: opLijst('archiefnominatie', archiefnominaties),
  ...vergelijk('archiefactiedatum', 'archiefactiedatum', 'lt', 'gt'),
  archiefactiedatum__isnull: opAfwezig('archiefactiedatum'),
  archiefstatus: opTekst('archiefstatus', archiefstatussen),
  archiefstatus__in: opLijst('archiefstatus', archiefstatussen),
  ...vergelijk('startdatum', 'startdatum', 'gt', 'gte', 'lt', 'lte'),
  ...vergelijk('registratiedatum', 'registratiedatum', 'gt', 'lt'),
  ...vergelijk('einddatum', 'einddatum', 'gt', 'lt'),
  einddatum__isnull: opAfwezig('einddatum'),
  ...vergelijk('einddatumGepland', 'einddatum_gepland', 'gt', 'lt'),
  ...vergelijk('uiterlijkeEinddatumAfdoening', 'uiterlijke_einddatum', 'gt', 'lt'),
  rol__betrokkeneType: metRol(
    (waarde) => sql`r.betrokkene_type = ${waarde}`,
    z.enum([
      'natuurlijk_persoon',
      'niet_natuurlijk_persoon',
      'vestiging',
      'organisatorische_eenheid',
      'medewerker',
    ]),
  ),
  rol__betrokkene: metRol((waarde) => sql`r.betrokkene = ${waarde}`, webadres()),
  rol__omschrijvingGeneriek: metRol((waarde) => sql`r.omschrijving_generiek = ${waarde}`),
  maximaleVertrouwelijkheidaanduiding: opMaat(
    z.enum(vertrouwelijkheden),
    (waarde) => sql`t.vertrouwelijkheid <= ${rangVan(waarde)}`,
  ),
  ...Object.fromEntries([
    bekendAls('natuurlijkPersoon', 'inpBsn'),
    bekendAls('natuurlijkPersoon', 'anpIdentificatie'),
    bekendAls('natuurlijkPersoon', 'inpA_nummer'),
    bekendAls('nietNatuurlijkPersoon', 'innNnpId'),
    bekendAls('nietNatuurlijkPersoon', 'annIdentificatie'),
    bekendAls('nietNatuurlijkPersoon', 'kvkNummer'),
    bekendAls('vestiging', 'vestigingsNummer'),
    bekendAls('vestiging', 'kvkNummer'),
    bekendAls('medewerker', 'identificatie'),
    bekendAls('organisatorischeEenheid', 'identificatie'),
  ]),
  uuid__in: opReeks(z.guid(), (waarde) => sql`t.uuid = ANY(${waarde}::uuid[])`, 10_000),
  zaaktype__in: opReeks(webadres(), (waarde) => {
    const uuids = (waarde as string[])
      .map((url) => url.split('/').at(-1) ?? '')
      .filter((uuid) => /^[0-9a-f-]{36}$/i.test(uuid));
    return sql`t.zaaktype = ANY(${uuids}::uuid[])`;
  }),
  zaakgeometrie: {
    ...opMaat(
      z.object({ within: geometrieSchema }),
      (waarde) => sql`t.omtrek <@ ${veelhoek((waarde as { within: unknown }).within)}::polygon`,
    ),
    alleenZoek: true,
  },
};
