import { sql } from 'kysely';
import { niveauVan } from '../../../registers/zgw/vertrouwelijkheid.ts';
import type { Api } from '../../kit/resource.ts';
import { reserveringOperaties } from '../reservering.ts';
import { handelingen } from './handelingen.ts';
import { klantcontact, zaakbesluit, zaakcontactmoment, zaaknotitie, zaakverzoek } from './relaties.ts';
import { resultaat } from './resultaat.ts';
import { rol } from './rol.ts';
import { status } from './status.ts';
import { substatus } from './substatus.ts';
import { zaak } from './zaak.ts';
import { zaakeigenschap } from './zaakeigenschap.ts';
import { zaakinformatieobject } from './zaakinformatieobject.ts';
import { zaaknummer } from './zaaknummer.ts';
import { zaakobject } from './zaakobject.ts';

interface Kenmerken {
  bronorganisatie: string;
  zaaktype: string;
  catalogus: string;
  vertrouwelijkheid: number;
}

/** Zaken: cases and what hangs on them. */
export const zaken: Api = {
  component: 'zrc',
  titel: 'Zaken API',
  omschrijving: 'Zaken met hun statussen, rollen, resultaten en objecten, volgens de VNG-standaard Zaken.',
  versie: '1.5.1',
  pad: '/zaken/api/v1',
  resources: [
    klantcontact,
    resultaat,
    rol,
    status,
    substatus,
    zaakcontactmoment,
    zaakinformatieobject,
    zaaknotitie,
    zaakobject,
    zaakverzoek,
    zaakbesluit,
    zaakeigenschap,
    zaak,
  ],
  handelingen,
  bijzonder: () => reserveringOperaties(zaaknummer),
  kenmerken: {
    zaken: async (uuid, tx) => {
      const rij = await tx.een<Kenmerken>(
        sql`SELECT z.bronorganisatie, z.zaaktype, t.catalogus, z.vertrouwelijkheid FROM zaak z JOIN zaaktype t ON t.uuid = z.zaaktype WHERE z.uuid = ${uuid}::uuid`,
      );
      return {
        bronorganisatie: rij?.bronorganisatie ?? '',
        zaaktype: `~/catalogi/api/v1/zaaktypen/${rij?.zaaktype ?? ''}`,
        'zaaktype.catalogus': `~/catalogi/api/v1/catalogussen/${rij?.catalogus ?? ''}`,
        vertrouwelijkheidaanduiding: niveauVan(rij?.vertrouwelijkheid) ?? '',
      };
    },
  },
};
