import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Room in a request for addresses with long lists in them; beyond it Node answers 431 by itself. */
export const maximumHeaderBytes = 65_536;

/**
 * The headers that an API answers with (NL GOV API Design Rules 2.2, /core/transport/security-headers and
 * /core/version-header): nothing may be framed, sniffed or cached, and every answer tells its version.
 * @param version semantic version of the API, the same as `info.version` of its OpenAPI document
 */
export function apiHeaders(version: string): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
    }),
    (_req, res, next) => {
      res.setHeader('API-Version', version);
      // Stands in every problem, so that a caller can say which request went wrong.
      if (!res.hasHeader('X-Request-Id')) res.setHeader('X-Request-Id', randomUUID());
      res.setHeader('Cache-Control', 'no-store');
      next();
    },
  ];
}

/** Lets every origin read the answer: for openapi.json only (/core/transport/cors). */
export const anyOrigin: RequestHandler = (_req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  next();
};
