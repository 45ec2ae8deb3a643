import type { RequestHandler, Response } from 'express';
import { methodeOnbekend, veldFout } from './fout.ts';

interface Parameter {
  name: string;
  in: string;
}
interface Document {
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
}
type Methoden = Map<string, ReadonlySet<string>>;

/** What an API knows, from its own document: per path the methods, per method the query parameters. */
function padenVan(document: Document): { delen: string[]; methoden: Methoden }[] {
  return Object.entries(document.paths).map(([pad, operaties]) => ({
    delen: pad.split('/'),
    methoden: new Map(
      Object.entries(operaties).map(([methode, { parameters = [] }]) => [
        methode.toUpperCase(),
        new Set(parameters.filter((een) => een.in === 'query').map((een) => een.name)),
      ]),
    ),
  }));
}

const isPlek = (deel: string): boolean => deel.startsWith('{');

/**
 * Refuses methods that the document does not name for a path, with `Allow` (RFC 9110, 15.5.6), and remembers which
 * query parameters it does name. Paths that it does not name pass.
 */
export function bewaak(document: object): RequestHandler {
  const paden = padenVan(document as Document);
  return (req, res, next) => {
    const delen = req.path.replace(/(?<=.)\/$/, '').split('/');
    const past = paden.filter(
      (pad) =>
        pad.delen.length === delen.length && pad.delen.every((deel, i) => isPlek(deel) || deel === delen[i]),
    );
    // A written-out path goes before one with places to fill in.
    const gekozen = past.sort((a, b) => a.delen.filter(isPlek).length - b.delen.filter(isPlek).length)[0];
    if (!gekozen) return next();
    const methode = req.method === 'HEAD' && !gekozen.methoden.has('HEAD') ? 'GET' : req.method;
    const bekend = gekozen.methoden.get(methode);
    if (!bekend) {
      res.setHeader('Allow', [...gekozen.methoden.keys()].join(', '));
      throw methodeOnbekend(req.method);
    }
    res.locals.bekendeParameters = bekend;
    next();
  };
}

/** @throws Problem 400 for a query parameter that the document does not name */
export function eisBekendeParameters(query: object, res: Response): void {
  const bekend = res.locals.bekendeParameters as ReadonlySet<string> | undefined;
  const vreemd = bekend && Object.keys(query).find((naam) => !bekend.has(naam));
  if (vreemd === undefined) return;
  throw veldFout('nonFieldErrors', 'unknown-parameters', `Onbekende parameter: ${vreemd.slice(0, 60)}.`);
}
