import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every page: scripts and styles come from this address only, nothing may frame a page, and no address of a
 * page leaves it, since the address of the klant's own page holds a token.
 * @param url public address: only behind https may a browser be told to ask for https
 */
export function pageHeaders(url: string): RequestHandler {
  const https = url.startsWith('https:');
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", url.replace(/^http/, 'ws')],
        mediaSrc: ["'self'", 'blob:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: https,
  });
  return (req, res, next) => {
    res.setHeader('Permissions-Policy', 'geolocation=(self), camera=(), microphone=()');
    headers(req, res, next);
  };
}

/** Personal pages are kept nowhere, not even in the browser. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};

/**
 * True for a POST that one of our own pages may have sent. Nothing here works with a cookie, so another site gains nothing by
 * posting for a visitor; this is the second lock. A page without referrer sends `Origin: null`: then Sec-Fetch-Site decides,
 * and a browser too old to send that is let through.
 */
export function isOwnPost(headers: { origin?: string; host?: string; site?: string }, url: string): boolean {
  if (headers.site !== undefined) return headers.site === 'same-origin' || headers.site === 'none';
  if (headers.origin === undefined || headers.origin === 'null') return true;
  if (!URL.canParse(headers.origin)) return false;
  const origin = new URL(headers.origin);
  return origin.host === headers.host || origin.origin === new URL(url).origin;
}
