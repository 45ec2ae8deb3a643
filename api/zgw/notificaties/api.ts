import type { Pusher } from '../../../kanalen/app/push.ts';
import type { Api } from '../../kit/resource.ts';
import { maakAbonnement } from './abonnement.ts';
import { cloudeventOperatie } from './cloudevents.ts';
import { kanaal } from './kanaal.ts';
import { publiceerOperatie } from './publiceren.ts';

/** Notificaties: what happened, told to whoever subscribed. */
export const notificaties = (pusher: Pusher): Api => ({
  component: 'nrc',
  titel: 'Notificaties API',
  omschrijving: 'Kanalen, abonnementen en notificaties, volgens de VNG-standaard Notificaties.',
  versie: '1.0.1',
  pad: '/notificaties/api/v1',
  resources: [maakAbonnement(pusher), kanaal],
  bijzonder: () => [publiceerOperatie, cloudeventOperatie],
});
