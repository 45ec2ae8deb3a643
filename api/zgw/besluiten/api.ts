import { sql } from 'kysely';
import type { Api } from '../../kit/resource.ts';
import { besluit, besluitinformatieobject } from './besluit.ts';

/** Besluiten: decisions and the documents that hold them. */
export const besluiten: Api = {
  component: 'brc',
  titel: 'Besluiten API',
  omschrijving: 'Besluiten, volgens de VNG-standaard Besluiten.',
  versie: '1.1.0',
  pad: '/besluiten/api/v1',
  resources: [besluit, besluitinformatieobject],
  handelingen: [
    {
      naam: 'besluitverwerken',
      pad: 'besluit_verwerken',
      samenvatting: 'Leg een besluit vast samen met de informatieobjecten waarin het staat (Open Zaak).',
      bestaand: false,
      delen: [
        { naam: 'besluit', resource: 'besluit', verplicht: true },
        {
          naam: 'besluitinformatieobjecten',
          resource: 'besluitinformatieobject',
          veld: 'besluit',
          lijst: true,
          verplicht: true,
        },
      ],
    },
  ],
  kenmerken: {
    besluiten: async (uuid, tx) => {
      const rij = await tx.een<{ organisatie: string; besluittype: string; catalogus: string }>(
        sql`SELECT b.verantwoordelijke_organisatie AS organisatie, b.besluittype, t.catalogus FROM besluit b JOIN besluittype t ON t.uuid = b.besluittype WHERE b.uuid = ${uuid}::uuid`,
      );
      return {
        verantwoordelijkeOrganisatie: rij?.organisatie ?? '',
        besluittype: `~/catalogi/api/v1/besluittypen/${rij?.besluittype ?? ''}`,
        'besluittype.catalogus': `~/catalogi/api/v1/catalogussen/${rij?.catalogus ?? ''}`,
      };
    },
  },
};
