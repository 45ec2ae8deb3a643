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
};
