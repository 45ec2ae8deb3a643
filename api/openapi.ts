import { OpenAPIRegistry, OpenApiGeneratorV3, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { RequestHandler } from 'express';
import { z } from 'zod';

/**
 * OpenAPI documents from the zod schemas that also check the requests, so that the two cannot differ.
 * Follows NL GOV API Design Rules 2.2: contact, semantic version, API-Version header, problem+json for every error.
 */

const invalidParam = z
  .object({
    name: z.string().meta({ description: 'Naam van het veld, met punten ertussen.' }),
    code: z.string().meta({ description: 'Vaste code van de fout.' }),
    reason: z.string().meta({ description: 'Wat er mis is, in woorden.' }),
  })
  .meta({ id: 'InvalidParam' });

/** RFC 9457 as `platform/problem.ts` writes it. */
export const problemSchema = z
  .object({
    type: z.string(),
    code: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    invalidParams: z.array(invalidParam).optional(),
  })
  .meta({ id: 'Problem' });

const errorTexts: Record<number, string> = {
  400: 'De invoer klopt niet. Alle fouten staan in `invalidParams`; er is niets veranderd.',
  401: 'Het token ontbreekt of is onbekend.',
  403: 'Dit token geeft geen toegang tot dit kanaal.',
  404: 'Dit bestaat niet.',
  405: 'Dit adres kent deze methode niet.',
  413: 'Te groot.',
  415: 'Dit soort inhoud kan dit adres niet lezen.',
  429: 'Te veel aanvragen. Wacht zo veel seconden als in `Retry-After` staat.',
  500: 'Er ging iets mis. Probeer het later opnieuw.',
};

const versionHeader = {
  'API-Version': { description: 'Volledig versienummer van de API.', schema: { type: 'string' as const } },
};

/** One operation, without what all operations share. */
export interface Operation extends Omit<RouteConfig, 'responses'> {
  operationId: string;
  summary: string;
  /** Answers that are no error, by status. */
  success: Record<number, { description: string; schema?: z.ZodType }>;
  /** Statuses of the errors that this operation knows; 500 is always among them. */
  errors: number[];
}

/** What the document tells about the API as a whole. */
export interface ApiInfo {
  title: string;
  version: string;
  description: string;
  contact: { name: string; email: string; url: string };
  /** Address with the major version and without a slash at the end. */
  server: string;
  tags?: { name: string; description: string }[];
}

function responsesOf({ success, errors }: Operation): RouteConfig['responses'] {
  const responses: RouteConfig['responses'] = {};
  for (const [status, { description, schema }] of Object.entries(success)) {
    responses[status] = {
      description,
      headers: versionHeader,
      ...(schema ? { content: { 'application/json': { schema } } } : {}),
    };
  }
  for (const status of [...errors, 500]) {
    responses[status] = {
      description: errorTexts[status] ?? 'Fout.',
      headers: versionHeader,
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  }
  return responses;
}

/** Builds an OpenAPI 3.0.3 document. Every operation asks for the bearer token unless it says `security: []`. */
export function buildOpenApi(info: ApiInfo, operations: Operation[]): object {
  const registry = new OpenAPIRegistry();
  const bearer = registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  for (const operation of operations) {
    const { success: _success, errors: _errors, ...route } = operation;
    registry.registerPath({
      security: [{ [bearer.name]: [] }],
      ...route,
      responses: responsesOf(operation),
    } as RouteConfig);
  }
  const { server, tags, ...rest } = info;
  return new OpenApiGeneratorV3(registry.definitions).generateDocument({
    openapi: '3.0.3',
    info: {
      ...rest,
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    },
    servers: [{ url: server }],
    ...(tags ? { tags } : {}),
  });
}

/** Serves a document that was built once. */
export function serveOpenApi(document: object): RequestHandler {
  const body = JSON.stringify(document);
  return (_req, res) => {
    res.type('application/json').send(body);
  };
}
