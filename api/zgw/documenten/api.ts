import { sql } from 'kysely';
import type { Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';
import { niveauVan } from '../../../registers/zgw/vertrouwelijkheid.ts';
import type { Api } from '../../kit/resource.ts';
import { reserveringOperaties } from '../reservering.ts';
import { documentnummer } from './documentnummer.ts';
import { enkelvoudiginformatieobject } from './enkelvoudiginformatieobject.ts';
import { documentOperaties } from './operaties.ts';
import { gebruiksrecht, objectinformatieobject, verzending } from './relaties.ts';

interface Kenmerken {
  bronorganisatie: string;
  informatieobjecttype: string;
  catalogus: string;
  vertrouwelijkheid: number;
}

/** Documenten: documents, their contents and what they belong to. */
export const documenten = (inhoud: Inhoudopslag, maximum: number): Api => ({
  component: 'drc',
  titel: 'Documenten API',
  omschrijving:
    'Informatieobjecten met versies, locks en bestandsdelen, volgens de VNG-standaard Documenten.',
  versie: '1.5.0',
  pad: '/documenten/api/v1',
  resources: [
    enkelvoudiginformatieobject(inhoud, maximum),
    gebruiksrecht,
    objectinformatieobject,
    verzending,
  ],
  bijzonder: () => [...documentOperaties, ...reserveringOperaties(documentnummer)],
  handelingen: [
    {
      naam: 'documentregistreren',
      pad: 'document_registreren',
      samenvatting: 'Leg een document vast en koppel het meteen aan een zaak (Open Zaak).',
      bestaand: false,
      delen: [
        { naam: 'enkelvoudiginformatieobject', resource: 'enkelvoudiginformatieobject', verplicht: true },
        {
          naam: 'zaakinformatieobject',
          resource: 'zaakinformatieobject',
          veld: 'informatieobject',
          verplicht: true,
        },
      ],
    },
  ],
  kenmerken: {
    documenten: async (uuid, tx) => {
      const rij = await tx.een<Kenmerken>(
        sql`SELECT d.bronorganisatie, d.informatieobjecttype, t.catalogus, d.vertrouwelijkheid FROM enkelvoudiginformatieobject d JOIN informatieobjecttype t ON t.uuid = d.informatieobjecttype WHERE d.uuid = ${uuid}::uuid`,
      );
      return {
        bronorganisatie: rij?.bronorganisatie ?? '',
        informatieobjecttype: `~/catalogi/api/v1/informatieobjecttypen/${rij?.informatieobjecttype ?? ''}`,
        'informatieobjecttype.catalogus': `~/catalogi/api/v1/catalogussen/${rij?.catalogus ?? ''}`,
        vertrouwelijkheidaanduiding: niveauVan(rij?.vertrouwelijkheid) ?? '',
      };
    },
  },
});
