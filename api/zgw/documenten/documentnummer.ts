import { reserveerNummers } from '../../../registers/zgw/documenten/identificatie.ts';
import type { Reservering } from '../reservering.ts';

/** `POST /documentnummer_reserveren` (Open Zaak). */
export const documentnummer: Reservering = {
  adressen: ['/documentnummer_reserveren'],
  resource: 'enkelvoudiginformatieobject',
  tag: 'enkelvoudiginformatieobjecten',
  samenvatting: 'Reserveer een of meer documentnummers.',
  veld: 'identificatie',
  reserveer: reserveerNummers,
};
