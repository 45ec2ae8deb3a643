import type { z } from 'zod';
import type { InvalidParam } from '../../platform/problem.ts';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { gespeld } from './spelling.ts';

type Issue = z.core.$ZodIssue;

/** Errors of a schema in the codes that clients of ZGW APIs know (those of the Django REST framework). */
export function foutenVan(error: z.ZodError, naam: string, waarde: unknown): InvalidParam[] {
  return error.issues.flatMap((issue) => vertaal(issue, naam, waarde));
}

/** Checks a group whose schema depends on another field, and puts what the schema makes of it in its place. */
export function toetsGroep(
  schema: z.ZodType,
  waarden: Waarden,
  naam: string,
  fout: (name: string, code: string, reason: string) => void,
): void {
  const waarde = gespeld(schema, waarden[naam]);
  const uitslag = schema.safeParse(waarde);
  if (uitslag.success) waarden[naam] = uitslag.data;
  else for (const een of foutenVan(uitslag.error, naam, waarde)) fout(een.name, een.code, een.reason);
}

function vertaal(issue: Issue, naam: string, waarde: unknown): InvalidParam[] {
  const pad = [naam, ...issue.path.map(String)].filter(Boolean).join('.');
  const hier = issue.path.reduce<unknown>(
    (deel, sleutel) => (deel as Record<PropertyKey, unknown> | undefined)?.[sleutel],
    waarde,
  );
  if (issue.code === 'invalid_union') {
    // The branch that complains about the value itself says most.
    const een = issue.errors.find((errors) => errors.length > 0)?.[0];
    if (een) return vertaal({ ...een, path: [...issue.path, ...een.path] } as Issue, naam, waarde);
  }
  return [{ name: pad, ...codeEnReden(issue, hier) }];
}

function codeEnReden(issue: Issue, waarde: unknown): { code: string; reason: string } {
  if (waarde === undefined) return { code: 'required', reason: 'Dit veld is vereist.' };
  if (waarde === null) return { code: 'null', reason: 'Dit veld mag niet leeg zijn.' };
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string')
        return waarde === ''
          ? { code: 'blank', reason: 'Dit veld mag niet leeg zijn.' }
          : { code: 'min_length', reason: `Zorg dat dit veld ten minste ${issue.minimum} tekens heeft.` };
      if (issue.origin === 'array') return { code: 'empty', reason: 'Deze lijst mag niet leeg zijn.' };
      return { code: 'min_value', reason: `Waarde moet groter dan of gelijk zijn aan ${issue.minimum}.` };
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'max_length', reason: `Zorg dat dit veld niet meer dan ${issue.maximum} tekens bevat.` }
        : { code: 'max_value', reason: `Waarde moet kleiner dan of gelijk zijn aan ${issue.maximum}.` };
    case 'invalid_value':
      return {
        code: 'invalid_choice',
        reason: `${JSON.stringify(waarde).slice(0, 60)} is een ongeldige keuze.`,
      };
    case 'invalid_format':
      return issue.format === 'url'
        ? { code: 'bad-url', reason: 'Dit is geen geldige URL.' }
        : { code: 'invalid', reason: `Dit heeft niet de vorm ${issue.format}.` };
    case 'custom':
      return { code: String(issue.params?.code ?? 'invalid'), reason: issue.message };
    default:
      return { code: 'invalid', reason: 'Ongeldige waarde.' };
  }
}
