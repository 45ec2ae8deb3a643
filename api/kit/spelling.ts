import type { z } from 'zod';

/** `aardRelatie` as `aard_relatie`. */
const metStreepjes = (naam: string): string => naam.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

type Groep = Record<string, unknown>;
const isGroep = (waarde: unknown): waarde is Groep =>
  typeof waarde === 'object' && waarde !== null && !Array.isArray(waarde);

/**
 * The value of a property, also where a client writes its name as `aard_relatie`: Open Zaak reads both, Open
 * Archiefbeheer and suites send both.
 */
function lees(groep: Groep, naam: string): unknown {
  if (Object.hasOwn(groep, naam)) return groep[naam];
  const anders = metStreepjes(naam);
  return Object.hasOwn(groep, anders) ? groep[anders] : undefined;
}

/** A body by the names of the fields, so that whoever reads it looks for one name. */
export function gespeldeBody(velden: Record<string, { schema: z.ZodType }>, body: Groep): Groep {
  const anders = Object.entries(velden).flatMap(([naam, { schema }]) => {
    const waarde = lees(body, naam);
    return waarde === undefined ? [] : [[naam, gespeld(schema, waarde)] as const];
  });
  return { ...body, ...Object.fromEntries(anders) };
}

/** A value with the names of its groups as the schema spells them; names that it does not know stay. */
export function gespeld(schema: z.ZodType, waarde: unknown): unknown {
  const vorm = kern(schema);
  if (Array.isArray(waarde))
    return vorm.type === 'array' ? waarde.map((deel) => gespeld(vorm.element, deel)) : waarde;
  if (!isGroep(waarde) || vorm.type !== 'object') return waarde;
  const groep: Groep = { ...waarde };
  for (const [naam, deel] of Object.entries(vorm.shape)) {
    const gelezen = lees(groep, naam);
    if (gelezen === undefined) continue;
    if (!Object.hasOwn(groep, naam)) delete groep[metStreepjes(naam)];
    groep[naam] = gespeld(deel, gelezen);
  }
  return groep;
}

type Vorm =
  | { type: 'object'; shape: Record<string, z.ZodType> }
  | { type: 'array'; element: z.ZodType }
  | { type: 'ander' };

interface Definitie {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  options?: z.ZodType[];
}

/** The group or list in a schema that may also be empty, or has a value of its own when it is absent. */
function kern(schema: z.ZodType): Vorm {
  const { type, shape, element, innerType, in: eerst, options } = schema._zod.def as unknown as Definitie;
  if (type === 'object' && shape) return { type, shape };
  if (type === 'array' && element) return { type, element };
  if (innerType ?? eerst) return kern((innerType ?? eerst) as z.ZodType);
  // Of several groups only their own keys can tell which is meant: those keep the standard's spelling.
  const delen = (options ?? []).map(kern).filter((vorm) => vorm.type !== 'ander');
  return delen.length === 1 ? (delen[0] as Vorm) : { type: 'ander' };
}
