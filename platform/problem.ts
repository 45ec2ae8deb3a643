import type { ErrorRequestHandler, Response } from 'express';
import type { ZodError } from 'zod';
import { Weigering } from '../domein/kanaaladapter.ts';
import { describeError, type Logger } from './logging.ts';
import { isStoring } from './storing.ts';

/** One wrong field: dotted name with index, a stable code, and the reason for people. */
export interface InvalidParam {
  name: string;
  code: string;
  reason: string;
}

/** An answer of an API that is no success: RFC 9457, with `invalidParams` as the ZGW standard has them. */
export class Problem extends Error {
  override name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly invalidParams: InvalidParam[] = [],
  ) {
    super(code);
  }
}

/** All errors of a schema at once. */
export function invalid(error: ZodError, prefix = ''): Problem {
  return new Problem(
    400,
    'invalid',
    'Invalid input.',
    'One or more fields are wrong; nothing was changed.',
    error.issues.flatMap((issue) => {
      const nameOf = (path: PropertyKey[]): string => [prefix, ...path.map(String)].filter(Boolean).join('.');
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          name: nameOf([...issue.path, key]),
          code: 'unknown-field',
          reason: 'This field does not exist here.',
        }));
      }
      const missing = issue.code === 'invalid_type' && issue.message.includes('received undefined');
      return [
        {
          name: nameOf(issue.path) || 'nonFieldErrors',
          code: missing ? 'required' : issue.code,
          reason: issue.message,
        },
      ];
    }),
  );
}

export const unauthorized = (detail: string): Problem =>
  new Problem(401, 'not_authenticated', 'Not authenticated.', detail);
export const forbidden = (detail: string): Problem =>
  new Problem(403, 'permission_denied', 'Not allowed.', detail);
export const notFound = (detail = 'There is nothing here.'): Problem =>
  new Problem(404, 'not_found', 'Not found.', detail);

export function sendProblem(res: Response, problem: Problem, instance?: string): void {
  res.status(problem.status).type('application/problem+json');
  res.send(
    JSON.stringify({
      type: `about:blank#${problem.code}`,
      code: problem.code,
      title: problem.title,
      status: problem.status,
      detail: problem.detail,
      instance: instance ?? `urn:request:${res.getHeader('X-Request-Id') ?? ''}`,
      ...(problem.invalidParams.length > 0 ? { invalidParams: problem.invalidParams } : {}),
    }),
  );
}

function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof Weigering) {
    return new Problem(400, error.code, 'Invalid input.', error.reden, [
      { name: error.veld || 'nonFieldErrors', code: error.code, reason: error.reden },
    ]);
  }
  // Errors of express's own body parsers.
  const { status, type } = (error ?? {}) as { status?: number; type?: string };
  if (type === 'entity.too.large')
    return new Problem(413, 'too_large', 'Too large.', 'The body is larger than this address takes.');
  if (type === 'entity.parse.failed')
    return new Problem(400, 'parse_error', 'Malformed body.', 'The body is no valid JSON.');
  if (status !== undefined && status >= 400 && status < 500)
    return new Problem(status, 'bad_request', 'Bad request.', 'The request could not be read.');
  return undefined;
}

const unavailable = (): Problem =>
  new Problem(
    503,
    'unavailable',
    'Not available now.',
    'A part that this needs is away; try again in a moment.',
  );

/** Express error handler for APIs: known problems as they are, everything else 500 or 503 without detail, logged. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = toProblem(error);
    if (!problem)
      log.error({ err: describeError(error), method: req.method, route: req.route?.path }, 'request failed');
    if (!problem && isStoring(error)) return sendProblem(res, unavailable());
    sendProblem(
      res,
      problem ??
        new Problem(500, 'error', 'Something went wrong.', 'The request failed; it can be tried again.'),
    );
  };
}
