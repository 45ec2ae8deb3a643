import { z } from 'zod';

/**
 * From one zod schema to questions for people: a form, a chat and a medewerker ask the same.
 * Extra facts about a field stand in its `.meta({...})`.
 */

/** What `.meta()` of a field may hold beside zod's own title and description. */
export interface Veldmeta {
  /** The question as a klant reads it, B1. */
  vraag?: string;
  hulp?: string;
  /** Asked only when an earlier field has one of these values. */
  als?: { veld: string; is: readonly (string | boolean)[] };
  /** Texts of the options of an enum. */
  opties?: Record<string, string>;
  soort?: Vraagsoort;
}

export type Vraagsoort =
  | 'keuze'
  | 'ja-nee'
  | 'tekst'
  | 'lange-tekst'
  | 'getal'
  | 'datum'
  | 'locatie'
  | 'bestanden'
  | 'email'
  | 'telefoon';

/** One question, as data. */
export interface Vraag {
  naam: string;
  soort: Vraagsoort;
  vraag: string;
  hulp?: string;
  verplicht: boolean;
  opties?: { code: string; tekst: string }[];
  /** Longest answer in characters. */
  maximum?: number;
  als?: { veld: string; is: readonly (string | boolean)[] };
}

/** Where something is: words that a colleague can find, and a point where the device gave one (WGS 84). */
export const adresOfPunt = z
  .object({
    omschrijving: z.string().trim().min(3).max(200),
    punt: z.object({ lat: z.number().min(50.5).max(53.8), lon: z.number().min(3).max(7.3) }).optional(),
  })
  .meta({ soort: 'locatie' });

/** Photos with a request: the files themselves are bijlagen of the bericht. */
export const fotos = z.array(z.string()).max(10).optional().meta({ soort: 'bestanden' });

type Gegevensschema = z.ZodObject;

interface Unwrapped {
  type: z.ZodType;
  optional: boolean;
  meta: Veldmeta;
}

function unwrap(field: z.ZodType): Unwrapped {
  let type = field;
  let optional = false;
  let meta: Veldmeta = { ...(type.meta() as Veldmeta | undefined) };
  while (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodNullable) {
    optional = true;
    type = type.unwrap() as z.ZodType;
    meta = { ...(type.meta() as Veldmeta | undefined), ...meta };
  }
  return { type, optional, meta };
}

function kindOf(type: z.ZodType, meta: Veldmeta): Vraagsoort {
  if (meta.soort) return meta.soort;
  if (type instanceof z.ZodEnum) return 'keuze';
  if (type instanceof z.ZodBoolean) return 'ja-nee';
  if (type instanceof z.ZodNumber) return 'getal';
  if (type instanceof z.ZodISODate) return 'datum';
  if (type instanceof z.ZodEmail) return 'email';
  if (type instanceof z.ZodString) return (type.maxLength ?? 0) > 200 ? 'lange-tekst' : 'tekst';
  throw new TypeError(`A ${type.type} needs .meta({ soort }) to be asked as a question.`);
}

/** The questions of a schema, in its order. @throws TypeError for a type that cannot be asked */
export function listVragen(schema: Gegevensschema): Vraag[] {
  return Object.entries(schema.shape).map(([naam, field]) => {
    const { type, optional, meta } = unwrap(field as z.ZodType);
    const soort = kindOf(type, meta);
    return {
      naam,
      soort,
      vraag: meta.vraag ?? `${naam.charAt(0).toUpperCase()}${naam.slice(1)}`,
      ...(meta.hulp ? { hulp: meta.hulp } : {}),
      verplicht: !optional || meta.als !== undefined,
      ...(type instanceof z.ZodEnum
        ? { opties: (type.options as string[]).map((code) => ({ code, tekst: meta.opties?.[code] ?? code })) }
        : {}),
      ...(type instanceof z.ZodString && type.maxLength ? { maximum: type.maxLength } : {}),
      ...(meta.als ? { als: meta.als } : {}),
    };
  });
}

export type Antwoorden = Record<string, unknown>;

/** True when the condition of a question holds for the answers so far. */
export function isVisible(vraag: Vraag, antwoorden: Antwoorden): boolean {
  return !vraag.als || vraag.als.is.includes(antwoorden[vraag.als.veld] as string | boolean);
}

/** The next question without an answer, or undefined when all are answered. `null` counts as "skipped". */
export function nextVraag(vragen: Vraag[], antwoorden: Antwoorden): Vraag | undefined {
  return vragen.find((vraag) => isVisible(vraag, antwoorden) && antwoorden[vraag.naam] === undefined);
}

export interface Veldfout {
  veld: string;
  code: string;
  /** B1 Dutch, to be shown at the field. */
  tekst: string;
}

function explain(vraag: Vraag, issue: z.core.$ZodIssue, empty: boolean): string {
  if (empty) {
    if (vraag.soort === 'keuze' || vraag.soort === 'ja-nee') return 'Kies een antwoord.';
    if (vraag.soort === 'locatie') return 'Vul in waar het is.';
    return 'Vul dit veld in.';
  }
  if (issue.path.includes('punt'))
    return 'De plek van uw toestel ligt niet in Nederland. Vul zelf in waar het is.';
  if (vraag.soort === 'getal') return explainNumber(issue);
  if (issue.code === 'too_big') {
    return vraag.soort === 'bestanden'
      ? 'U kunt niet meer bestanden toevoegen.'
      : `Gebruik niet meer dan ${issue.maximum} tekens.`;
  }
  if (issue.code === 'too_small') return `Gebruik minstens ${issue.minimum} tekens.`;
  if (vraag.soort === 'email') return 'Vul een e-mailadres in, zoals naam@voorbeeld.nl.';
  if (vraag.soort === 'telefoon') return 'Vul een telefoonnummer in, zoals 0612345678.';
  if (vraag.soort === 'datum') return 'Vul een datum in, zoals 2026-11-27.';
  if (vraag.soort === 'keuze' || vraag.soort === 'ja-nee') return 'Kies een van de antwoorden.';
  return 'Dit antwoord klopt niet.';
}

function explainNumber(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big')
    return `Vul een getal in van ${issue.inclusive === false ? 'minder dan' : 'hoogstens'} ${issue.maximum}.`;
  if (issue.code === 'too_small')
    return `Vul een getal in van ${issue.inclusive === false ? 'meer dan' : 'minstens'} ${issue.minimum}.`;
  return 'Vul een getal in.';
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.values(value).every(isEmpty))
  );
}

/**
 * Checks all answers at once. Answers to questions that were not asked are left out.
 * @returns the checked values, or every error at its field
 */
export function validateAntwoorden(
  schema: Gegevensschema,
  antwoorden: Antwoorden,
): { ok: true; gegevens: Antwoorden } | { ok: false; fouten: Veldfout[] } {
  const gegevens: Antwoorden = {};
  const fouten: Veldfout[] = [];
  for (const vraag of listVragen(schema)) {
    if (!isVisible(vraag, gegevens)) continue;
    const value = antwoorden[vraag.naam];
    if (isEmpty(value) && !vraag.verplicht) continue;
    const result = unwrap(schema.shape[vraag.naam] as z.ZodType).type.safeParse(value);
    if (result.success) gegevens[vraag.naam] = result.data;
    else {
      const issue = result.error.issues[0]!;
      fouten.push({ veld: vraag.naam, code: issue.code, tekst: explain(vraag, issue, isEmpty(value)) });
    }
  }
  return fouten.length > 0 ? { ok: false, fouten } : { ok: true, gegevens };
}

const yes = ['ja', 'j', 'yes', 'klopt'];
const no = ['nee', 'n', 'no'];
const skips = ['overslaan', 'geen', 'sla over', '-'];

/**
 * Reads one line of a chat or mail as the answer to one question.
 * An optional question may be skipped with "overslaan"; the answer is then `null`.
 */
export function parseAntwoord(
  schema: Gegevensschema,
  vraag: Vraag,
  text: string,
): { ok: true; waarde: unknown } | { ok: false; fout: Veldfout } {
  const line = text.trim();
  const lower = line.toLowerCase();
  if (!vraag.verplicht && skips.includes(lower)) return { ok: true, waarde: null };
  const value = convert(vraag, line, lower);
  const result = unwrap(schema.shape[vraag.naam] as z.ZodType).type.safeParse(value);
  if (result.success) return { ok: true, waarde: result.data };
  const issue = result.error.issues[0]!;
  return {
    ok: false,
    fout: { veld: vraag.naam, code: issue.code, tekst: explain(vraag, issue, line === '') },
  };
}

function convert(vraag: Vraag, line: string, lower: string): unknown {
  switch (vraag.soort) {
    case 'keuze': {
      const options = vraag.opties ?? [];
      const byNumber = /^\d+$/.test(line) ? options[Number(line) - 1] : undefined;
      return (
        (byNumber ?? options.find((option) => option.code === line || option.tekst.toLowerCase() === lower))
          ?.code ?? line
      );
    }
    case 'ja-nee':
      return yes.includes(lower) ? true : no.includes(lower) ? false : line;
    case 'getal':
      return line === '' ? undefined : parseNumber(line);
    case 'datum':
      return parseDate(line);
    case 'locatie':
      return { omschrijving: line };
    case 'bestanden':
      return [];
    default:
      return line;
  }
}

/** A number as people here write it: a comma for decimals, dots between thousands. */
function parseNumber(line: string): number {
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(line) ? line.replaceAll('.', '') : line;
  return /^-?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
}

/** Day first, as people here write a date; anything else is left for the check. */
function parseDate(line: string): string {
  const [, day, month, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(line) ?? [];
  return day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : line;
}

/**
 * The part of the values that a process may steer on: choices, yes/no, numbers and dates.
 * Free text and places stay in the register, so that no workflow history holds them; so does text where a choice belongs.
 */
export function steeringPart(schema: Gegevensschema, values: Antwoorden): Antwoorden {
  const steering: Vraagsoort[] = ['keuze', 'ja-nee', 'getal', 'datum'];
  return Object.fromEntries(
    listVragen(schema)
      .filter(
        ({ naam, soort }) =>
          steering.includes(soort) &&
          unwrap(schema.shape[naam] as z.ZodType).type.safeParse(values[naam]).success,
      )
      .map((vraag) => [vraag.naam, values[vraag.naam]]),
  );
}
