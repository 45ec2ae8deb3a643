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
  405: 'Dit adres kent deze methode niet; `Allow` noemt wat het wel kent.',
  406: 'Dit coördinatenstelsel kent deze API niet.',
  409: 'De toestand van andere objecten laat dit niet toe.',
  412: 'Het object is niet meer wat `If-Match` zegt.',
  413: 'Te groot.',
  415: 'Dit soort inhoud kan dit adres niet lezen.',
  416: 'Dit deel van de inhoud bestaat niet.',
  422: 'Deze `Idempotency-Key` hoort bij een ander verzoek.',
  429: 'Te veel aanvragen. Wacht zo veel seconden als in `Retry-After` staat.',
  500: 'Er ging iets mis. Probeer het later opnieuw.',
  503: 'Een onderdeel is even niet bereikbaar. Probeer het zo opnieuw.',
};

const header = (description: string, required = false) => ({
  description,
  ...(required ? { required } : {}),
  schema: { type: 'string' as const },
});
const versionHeader = { 'API-Version': header('Volledig versienummer van de API.', true) };

/** Headers that some answers have; all of them a text. */
const answerHeaders = {
  'access-control-allow-origin': header('Wie het document mag lezen: iedereen.', true),
  Allow: header('Methoden die dit adres kent.', true),
  'Content-Crs': header('Coördinatenstelsel van de geometrie in het antwoord.', true),
  'Content-Disposition': header('Naam van het bestand.', true),
  'Content-Range': header('Welk deel van de inhoud dit is.', true),
  ETag: header('Kenmerk van de inhoud, voor `If-None-Match` en `If-Match`.', true),
  Location: header('Adres van wat gemaakt is.', true),
  'X-Warning': header('Waarom het opgeslagene niet is wat het zou moeten zijn.'),
};
export type AnswerHeader = keyof typeof answerHeaders;

/** An answer that is no error. Its body is JSON unless another media type is named. */
export interface Answer {
  description: string;
  schema?: z.ZodType;
  mediaType?: string;
  headers?: AnswerHeader[];
}

/** One operation, without what all operations share. */
export interface Operation extends Omit<RouteConfig, 'responses'> {
  operationId: string;
  summary: string;
  /** Answers that are no error, by status. */
  success: Record<number, Answer>;
  /** Statuses of the errors that this operation knows; 500 and 503 are always among them. */
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

const headersOf = (names: AnswerHeader[]) => ({
  ...versionHeader,
  ...Object.fromEntries(names.map((name) => [name, answerHeaders[name]])),
});

function responsesOf({ success, errors }: Operation): RouteConfig['responses'] {
  const responses: RouteConfig['responses'] = {};
  for (const [status, { description, schema, mediaType, headers }] of Object.entries(success)) {
    responses[status] = {
      description,
      headers: headersOf(headers ?? []),
      ...(schema ? { content: { [mediaType ?? 'application/json']: { schema } } } : {}),
    };
  }
  for (const status of [...errors, 500, 503]) {
    responses[status] = {
      description: errorTexts[status] ?? 'Fout.',
      headers: headersOf(status === 405 ? ['Allow'] : []),
      content: { 'application/problem+json': { schema: problemSchema } },
    };
  }
  return responses;
}

/** Builds an OpenAPI 3.0.3 document. Every operation asks for the bearer token unless it says `security: []`. */
export function buildOpenApi(info: ApiInfo, operations: Operation[]): object {
  const registry = new OpenAPIRegistry();
  const bearer = registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
  });
  for (const operation of operations) {
    const { success: _success, errors: _errors, ...route } = operation;
    registry.registerPath({
      security: [{ [bearer.name]: [] }],
      ...route,
      responses: responsesOf(operation),
    } as RouteConfig);
  }
  const { server, tags, ...rest } = info;
  const document = new OpenApiGeneratorV3(registry.definitions).generateDocument({
    openapi: '3.0.3',
    info: {
      ...rest,
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
    },
    servers: [{ url: server }],
    ...(tags ? { tags } : {}),
  });
  return tidy(document) as object;
}

type Schema = Record<string, unknown>;

/**
 * In OpenAPI 3.0 `{nullable: true}` without a type allows anything at all, and so do choices that hold it: null belongs
 * to a choice that has a type. Choices that are all lists of texts become one list.
 */
function tidy(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(tidy);
  if (typeof part !== 'object' || part === null) return part;
  const whole = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, tidy(value)]));
  if (!Array.isArray(whole.anyOf)) return whole;
  const { anyOf, ...rest } = whole as { anyOf: Schema[] } & Schema;
  const isNull = (choice: Schema): boolean => choice.nullable === true && Object.keys(choice).length === 1;
  const nullable = anyOf.some(isNull) || rest.nullable === true;
  const lists = anyOf.filter((choice) => choice.type === 'string' && Array.isArray(choice.enum));
  const others = anyOf.filter((choice) => !isNull(choice) && !lists.includes(choice));
  const list = [...new Set(lists.flatMap((choice) => choice.enum as unknown[]))];
  const choices = [...others, ...(list.length > 0 ? [{ type: 'string', enum: list }] : [])];
  delete rest.nullable;
  if (choices.length === 1)
    return { ...choices[0], ...rest, ...(nullable ? allowNull(choices[0] ?? {}) : {}) };
  const [first = {}, ...following] = choices;
  return { ...rest, anyOf: nullable ? [{ ...first, ...allowNull(first) }, ...following] : choices };
}

const allowNull = (schema: Schema): Schema => ({
  nullable: true,
  ...(Array.isArray(schema.enum) ? { enum: [...new Set([...(schema.enum as unknown[]), null])] } : {}),
});

/** Serves a document that was built once. */
export function serveOpenApi(document: object): RequestHandler {
  const body = JSON.stringify(document);
  return (_req, res) => {
    res.type('application/json').send(body);
  };
}
