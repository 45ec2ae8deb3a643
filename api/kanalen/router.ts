import { json, type RequestHandler, Router } from 'express';
import { notFound, Problem, problemHandler } from '../../platform/problem.ts';
import { findByToken } from '../../registers/kanaalapps/apps.ts';
import { serveOpenApi } from '../openapi.ts';
import { anyOrigin, apiHeaders } from '../security.ts';
import { authenticate } from './auth.ts';
import { postBericht } from './berichten.ts';
import { postBijlage } from './bijlagen.ts';
import { postGebeurtenis } from './gebeurtenissen.ts';
import type { KanalenOmgeving } from './omgeving.ts';
import { describeKanalen, versie } from './openapi.ts';
import { getProces, getProcessen } from './processen.ts';
import { getUitgaand, postStatus } from './uitgaand.ts';

export type { KanalenOmgeving } from './omgeving.ts';
export { pad as kanalenPad } from './openapi.ts';

/**
 * The API for channel apps; mount it at `kanalenPad`. Every request needs the token of an app, which is good for the
 * kanaal of that app only. Errors are problem+json.
 */
export function createKanalenRouter(input: KanalenOmgeving): Router {
  const omgeving = { ...input, nu: input.nu ?? (() => new Date()) };
  const { db, config, log } = omgeving;
  const regels = { geheim: config.SCHAKEL_GEHEIM, ontwikkel: config.NODE_ENV !== 'production' };
  const body = json({ limit: '1mb' });

  // An address with a slash at the end is another address (/core/no-trailing-slash).
  const router = Router({ strict: true, caseSensitive: true });
  router.use(apiHeaders(versie));
  router.get('/openapi.json', anyOrigin, serveOpenApi(describeKanalen(omgeving)));
  router.all('/openapi.json', onlyMethods('GET'));

  router.use(authenticate((token) => findByToken(db, regels, token), omgeving.limieten));
  const routes: [path: string, method: 'get' | 'post', ...RequestHandler[]][] = [
    ['/berichten', 'post', body, postBericht(omgeving)],
    ['/gebeurtenissen', 'post', body, postGebeurtenis(omgeving)],
    ['/bijlagen', 'post', postBijlage(omgeving)],
    ['/uitgaand', 'get', getUitgaand(omgeving)],
    ['/uitgaand/:id/status', 'post', body, postStatus(omgeving)],
    ['/processen', 'get', getProcessen(omgeving)],
    ['/processen/:code', 'get', getProces(omgeving)],
  ];
  for (const [path, method, ...handlers] of routes) {
    router[method](path, ...handlers);
    router.all(path, onlyMethods(method.toUpperCase()));
  }
  router.use(() => {
    throw notFound();
  });
  router.use(problemHandler(log));
  return router;
}

function onlyMethods(allow: string): RequestHandler {
  return (_req, res) => {
    res.setHeader('Allow', allow);
    throw new Problem(405, 'method_not_allowed', 'Method not allowed.', `This address takes ${allow} only.`);
  };
}
