import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Problem } from '../../platform/problem.ts';
import { herken } from './aanroeper.ts';
import { eisBekendeParameters } from './bewaking.ts';
import { mediatypeOnbekend, nietGevonden } from './fout.ts';
import { isUuid } from './kaart.ts';
import { basisVan, type Omgeving, type Oproep } from './omgeving.ts';

/** A handler that knows its caller. */
export type Behandeling = (oproep: Oproep, req: Request, res: Response) => Promise<void>;

/** Finds out who calls, then handles the request; errors go to the error handler of the app. */
export function behandel(omgeving: Omgeving, werk: Behandeling): RequestHandler {
  return async (req: Request, res: Response, _next: NextFunction) => {
    const nu = omgeving.nu();
    const aanroeper = await herken(req.get('authorization'), omgeving.clients, nu);
    eisBekendeParameters(req.query, res);
    const basis = basisVan(omgeving, req);
    const basissen = [...new Set([basis, ...omgeving.basissen])];
    const toelichting = (req.get('X-Audit-Toelichting') ?? '').slice(0, 1_000);
    const aanleiding = (req.get('X-NLX-Logrecord-ID') ?? String(res.getHeader('X-Request-Id'))).slice(0, 255);
    await werk({ basis, basissen, aanroeper, toelichting, aanleiding, nu, waarschuwingen: [] }, req, res);
  };
}

/** The uuid in the path. @throws Problem 404 when it is none */
export function uuidUit(req: Request, naam = 'uuid'): string {
  const waarde = req.params[naam];
  if (!isUuid(waarde)) throw nietGevonden();
  return waarde.toLowerCase();
}

/** One value per parameter; a repeated one is a list, which no filter takes. */
export const vraagUit = (req: Request): Record<string, unknown> => ({ ...req.query });

const eersteVan = (header: string | undefined): string | undefined => header?.trim();

/** Checks the coordinate system of geometries; there is one, so leaving it out means that one. @throws Problem 406 */
export const eisCrs: RequestHandler = (req, res, next) => {
  const schrijft = ['POST', 'PUT', 'PATCH'].includes(req.method);
  const gevraagd: [string, string | undefined][] = [['Accept-Crs', eersteVan(req.get('Accept-Crs'))]];
  if (schrijft) gevraagd.push(['Content-Crs', eersteVan(req.get('Content-Crs'))]);
  for (const [naam, waarde] of gevraagd) {
    if (waarde !== undefined && !waarde.split(',').some((een) => ['EPSG:4326', '*'].includes(een.trim())))
      return next(
        new Problem(
          406,
          'not_acceptable',
          'CRS niet ondersteund.',
          `Alleen EPSG:4326 wordt ondersteund in ${naam}.`,
        ),
      );
  }
  res.setHeader('Content-Crs', 'EPSG:4326');
  next();
};

/** Bodies are JSON. @throws Problem 415 for anything else */
export const eisJson: RequestHandler = (req, _res, next) => {
  // Null: there is no body. A chunked one has no length, and is a body all the same.
  if (req.is(['json', '+json']) !== false || req.get('content-length') === '0') return next();
  next(mediatypeOnbekend('application/json'));
};
