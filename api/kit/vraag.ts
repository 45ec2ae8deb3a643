import { type RawBuilder, sql } from 'kysely';
import type { InvalidParam } from '../../platform/problem.ts';
import { foutenVan } from './controle.ts';
import { validatieFout } from './fout.ts';
import type { Kaart } from './kaart.ts';
import type { Oproep } from './omgeving.ts';
import type { Filter, Resource } from './resource.ts';
import { langsteLijst } from './waarde.ts';

/** What a client asks of a list. */
export interface Vraag {
  condities: RawBuilder<unknown>[];
  volgorde: RawBuilder<unknown>;
  pagina: number;
  grootte: number;
  expand: string[];
  fields?: unknown;
}

type Om = NonNullable<Filter['samen']>['om'];

const vasteNamen = ['page', 'pageSize', 'ordering', 'expand'];
const maximumPagina = 500;

/**
 * Checks the parameters of a list or search. Unknown parameters are an error, as the standard demands.
 * @param bron query parameters, or the body of `_zoek` (which may hold lists where a query has commas)
 */
export function leesVraag(
  kaart: Kaart,
  oproep: Oproep,
  resource: Resource,
  bron: Record<string, unknown>,
  zoek = false,
): Vraag {
  const fouten: InvalidParam[] = [];
  const condities: RawBuilder<unknown>[] = [];
  const samen = new Map<string, { om: Om; delen: RawBuilder<unknown>[] }>();
  const filters = { ...resource.standaardfilters, ...bron };
  for (const [naam, waarde] of Object.entries(filters)) {
    if (vasteNamen.includes(naam) || (zoek && naam === 'fields')) continue;
    const filter = Object.hasOwn(resource.filters, naam) ? resource.filters[naam] : undefined;
    if (!filter || (filter.alleenZoek && !zoek)) {
      fouten.push({
        name: 'nonFieldErrors',
        code: 'unknown-parameters',
        reason: `Onbekende parameter: ${naam.slice(0, 60)}.`,
      });
      continue;
    }
    // An empty parameter asks nothing, as in Open Zaak.
    if (waarde === '') continue;
    if (!zoek && filter.een && String(waarde).split(',').length > langsteLijst) {
      fouten.push({
        name: naam,
        code: 'max_length',
        reason: `Zorg dat deze lijst niet meer dan ${langsteLijst} waarden bevat; _zoek neemt er meer.`,
      });
      continue;
    }
    // A body has lists where an address has commas.
    const uitslag = (zoek && filter.een ? filter.een : filter.schema).safeParse(waarde);
    if (!uitslag.success)
      fouten.push(...foutenVan(uitslag.error, naam, waarde).map((fout) => filterFout(fout, naam)));
    else {
      const gevraagd = filter.naar ? eigenUuids(kaart, oproep, filter.naar, uitslag.data) : uitslag.data;
      const conditie = filter.conditie(gevraagd, oproep);
      if (!filter.samen) condities.push(conditie);
      else {
        const { groep, om } = filter.samen;
        const delen = samen.get(groep)?.delen ?? [];
        samen.set(groep, { om, delen: [...delen, conditie] });
      }
    }
  }
  for (const { om, delen } of samen.values()) condities.push(om(sql.join(delen, sql` AND `)));
  const pagina = geheelVanaf1(bron.page, 'page', fouten) ?? 1;
  const grootte = Math.min(
    geheelVanaf1(bron.pageSize, 'pageSize', fouten) ?? (resource.pagina || 0),
    maximumPagina,
  );
  const volgorde = leesVolgorde(resource, bron.ordering, fouten);
  const expand = leesExpand(bron.expand, fouten);
  if (expand.length > 0 && bron.fields !== undefined)
    fouten.push({
      name: 'nonFieldErrors',
      code: 'invalid',
      reason: 'Gebruik of fields of expand, niet beide.',
    });
  if (fouten.length > 0) throw validatieFout(fouten);
  return {
    condities,
    volgorde,
    pagina,
    grootte,
    expand,
    ...(bron.fields === undefined ? {} : { fields: bron.fields }),
  };
}

/** A filter does not look whether an address answers: one that is none is `invalid`, as in Open Zaak. */
const filterFout = (fout: InvalidParam, name: string): InvalidParam => ({
  ...fout,
  name,
  code: fout.code === 'bad-url' ? 'invalid' : fout.code,
});

/** Of one address the uuid, of a list those that are ours. */
const eigenUuids = (kaart: Kaart, oproep: Oproep, naam: string, waarde: unknown): unknown =>
  Array.isArray(waarde)
    ? waarde.flatMap((een) => eigenUuid(kaart, oproep, naam, een) ?? [])
    : eigenUuid(kaart, oproep, naam, waarde);

function eigenUuid(kaart: Kaart, oproep: Oproep, naam: string, waarde: unknown): string | undefined {
  const gevonden = kaart.ontleed(waarde, oproep.basissen);
  return gevonden.soort === 'eigen' && gevonden.naam === naam ? gevonden.uuid : undefined;
}

function geheelVanaf1(waarde: unknown, name: string, fouten: InvalidParam[]): number | undefined {
  if (waarde === undefined || waarde === '') return undefined;
  if (/^\d{1,9}$/.test(String(waarde)) && Number(waarde) >= 1) return Number(waarde);
  fouten.push({ name, code: 'invalid', reason: 'Dit moet een geheel getal vanaf 1 zijn.' });
  return undefined;
}

function leesVolgorde(resource: Resource, waarde: unknown, fouten: InvalidParam[]): RawBuilder<unknown> {
  if (waarde === undefined || waarde === '') return resource.volgorde;
  const delen = String(waarde)
    .split(',')
    .map((deel) => {
      const veld = deel.replace(/^-/, '');
      const kolom = Object.hasOwn(resource.ordening, veld) ? resource.ordening[veld] : undefined;
      if (kolom) {
        const waarop = typeof kolom === 'string' ? sql.ref(`t.${kolom}`) : kolom;
        return deel.startsWith('-') ? sql`${waarop} DESC NULLS LAST` : sql`${waarop} ASC NULLS LAST`;
      }
      fouten.push({
        name: 'ordering',
        code: 'invalid_choice',
        reason: `Op ${deel.slice(0, 60)} kan niet geordend worden.`,
      });
      return sql`1`;
    });
  return sql.join([...delen, sql`t.uuid DESC`]);
}

/** Paths to expand: comma-separated, or a list in the body of `_zoek`. */
export function leesExpand(waarde: unknown, fouten: InvalidParam[]): string[] {
  if (waarde === undefined || waarde === '') return [];
  const gevraagd: unknown[] = Array.isArray(waarde) ? waarde : [waarde];
  if (gevraagd.some((deel) => typeof deel !== 'string'))
    fouten.push({ name: 'expand', code: 'invalid', reason: 'Paden om uit te klappen zijn teksten.' });
  const delen = gevraagd.flatMap((deel) => String(deel).split(','));
  const paden = delen.map((deel) => deel.trim()).filter(Boolean);
  if (paden.length > 50)
    fouten.push({ name: 'expand', code: 'invalid', reason: 'Te veel paden om uit te klappen.' });
  return paden;
}
