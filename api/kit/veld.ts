import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import {
  datumSchema,
  duurSchema,
  grootsteGetal,
  langsteAdres,
  momentSchema,
  naarUtc,
  webadres,
} from './waarde.ts';

/** How a value is kept when it has a column of its own; without one it stands in the `gegevens` of the row. */
export interface Kolom {
  naam: string;
  /** PostgreSQL type, for the cast of the parameter. */
  type:
    | 'uuid'
    | 'text'
    | 'date'
    | 'timestamptz'
    | 'integer'
    | 'bigint'
    | 'smallint'
    | 'boolean'
    | 'text[]'
    | 'uuid[]'
    | 'jsonb'
    | 'polygon';
}

/** One field of a resource. */
export interface Veld {
  /** What a client may send. */
  schema: z.ZodType;
  /** What a client gets, where that has another shape; for the OpenAPI document. */
  beeld?: z.ZodType;
  verplicht: boolean;
  standaard: unknown;
  alleenLezen: boolean;
  onveranderlijk: boolean;
  /** Kept for our own use: neither accepted nor shown. */
  intern: boolean;
  /** Accepted in a body, never shown. */
  alleenSchrijven: boolean;
  kolom?: Kolom;
  /** Name of the resource that the value refers to. */
  naar?: string;
  /** Longest address of a reference. */
  max?: number;
  /** Code of the complaint about a reference that leads nowhere, where clients know another one than `bad-url`. */
  onbekendCode?: string;
  /** The reference may also be a foreign address, kept as it is. */
  ookExtern: boolean;
  /** The address is fetched before the transaction, so that rules can judge the answer. */
  haal: boolean;
  /** Holds addresses that `expand` follows, though nothing is fetched when they are written. */
  uitklapbaar: boolean;
  /** The client may name the target by this column instead of its address, within rows that `binnen` selects. */
  opNaam?: { kolom: string; binnen: (waarden: Record<string, unknown>) => RawBuilder<unknown> };
  /** Holds addresses (also nested) that may be ours: kept without our own host, which can change. */
  adressen: boolean;
  /** Personal data that audit lines keep only in the stored (sealed) form. */
  geheim: boolean;
  lijst: boolean;
  /**
   * What is shown, as an SQL expression over the row `t`: for a value that follows from other tables, or that is
   * shown otherwise than it is kept.
   */
  afgeleid?: RawBuilder<unknown>;
  /** From API to storage and back, for values that are kept in another form. */
  bewaar?: (waarde: unknown) => unknown;
  toon?: (waarde: unknown) => unknown;
}

type Opties = Partial<Omit<Veld, 'schema'>>;

/** A field with a schema; all else by option. */
export function veld(schema: z.ZodType, opties: Opties = {}): Veld {
  return {
    schema,
    verplicht: false,
    standaard: null,
    alleenLezen: false,
    onveranderlijk: false,
    intern: false,
    alleenSchrijven: false,
    ookExtern: false,
    adressen: false,
    geheim: false,
    haal: false,
    uitklapbaar: false,
    lijst: false,
    ...opties,
  };
}

const kolomVan = (kolom: string | undefined, type: Kolom['type']): Opties =>
  kolom ? { kolom: { naam: kolom, type } } : {};

type TekstOpties = Opties & { max?: number; min?: number; patroon?: RegExp; in?: string };

/** Text; optional text is empty when it was not given, and with `ookNull` when it is null. `in` names its column. */
export function tekst({
  max,
  min,
  patroon,
  ookNull = false,
  in: kolom,
  ...opties
}: TekstOpties & { ookNull?: boolean } = {}): Veld {
  let schema = z.string();
  const least = min ?? (opties.verplicht ? 1 : 0);
  if (least > 0) schema = schema.min(least);
  if (max !== undefined) schema = schema.max(max);
  if (patroon) schema = schema.regex(patroon);
  const vast = { standaard: '', ...kolomVan(kolom, 'text'), ...opties };
  if (!ookNull) return veld(schema, vast);
  return veld(
    schema.nullable().transform((waarde) => waarde ?? ''),
    { beeld: schema, ...vast },
  );
}

/** An address that is kept as it is. */
export function adres({ max = langsteAdres, ...opties }: TekstOpties = {}): Veld {
  const schema = webadres(max);
  return tekstAchtig(opties.verplicht ? schema : z.union([schema, z.literal('')]), {
    adressen: true,
    ...opties,
  });
}

const tekstAchtig = (schema: z.ZodType, { in: kolom, ...opties }: TekstOpties): Veld =>
  veld(schema, { standaard: '', ...kolomVan(kolom, 'text'), ...opties });

/** One of a list of codes; an optional one is empty when it was not given. */
export function keuze(codes: readonly string[], opties: TekstOpties = {}): Veld {
  const some = z.enum(codes as [string, ...string[]]);
  return tekstAchtig(
    opties.verplicht || opties.standaard !== undefined ? some : z.union([some, z.literal('')]),
    opties,
  );
}

type KolomOpties = Opties & { in?: string; nietLeeg?: boolean };
const leegbaar = (schema: z.ZodType, { verplicht, nietLeeg }: KolomOpties): z.ZodType =>
  verplicht || nietLeeg ? schema : schema.nullable();

function simpel(schema: z.ZodType, type: Kolom['type'], opties: KolomOpties): Veld {
  const { in: kolom, nietLeeg: _nietLeeg, ...rest } = opties;
  return veld(leegbaar(schema, opties), { ...kolomVan(kolom, type), ...rest });
}

export const datum = (opties: KolomOpties = {}): Veld => simpel(datumSchema, 'date', opties);
export const moment = (opties: KolomOpties = {}): Veld =>
  simpel(momentSchema.transform(naarUtc), 'timestamptz', { beeld: z.iso.datetime(), ...opties });
/** ISO 8601 duration, such as P6W. */
export const duur = (opties: KolomOpties = {}): Veld => simpel(duurSchema, 'text', opties);
export const jaNee = (opties: KolomOpties = {}): Veld => simpel(z.boolean(), 'boolean', opties);
export const geheel = ({ min, max, ...opties }: KolomOpties & { min?: number; max?: number } = {}): Veld => {
  const schema = z.number().int();
  return simpel(schema.min(min ?? -grootsteGetal).max(max ?? grootsteGetal), 'integer', opties);
};

/** A list of values; empty when it was not given. */
export const lijstVan = (schema: z.ZodType, opties: KolomOpties = {}): Veld =>
  simpel(z.array(schema), 'text[]', { standaard: [], nietLeeg: true, ...opties });

/** A group of fields; null or complete (zrc-012). */
export const groep = (schema: z.ZodType, opties: Opties = {}): Veld =>
  veld(opties.verplicht ? schema : schema.nullable(), opties);

/** A reference to a row of ours; `max` is the length of its address. */
export function naar(
  resource: string,
  { in: kolom = resource, max, ...opties }: KolomOpties & { max?: number } = {},
): Veld {
  return veld(leegbaar(z.string().max(max ?? langsteAdres), opties), {
    naar: resource,
    ...(max === undefined ? {} : { max }),
    kolom: { naam: kolom, type: 'uuid' },
    ...opties,
  });
}

/** References that another table holds: `bron` is a query for their uuids over the row `t`. */
export function afgeleideLijst(resource: string, bron: RawBuilder<unknown>): Veld {
  return veld(z.array(webadres()), {
    naar: resource,
    lijst: true,
    alleenLezen: true,
    afgeleid: sql`ARRAY(${bron})`,
  });
}

/** A single value (a reference when `resource` is given) that follows from other tables. */
export function afgeleideWaarde(
  bron: RawBuilder<unknown>,
  schema: z.ZodType = z.string(),
  resource?: string,
): Veld {
  return veld(schema, {
    alleenLezen: true,
    afgeleid: sql`(${bron})`,
    ...(resource ? { naar: resource } : {}),
  });
}
