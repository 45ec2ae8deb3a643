import type { Router } from 'express';
import { anyOrigin } from '../security.ts';
import { basisVan, type Omgeving } from './omgeving.ts';

/** Where clients of Open Zaak look for the document in YAML, which JSON is too. */
const alsYaml = ['/openapi.yaml', '/schema/openapi.yaml'];

/**
 * What stands at the root of an API: its OpenAPI document, and the addresses of its lists, by which clients try their
 * settings (as in Open Zaak). Open to everybody: it tells nothing of what is in them.
 */
export function wortelRoutes(
  router: Router,
  omgeving: Omgeving,
  pad: string,
  document: object,
  lijsten: readonly string[],
): void {
  const tekst = JSON.stringify(document);
  router.get('/openapi.json', anyOrigin, (_req, res) => void res.type('application/json').end(tekst));
  router.get(alsYaml, anyOrigin, (_req, res) => void res.type('application/yaml').end(tekst));
  router.get('/', (req, res) => {
    const basis = basisVan(omgeving, req) + pad;
    res.json(Object.fromEntries(lijsten.map((naam) => [naam, `${basis}/${naam}`])));
  });
}
