import { z } from 'zod';
import type { Api } from '../../kit/resource.ts';
import { applicatie } from './applicatie.ts';

/** Autorisaties: which applications may do what. */
export const autorisaties: Api = {
  component: 'ac',
  titel: 'Autorisaties API',
  omschrijving: 'Applicaties en hun autorisaties, volgens de VNG-standaard Autorisaties.',
  versie: '1.1.0',
  pad: '/autorisaties/api/v1',
  resources: [applicatie],
  bijzonder: (beeldVan) => [
    {
      method: 'get',
      path: '/applicaties/consumer',
      operationId: 'applicatie_consumer',
      summary: 'De applicatie bij een client id.',
      tags: ['applicaties'],
      request: { query: z.object({ clientId: z.string().min(1) }) },
      success: { 200: { description: 'De applicatie.', schema: beeldVan('applicatie') } },
      errors: [400, 403, 404, 405],
    },
  ],
};
