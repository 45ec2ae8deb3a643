import { reserveer } from '../../../registers/zgw/zaken/reserveren.ts';
import type { Reservering } from '../reservering.ts';

/** `POST /zaaknummer_reserveren` (Zaken 1.7), also at the older address that Open Zaak gave it. */
export const zaaknummer: Reservering = {
  adressen: ['/zaaknummer_reserveren', '/reserveer_zaaknummer'],
  resource: 'zaak',
  tag: 'zaken',
  samenvatting: 'Reserveer een of meer zaaknummers.',
  veld: 'zaaknummer',
  reserveer,
};
