import { z } from 'zod';
import { sleutelKop } from '../../kit/openapi-vraag.ts';
import { momentSchema } from '../../kit/waarde.ts';
import type { Operation } from '../../openapi.ts';
import { bestandsdeelBeeld } from './enkelvoudiginformatieobject.ts';

const tags = ['enkelvoudiginformatieobjecten'];
const params = z.object({ uuid: z.guid() });
const pad = '/enkelvoudiginformatieobjecten/{uuid}';
const lock = z.string().max(100);
const slot = z.object({ lock }).meta({ id: 'LockEnkelvoudigInformatieObject' });
const sleutel = z.object({ lock: lock.optional() }).meta({ id: 'UnlockEnkelvoudigInformatieObjectRequest' });
const deel = z
  .object({ inhoud: z.string().meta({ format: 'binary' }), lock })
  .meta({ id: 'BestandsDeelRequest' });

/** What `routes.ts` and `bestandsdelen.ts` serve beside the kit, for the OpenAPI document. */
export const documentOperaties: Operation[] = [
  {
    method: 'get',
    path: `${pad}/download`,
    operationId: 'enkelvoudiginformatieobject_download',
    summary: 'Haal de inhoud op, geheel of (met Range) een deel.',
    tags,
    request: {
      params,
      query: z.object({
        versie: z.int().min(1).max(999_999_999).optional(),
        registratieOp: momentSchema.optional(),
      }),
      headers: z.object({ Range: z.string().optional() }),
    },
    success: {
      200: {
        description: 'De inhoud.',
        schema: z.string().meta({ format: 'binary' }),
        mediaType: 'application/octet-stream',
        headers: ['Content-Disposition'],
      },
      204: { description: 'Er is (nog) geen inhoud.' },
      206: {
        description: 'Het gevraagde deel.',
        schema: z.string().meta({ format: 'binary' }),
        mediaType: 'application/octet-stream',
        headers: ['Content-Disposition', 'Content-Range'],
      },
    },
    errors: [400, 403, 404, 405, 416],
  },
  {
    method: 'post',
    path: `${pad}/lock`,
    operationId: 'enkelvoudiginformatieobject_lock',
    summary: 'Vergrendel een document: alleen wie het lock heeft, wijzigt het.',
    tags,
    request: { params, headers: sleutelKop },
    success: { 200: { description: 'Het lock.', schema: slot } },
    errors: [400, 403, 404, 405, 413, 415, 422],
  },
  {
    method: 'post',
    path: `${pad}/unlock`,
    operationId: 'enkelvoudiginformatieobject_unlock',
    summary: 'Ontgrendel een document. Wie mag dwingen, laat het lock weg.',
    tags,
    request: {
      params,
      headers: sleutelKop,
      body: { content: { 'application/json': { schema: sleutel } } },
    },
    success: { 204: { description: 'Ontgrendeld.' } },
    errors: [400, 403, 404, 405, 413, 415, 422],
  },
  {
    method: 'put',
    path: '/bestandsdelen/{uuid}',
    operationId: 'bestandsdeel_update',
    summary: 'Breng een deel van de inhoud.',
    tags: ['bestandsdelen'],
    request: { params, body: { required: true, content: { 'multipart/form-data': { schema: deel } } } },
    success: { 200: { description: 'Gebracht.', schema: bestandsdeelBeeld } },
    errors: [400, 403, 404, 405, 413, 415],
  },
];
