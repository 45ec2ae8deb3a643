import type { Request } from 'express';
import type { z } from 'zod';
import { forbidden, type InvalidParam, invalid, Problem } from '../../platform/problem.ts';
import { appOf } from './auth.ts';

/** Text that no register can store: NUL, and halves of surrogate pairs. */
const unstorable = /[\0\p{Surrogate}]/u;

/** What is wrong with a body, besides its shape, found on the body as it came: all errors go back together. */
export type ExtraChecks = (body: Record<string, unknown>) => InvalidParam[];

/**
 * Checks the JSON body of a request.
 * @throws Problem 415 for another kind of content, 403 for another kanaal, 400 with every wrong field
 */
export function readBody<S extends z.ZodType>(req: Request, schema: S, extra?: ExtraChecks): z.infer<S> {
  if (!req.is('application/json'))
    throw new Problem(415, 'unsupported_media_type', 'Unsupported media type.', 'Send application/json.');
  const body: unknown = req.body;
  refuseOtherKanaal(req, body);
  const result = schema.safeParse(body);
  const params = result.success ? [] : invalid(result.error).invalidParams;
  params.push(...findUnstorable(body, ''));
  if (extra && typeof body === 'object' && body !== null) {
    // A field with a wrong shape has been named already.
    const known = new Set(params.map(({ name }) => name));
    params.push(...extra(body as Record<string, unknown>).filter(({ name }) => !known.has(name)));
  }
  if (!result.success || params.length > 0) throw invalidInput(params);
  return result.data;
}

/** Checks the query. @throws Problem 403 for another kanaal, 400 with every wrong or unknown key */
export function readQuery<S extends z.ZodType>(req: Request, schema: S): z.infer<S> {
  refuseOtherKanaal(req, req.query);
  const result = schema.safeParse(req.query);
  if (!result.success) throw invalidInput(invalid(result.error).invalidParams);
  return result.data;
}

export function invalidInput(params: InvalidParam[]): Problem {
  return new Problem(
    400,
    'invalid',
    'Invalid input.',
    'One or more fields are wrong; nothing was changed.',
    params,
  );
}

/** The kanaal follows from the token: another one is not refused as a field but as a right. */
function refuseOtherKanaal(req: Request, input: unknown): void {
  const { kanaal } = (typeof input === 'object' && input !== null ? input : {}) as { kanaal?: unknown };
  const own = appOf(req).kanaal;
  if (kanaal !== undefined && kanaal !== own) throw forbidden(`This token is good for kanaal ${own} only.`);
}

function findUnstorable(value: unknown, name: string): InvalidParam[] {
  if (typeof value === 'string') {
    return unstorable.test(value)
      ? [
          {
            name: name || 'nonFieldErrors',
            code: 'invalid-text',
            reason: 'This text holds a character that is none.',
          },
        ]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...findUnstorable(key, name),
    ...findUnstorable(inner, name ? `${name}.${key}` : key),
  ]);
}
