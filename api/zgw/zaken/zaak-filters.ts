import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import {
  bevattend,
  opAfwezig,
  opBevat,
  opBevatGegeven,
  opDatum,
  opLijst,
  opMaat,
  opReeks,
  opTekst,
  opVerwijzing,
} from '../../kit/filter.ts';
import type { Filter } from '../../kit/resource.ts';
import { zonderBasis } from '../../kit/toon.ts';
import { webadres } from '../../kit/waarde.ts';
import { omschrijvingenGeneriek } from '../catalogi/roltype.ts';
import { negenCijfers } from '../nummers.ts';
import { geometrieSchema, veelhoek } from './geometrie.ts';
import { machtigingen, niveaus, opMachtiging, tenHoogsteNiveau } from './machtiging.ts';
import { rolBekendAls } from './rol-bekend-als.ts';

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

/** Cases with one rol for which all of these hold. From rol to zaak, so that its index leads. */
const metRol = (conditie: Filter['conditie'], schema: z.ZodType = z.string()): Filter => ({
  ...opMaat(schema, conditie),
  samen: { groep: 'rol', om: (samen) => sql`t.uuid IN (SELECT r.zaak FROM rol r WHERE ${samen})` },
});

const metKenmerk = (kenmerk: Record<string, unknown>): RawBuilder<unknown> =>
  sql`t.gegevens->'kenmerken' @> ${JSON.stringify([kenmerk])}::jsonb`;

const opZaaktypen = (conditie: Filter['conditie']): Filter => ({
  ...opReeks(webadres(), conditie),
  naar: 'zaaktype',
});

/** What `/zaken` can be asked; `_zoek` takes the same and more. */
export const zaakFilters: Record<string, Filter> = {
  identificatie: opTekst('identificatie'),
  identificatie__icontains: opBevat('identificatie'),
  bronorganisatie: opTekst('bronorganisatie', negenCijfers),
  bronorganisatie__in: opLijst('bronorganisatie', negenCijfers),
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
  rol__betrokkene: metRol(
    (waarde, { basissen }) => sql`r.betrokkene = ${zonderBasis(waarde, basissen)}`,
    webadres(),
  ),
  rol__omschrijvingGeneriek: metRol(
    (waarde) => sql`r.omschrijving_generiek = ${waarde}`,
    z.enum(omschrijvingenGeneriek as [string]),
  ),
  rol__machtiging: metRol((waarde) => opMachtiging('r', waarde), machtigingen),
  rol__machtiging__loa: metRol((waarde) => tenHoogsteNiveau('r', waarde), niveaus),
  status__statustype: opMaat(
    webadres(),
    (uuid) =>
      uuid
        ? sql`EXISTS (SELECT 1 FROM status s WHERE s.zaak = t.uuid AND s.statustype = ${uuid}::uuid AND NOT EXISTS (SELECT 1 FROM status l WHERE l.zaak = s.zaak AND l.datum > s.datum))`
        : sql`false`,
    'statustype',
  ),
  resultaat__resultaattype: opMaat(
    webadres(),
    (uuid) =>
      uuid
        ? sql`t.uuid IN (SELECT r.zaak FROM resultaat r WHERE r.resultaattype = ${uuid}::uuid)`
        : sql`false`,
    'resultaattype',
  ),
  zaaktype__omschrijving: opMaat(
    z.string(),
    (waarde) =>
      sql`t.zaaktype IN (SELECT zt.uuid FROM zaaktype zt WHERE zt.gegevens->>'omschrijving' ILIKE ${bevattend(waarde)})`,
  ),
  omschrijving: opBevatGegeven('omschrijving'),
  kenmerk: opMaat(z.string().regex(/^[^:]+:[^:]+$/), (waarde) => {
    const [bron, kenmerk] = String(waarde).split(':');
    return metKenmerk({ bron, kenmerk });
  }),
  kenmerk__bron: opMaat(z.string(), (bron) => metKenmerk({ bron })),
  maximaleVertrouwelijkheidaanduiding: opMaat(
    z.enum(vertrouwelijkheden),
    (waarde) => sql`t.vertrouwelijkheid <= ${rangVan(waarde)}`,
  ),
  ...Object.fromEntries(
    rolBekendAls.map(({ naam, schema, conditie }) => [
      `rol__${naam}`,
      metRol((waarde) => conditie('r', waarde), schema),
    ]),
  ),
  uuid__in: opReeks(z.guid(), (waarde) => sql`t.uuid = ANY(${waarde}::uuid[])`, 10_000),
  zaaktype__in: opZaaktypen((uuids) => sql`t.zaaktype = ANY(${uuids}::uuid[])`),
  zaaktype__not_in: opZaaktypen((uuids) => sql`NOT t.zaaktype = ANY(${uuids}::uuid[])`),
  zaakgeometrie: {
    ...opMaat(
      z.object({ within: geometrieSchema }),
      (waarde) => sql`t.omtrek <@ ${veelhoek((waarde as { within: unknown }).within)}::polygon`,
    ),
    alleenZoek: true,
  },
};
