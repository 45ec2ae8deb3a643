import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Filter } from './resource.ts';
import { zonderBasis } from './toon.ts';
import { datumSchema, momentSchema, naarUtc, webadres } from './waarde.ts';

/** Ready-made filters; each over a column of the row `t`. A new filter is one line in a resource. */

const kolomRef = (kolom: string): RawBuilder<unknown> => sql.ref(`t.${kolom}`);
const jaNeeSchema = z.enum(['true', 'false', 'True', 'False', '1', '0']);
export const isJa = (waarde: unknown): boolean => /^(true|1)$/i.test(String(waarde));

export const opTekst = (kolom: string, schema: z.ZodType = z.string()): Filter => ({
  schema,
  conditie: (waarde) => sql`${kolomRef(kolom)} = ${waarde}`,
});

/** An address that is kept as text: ours without our host, which can change. */
export const opAdres = (kolom: string): Filter => ({
  schema: webadres(),
  conditie: (waarde, { basissen }) => sql`${kolomRef(kolom)} = ${zonderBasis(waarde, basissen)}`,
});

/** One of a comma-separated list. */
export const opLijst = (kolom: string, een: z.ZodType = z.string()): Filter =>
  opReeks(een, (waarde) => sql`${kolomRef(kolom)} = ANY(${waarde}::text[])`);

/** Any condition over a comma-separated list, which the body of `_zoek` gives as an array. */
export const opReeks = (een: z.ZodType, conditie: Filter['conditie'], hoogstens = 1_000): Filter => ({
  schema: z.preprocess(
    (waarde) => (typeof waarde === 'string' ? waarde.split(',') : waarde),
    z.array(een).max(hoogstens),
  ),
  een: z.array(een).max(hoogstens),
  conditie,
});

/** All of the texts are among the values of a list column (as in Open Zaak). */
export const opElementen = (kolom: string): Filter =>
  opReeks(z.string(), (waarde) => sql`${kolomRef(kolom)} @> ${waarde}::text[]`);

/** At least one of them is. */
export const opEenVan = (kolom: string): Filter =>
  opReeks(z.string(), (waarde) => sql`${kolomRef(kolom)} && ${waarde}::text[]`);

const vergelijkingen = { eq: sql`=`, gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` } as const;

export const opDatum = (kolom: string, hoe: keyof typeof vergelijkingen = 'eq'): Filter => ({
  schema: datumSchema,
  conditie: (waarde) => sql`${kolomRef(kolom)} ${vergelijkingen[hoe]} ${waarde}::date`,
});

export const opMoment = (kolom: string, hoe: keyof typeof vergelijkingen = 'eq'): Filter => ({
  schema: momentSchema.transform(naarUtc),
  conditie: (waarde) => sql`${kolomRef(kolom)} ${vergelijkingen[hoe]} ${waarde}::timestamptz`,
});

const jaOfNee = z.union([jaNeeSchema, z.boolean()]);

export const opAfwezig = (kolom: string): Filter => ({
  schema: jaOfNee,
  conditie: (waarde) =>
    isJa(waarde) ? sql`${kolomRef(kolom)} IS NULL` : sql`${kolomRef(kolom)} IS NOT NULL`,
});

export const opJaNee = (kolom: string): Filter => opWaar(kolomRef(kolom));

/** Whether something holds of the row `t`. */
export const opWaar = (bewering: RawBuilder<unknown>): Filter => ({
  schema: jaOfNee,
  conditie: (waarde) => sql`(${bewering}) = ${isJa(waarde)}`,
});

/** A reference to a row of ours, in a uuid column. An address that is not ours finds nothing. */
export const opVerwijzing = (resource: string, kolom: string = resource): Filter => ({
  schema: webadres(),
  naar: resource,
  conditie: (waarde) => (waarde === undefined ? sql`false` : sql`${kolomRef(kolom)} = ${waarde}::uuid`),
});

/** Any condition over the row `t`. */
export const opMaat = (schema: z.ZodType, conditie: Filter['conditie'], naar?: string): Filter => ({
  schema,
  conditie,
  ...(naar ? { naar } : {}),
});

/** Pattern for ILIKE: the text stands somewhere in the value. */
export const bevattend = (waarde: unknown): string => `%${String(waarde).replace(/[\\%_]/g, '\\$&')}%`;

/** Part of a text, capitals or not. */
export const opBevat = (kolom: string): Filter => ({
  schema: z.string(),
  conditie: (waarde) => sql`${kolomRef(kolom)} ILIKE ${bevattend(waarde)}`,
});

/** The same for a field that has no column of its own. */
export const opBevatGegeven = (naam: string): Filter => ({
  schema: z.string(),
  conditie: (waarde) => sql`t.gegevens->>${sql.lit(naam)} ILIKE ${bevattend(waarde)}`,
});
