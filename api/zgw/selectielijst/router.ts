import { type Request, Router } from 'express';
import { z } from 'zod';
import { problemHandler } from '../../../platform/problem.ts';
import {
  geserveerd,
  referentielijstenPad,
  selectielijstPad,
  zelfdeProcestype,
} from '../../../registers/zgw/selectielijst/adressen.ts';
import { lijst, toonLijstrij } from '../../../registers/zgw/selectielijst/lijsten.ts';
import { bewaak } from '../../kit/bewaking.ts';
import { foutenVan } from '../../kit/controle.ts';
import { nietGevonden, validatieFout, veldFout } from '../../kit/fout.ts';
import { basisVan, type Omgeving } from '../../kit/omgeving.ts';
import { uuidUit } from '../../kit/oproep.ts';
import { wortelRoutes } from '../../kit/wortel.ts';
import { apiHeaders } from '../../security.ts';
import { hoogstePagina, openapiVanLijsten, versies } from './openapi.ts';
import { type Aanbod, aanbod } from './schemas.ts';

const perPagina = 100;
const bladzijde = { page: z.coerce.number().int().min(1).max(hoogstePagina) };

/** The lists at both paths. Open to everybody, as the standard has it; nothing in them is about a person. */
export function maakLijstenRouter(omgeving: Omgeving): Router {
  const router = Router({ caseSensitive: true });
  for (const pad of [selectielijstPad, referentielijstenPad]) router.use(pad, maakApi(omgeving, pad));
  return router;
}

function maakApi(omgeving: Omgeving, pad: string): Router {
  const router = Router({ caseSensitive: true });
  const document = openapiVanLijsten(pad, omgeving.basissen[0] ?? '');
  router.use(apiHeaders(versies[pad] ?? ''), bewaak(document));
  wortelRoutes(router, omgeving, pad, document, geserveerd[pad] ?? []);
  for (const soort of geserveerd[pad] ?? []) {
    router.get(
      `/${soort}`,
      (req, res) => void res.json(toonLijst(aanbod[soort], basisVan(omgeving, req) + pad, req)),
    );
    router.get(`/${soort}/:uuid`, (req, res) => {
      leesVraag({}, req);
      const rij = lijst(soort).opUuid.get(uuidUit(req));
      if (!rij) throw nietGevonden();
      res.json(toonLijstrij(basisVan(omgeving, req) + pad, soort, rij));
    });
  }
  router.use((_req, _res, next) => next(nietGevonden()));
  router.use(problemHandler(omgeving.log));
  return router;
}

/** Checked query parameters. @throws Problem 400 for an unknown or impossible one */
function leesVraag(filters: Aanbod['filters'], req: Request): Record<string, unknown> {
  const gelezen: Record<string, unknown> = {};
  for (const [naam, waarde] of Object.entries(req.query)) {
    const schema = Object.hasOwn(filters, naam) ? filters[naam] : undefined;
    if (!schema)
      throw veldFout('nonFieldErrors', 'unknown-parameters', `Onbekende parameter: ${naam.slice(0, 60)}.`);
    if (waarde === '') continue;
    const uitslag = schema.safeParse(waarde);
    if (!uitslag.success)
      throw validatieFout(foutenVan(uitslag.error, naam, waarde).map((fout) => ({ ...fout, name: naam })));
    gelezen[naam] = uitslag.data;
  }
  return gelezen;
}

function toonLijst(van: Aanbod, basis: string, req: Request): unknown {
  const { page, ...filters } = leesVraag(van.pagina ? { ...van.filters, ...bladzijde } : van.filters, req);
  const rijen = lijst(van.soort)
    .rijen.map((rij) => toonLijstrij(basis, van.soort, rij))
    .filter((rij) => Object.entries(filters).every(([naam, waarde]) => past(naam, rij[naam], waarde)));
  if (!van.pagina) return rijen;
  const pagina = (page as number | undefined) ?? 1;
  const begin = (pagina - 1) * perPagina;
  if (begin > 0 && begin >= rijen.length) throw nietGevonden('Ongeldige pagina.');
  const link = (nummer: number): string => {
    const url = new URL(req.originalUrl, basis);
    url.searchParams.set('page', String(nummer));
    return url.href;
  };
  return {
    count: rijen.length,
    next: begin + perPagina < rijen.length ? link(pagina + 1) : null,
    previous: pagina > 1 ? link(pagina - 1) : null,
    results: rijen.slice(begin, begin + perPagina),
  };
}

/** A procestype may be named at any host that we know it by. */
const past = (naam: string, waarde: unknown, gevraagd: unknown): boolean =>
  naam === 'procesType' ? zelfdeProcestype(waarde, gevraagd) : waarde === gevraagd;
