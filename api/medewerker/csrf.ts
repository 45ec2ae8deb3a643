import type { Request, RequestHandler } from 'express';
import { Problem } from '../../platform/problem.ts';

/** A page of another site cannot set this header without asking us first (CORS), and we never say yes. */
export const csrfHeader = 'x-schakel';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses writes that do not come from our own pages: the Origin must be ours and the header present.
 * Beside the SameSite cookie, for browsers and situations where that is not enough.
 * @param url public address of this installation
 */
export function refuseForeignWrites(url: string): RequestHandler {
  const own = new URL(url).origin;
  return (req, _res, next) => {
    if (reading.includes(req.method)) return next();
    if (isOurs(req, own) && req.get(csrfHeader) === 'medewerker') return next();
    next(
      new Problem(
        403,
        'csrf_failed',
        'Not allowed.',
        `Dit verzoek komt niet van onze eigen pagina. Open ${own}/medewerker/ en probeer het daar.`,
      ),
    );
  };
}

/** A browser that leaves the Origin out still tells with Sec-Fetch-Site, which no page can set. */
function isOurs(req: Request, own: string): boolean {
  const origin = req.get('origin');
  return origin === undefined ? req.get('sec-fetch-site') === 'same-origin' : origin === own;
}
