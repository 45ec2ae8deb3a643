import type { Api } from '../../kit/resource.ts';
import { publiceerOperatie } from './publiceren.ts';
import { abonnement, kanaal } from './resources.ts';

/** Notificaties: what happened, told to whoever subscribed. */
export const notificaties: Api = {
  component: 'nrc',
  titel: 'Notificaties API',
  omschrijving: 'Kanalen, abonnementen en notificaties, volgens de VNG-standaard Notificaties.',
  versie: '1.0.1',
  pad: '/notificaties/api/v1',
  resources: [abonnement, kanaal],
  bijzonder: () => [publiceerOperatie],
};
