import { z } from 'zod';
import { type ApiInfo, buildOpenApi, type Operation } from '../openapi.ts';
import type { KanalenOmgeving } from './omgeving.ts';
import { procesLijst, procesSchema } from './processen.ts';
import * as schemas from './schemas.ts';

/** Version of the API for channel apps; the first number stands in its address. */
export const versie = '1.0.0';
export const pad = '/kanalen/v1';

const json = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } });
const binary = { type: 'string' as const, format: 'binary' };

/** What to do with every answer that is no success. */
const always = [401, 429];

const operations: Operation[] = [
  {
    method: 'post',
    path: '/berichten',
    operationId: 'berichtCreate',
    tags: ['inkomend'],
    summary: 'Een bericht van een klant aanbieden',
    description: 'Na het antwoord kan het bericht niet meer verloren gaan. Het kanaal volgt uit het token.',
    request: { body: json(schemas.berichtBody) },
    success: {
      201: { description: 'Aangenomen.', schema: schemas.ontvangstSchema },
      200: {
        description: 'Dit `externId` was al aangenomen; er is niets veranderd.',
        schema: schemas.ontvangstSchema,
      },
    },
    errors: [400, 403, 413, 415, ...always],
  },
  {
    method: 'post',
    path: '/gebeurtenissen',
    operationId: 'gebeurtenisCreate',
    tags: ['inkomend'],
    summary: 'Melden wat er in een gesprek gebeurt',
    request: { body: json(schemas.gebeurtenisBody) },
    success: {
      201: { description: 'Aangenomen.', schema: schemas.ontvangstSchema },
      200: { description: 'Dit `externId` was al aangenomen.', schema: schemas.ontvangstSchema },
    },
    errors: [400, 403, 413, 415, ...always],
  },
  {
    method: 'post',
    path: '/bijlagen',
    operationId: 'bijlageCreate',
    tags: ['inkomend'],
    summary: 'Een bestand sturen, hoogstens 25 MB',
    description:
      'Als kale inhoud met de naam in `Content-Disposition`, of als formulier met één bestand. Het `id` is alleen goed voor berichten van dezelfde app.',
    request: {
      body: {
        required: true,
        content: {
          'application/octet-stream': { schema: binary },
          'multipart/form-data': {
            schema: { type: 'object', required: ['bestand'], properties: { bestand: binary } },
          },
        },
      },
    },
    success: { 201: { description: 'Bewaard.', schema: schemas.bijlageSchema } },
    errors: [400, 413, ...always],
  },
  {
    method: 'get',
    path: '/uitgaand',
    operationId: 'uitgaandList',
    tags: ['uitgaand'],
    summary: 'Berichten die op deze app wachten',
    description:
      'De oudste eerst. Een bericht wacht tot u de status meldt; begin na een storing zonder `na` en u mist niets.',
    request: { query: schemas.uitgaandQuery },
    success: { 200: { description: 'Wat wacht.', schema: schemas.uitgaandLijst } },
    errors: [400, 403, ...always],
  },
  {
    method: 'post',
    path: '/uitgaand/{id}/status',
    operationId: 'uitgaandStatusCreate',
    tags: ['uitgaand'],
    summary: 'Melden wat er met een bericht is gebeurd',
    description: 'Nog eens hetzelfde melden verandert niets.',
    request: { params: z.object({ id: z.uuid() }), body: json(schemas.statusBody) },
    success: { 200: { description: 'De status zoals die nu is.', schema: schemas.statusSchema } },
    errors: [400, 403, 404, 413, 415, ...always],
  },
  {
    method: 'get',
    path: '/processen',
    operationId: 'procesList',
    tags: ['producten'],
    summary: 'Producten die over dit kanaal kunnen beginnen',
    success: { 200: { description: 'De producten.', schema: procesLijst } },
    errors: always,
  },
  {
    method: 'get',
    path: '/processen/{code}',
    operationId: 'procesRead',
    tags: ['producten'],
    summary: 'Een product met zijn vragen',
    request: { params: z.object({ code: z.string() }) },
    success: { 200: { description: 'Het product.', schema: procesSchema } },
    errors: [400, 404, ...always],
  },
  {
    method: 'get',
    path: '/openapi.json',
    operationId: 'openapiRead',
    tags: ['producten'],
    summary: 'Deze beschrijving',
    security: [],
    success: { 200: { description: 'OpenAPI 3.', schema: z.record(z.string(), z.unknown()) } },
    errors: [],
  },
];

/** The OpenAPI document of this installation. */
export function describeKanalen({ config }: Pick<KanalenOmgeving, 'config'>): object {
  const info: ApiInfo = {
    title: 'Kanalen',
    version: versie,
    description:
      'Een kanaal aansluiten op Schakel: berichten van klanten aanbieden, en berichten aan klanten bezorgen.',
    contact: {
      name: `Gemeente ${config.GEMEENTE_NAAM}`,
      email: config.GEMEENTE_MAIL,
      url: config.SCHAKEL_URL,
    },
    server: `${config.SCHAKEL_URL}${pad}`,
    tags: [
      { name: 'inkomend', description: 'Van de klant naar de gemeente' },
      { name: 'uitgaand', description: 'Van de gemeente naar de klant' },
      { name: 'producten', description: 'Wat een klant kan vragen' },
    ],
  };
  return buildOpenApi(info, operations);
}
