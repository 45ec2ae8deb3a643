import { sql } from 'kysely';
import type { Api } from '../../kit/resource.ts';
import { besluittype } from './besluittype.ts';
import { catalogus } from './catalogus.ts';
import { eigenschap } from './eigenschap.ts';
import { informatieobjecttype } from './informatieobjecttype.ts';
import { publiceerOperaties } from './publiceren.ts';
import { resultaattype } from './resultaattype.ts';
import { roltype } from './roltype.ts';
import { statustype } from './statustype.ts';
import { zaakobjecttype } from './zaakobjecttype.ts';
import { zaaktype } from './zaaktype.ts';
import { zaaktypeInformatieobjecttype } from './zaaktype-informatieobjecttype.ts';

type Kenmerken = NonNullable<Api['kenmerken']>[string];

const vanCatalogus =
  (tabel: string): Kenmerken =>
  async (uuid, tx) => {
    const rij = await tx.een<{ catalogus: string }>(
      sql`SELECT catalogus FROM ${sql.table(tabel)} WHERE uuid = ${uuid}::uuid`,
    );
    return { catalogus: `~/catalogi/api/v1/catalogussen/${rij?.catalogus ?? ''}` };
  };

/** Catalogi: what kinds of cases, decisions and documents there are. */
export const catalogi: Api = {
  component: 'ztc',
  titel: 'Catalogi API',
  omschrijving: 'Zaaktypen, besluittypen en informatieobjecttypen, volgens de VNG-standaard Catalogi.',
  versie: '1.3.1',
  pad: '/catalogi/api/v1',
  resources: [
    besluittype,
    catalogus,
    eigenschap,
    informatieobjecttype,
    resultaattype,
    roltype,
    statustype,
    zaakobjecttype,
    zaaktype,
    zaaktypeInformatieobjecttype,
  ],
  // ztc-014: who may read cases or documents may read their types.
  leenscopes: {
    'catalogi.lezen': [
      { component: 'zrc', scope: 'zaken.lezen' },
      { component: 'drc', scope: 'documenten.lezen' },
    ],
  },
  bijzonder: publiceerOperaties,
  kenmerken: {
    zaaktypen: vanCatalogus('zaaktype'),
    besluittypen: vanCatalogus('besluittype'),
    informatieobjecttypen: vanCatalogus('informatieobjecttype'),
  },
};
