import { z } from 'zod';
import type { Filter, Resource } from './resource.ts';
import { langsteLijst } from './waarde.ts';

/** Parameters of requests, as the document tells them: exactly what `vraag.ts` and `router.ts` take. */

const grootste = 999_999_999;
const leeg = z.literal('');
const lijstvorm = { param: { style: 'form', explode: false } } as const;

/** An empty parameter asks nothing. */
const ofLeeg = (schema: z.ZodType): z.ZodType => z.union([schema, leeg]).optional();

function filterVorm(filter: Filter): z.ZodType {
  if (filter.een)
    return z
      .array(filter.een.element as z.ZodType)
      .min(1)
      .max(langsteLijst)
      .optional()
      .meta(lijstvorm);
  if (filter.naar) return ofLeeg(filter.schema).meta({ 'x-verwijst-naar': filter.naar });
  return filter.schema.safeParse('').success ? filter.schema.optional() : ofLeeg(filter.schema);
}

const blad = {
  page: ofLeeg(z.int().min(1).max(grootste)).meta({ description: 'Bladzijde, vanaf 1.' }),
  pageSize: ofLeeg(z.int().min(1).max(grootste)).meta({
    description: 'Aantal per bladzijde; meer dan 500 geeft er 500.',
  }),
};
const expand = z
  .string()
  .optional()
  .meta({ description: 'Verwijzingen om uit te klappen, met komma’s; dieper met punten.' });

function ordening(resource: Resource): Record<string, z.ZodType> {
  const namen = Object.keys(resource.ordening).flatMap((naam) => [naam, `-${naam}`]);
  if (namen.length === 0) return {};
  return {
    ordering: z
      .array(z.enum(namen as [string]))
      .min(1)
      .optional()
      .meta(lijstvorm),
  };
}

/** Query of a list. */
export function lijstVraag(resource: Resource): z.ZodObject {
  const filters = Object.entries(resource.filters)
    .filter(([, filter]) => !filter.alleenZoek)
    .map(([naam, filter]) => [naam, filterVorm(filter)] as const);
  return z.object({
    ...Object.fromEntries(filters),
    ...(resource.pagina === false ? {} : blad),
    ...ordening(resource),
    expand,
  });
}

/** Query of one object. */
export const eenVraag = (resource: Resource): z.ZodObject =>
  z.object({
    expand,
    ...Object.fromEntries(
      Object.entries(resource.eenParameters).map(([naam, schema]) => [naam, schema.optional()]),
    ),
  });

const isVerplicht = ({ zoek }: Resource, naam: string): boolean =>
  typeof zoek !== 'boolean' && zoek.includes(naam);

/** Body of `_zoek`: the filters of the list and more, with arrays where the list has commas. */
export function zoekBody(resource: Resource): z.ZodType {
  const filters = Object.entries(resource.filters).map(
    ([naam, filter]) =>
      [
        naam,
        isVerplicht(resource, naam) ? (filter.een ?? filter.schema) : ofLeeg(filter.een ?? filter.schema),
      ] as const,
  );
  const volgorde = Object.keys(resource.ordening).flatMap((naam) => [naam, `-${naam}`]);
  const gemeen = {
    ...Object.fromEntries(filters),
    ...(volgorde.length > 0 ? { ordering: z.enum(volgorde as [string]).optional() } : {}),
  };
  // Expand or fields, never both (zrc-029).
  return z
    .union([
      z.object({ ...gemeen, expand: z.union([z.string(), z.array(z.string())]).optional() }),
      z.object({
        ...gemeen,
        fields: z.array(z.union([z.string(), z.record(z.string(), z.array(z.string()))])),
      }),
    ])
    .meta({ id: `${resource.naam.charAt(0).toUpperCase()}${resource.naam.slice(1)}Zoek` });
}

/** Page and paths to expand of a search, which may also be asked for in the address. */
export const zoekVraag = (resource: Resource): z.ZodObject =>
  z.object({ ...(resource.pagina === false ? {} : blad), expand });

const crs = z.enum(['EPSG:4326', '*']).optional();
const tekst = z.string().optional();

/** The key under which a request happens once (`idempotentie.ts`). */
export const sleutelKop = z.object({ 'Idempotency-Key': z.string().min(1).max(255).optional() });

/** Headers of a request. */
export function kopVelden(resource: Resource, schrijft: boolean, bestaat: boolean): z.ZodObject {
  return z.object({
    ...(resource.crs ? { 'Accept-Crs': crs } : {}),
    ...(resource.crs && schrijft ? { 'Content-Crs': crs } : {}),
    ...(schrijft
      ? {
          'X-Audit-Toelichting': tekst,
          ...sleutelKop.shape,
          ...(bestaat ? { 'If-Match': tekst } : {}),
        }
      : resource.etag && bestaat
        ? { 'If-None-Match': tekst }
        : {}),
  });
}
