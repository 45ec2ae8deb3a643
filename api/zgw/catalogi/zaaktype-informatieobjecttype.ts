import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { statustypeVanZaaktype } from '../../../registers/zgw/catalogi/statustype-van-zaaktype.ts';
import { uniekBinnenZaaktype } from '../../../registers/zgw/catalogi/uniek.ts';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { catalogusVanZaaktype } from '../../../registers/zgw/catalogi/ztc-013.ts';
import { opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { peildag } from '../../kit/rij.ts';
import { geheel, keuze, naar } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { binnenCatalogusVanZaaktype, definitief, kindvelden, scopes, versiesMetNaam } from './gemeen.ts';

const eenVan = (conditie: unknown) =>
  sql`(EXISTS (SELECT 1 FROM zaaktype z WHERE z.uuid = t.zaaktype AND z.concept = ${conditie}) ${conditie === false ? sql`AND` : sql`OR`} EXISTS (SELECT 1 FROM informatieobjecttype i WHERE i.uuid = t.informatieobjecttype AND i.concept = ${conditie}))`;

/** Which kinds of document a zaaktype knows. */
export const zaaktypeInformatieobjecttype = resource({
  naam: 'zaaktypeinformatieobjecttype',
  pad: 'zaaktype-informatieobjecttypen',
  tabel: 'zaaktype_informatieobjecttype',
  velden: {
    ...kindvelden,
    informatieobjecttype: naar('informatieobjecttype', {
      verplicht: true,
      opNaam: { kolom: 'omschrijving', binnen: binnenCatalogusVanZaaktype },
      // The version of the day, or the one that was named while there is none.
      afgeleid: sql`coalesce((${versiesMetNaam('informatieobjecttype', 'omschrijving', sql`ARRAY[t.informatieobjecttype]`, peildag)} LIMIT 1), t.informatieobjecttype)`,
    }),
    volgnummer: geheel({ min: 1, max: 999, verplicht: true, in: 'volgnummer' }),
    richting: keuze(['inkomend', 'intern', 'uitgaand'], { verplicht: true, in: 'richting' }),
    statustype: naar('statustype'),
  },
  filters: {
    zaaktype: opVerwijzing('zaaktype'),
    informatieobjecttype: opMaat(
      webadres(),
      (uuid) =>
        uuid
          ? sql`t.informatieobjecttype IN (SELECT k.uuid FROM informatieobjecttype k JOIN informatieobjecttype i ON i.catalogus = k.catalogus AND i.omschrijving = k.omschrijving WHERE i.uuid = ${uuid}::uuid)`
          : sql`false`,
      'informatieobjecttype',
    ),
    richting: opTekst('richting', z.enum(['inkomend', 'intern', 'uitgaand'])),
    status: opMaat(z.enum(['alles', 'concept', 'definitief']), (waarde) =>
      waarde === 'alles' ? sql`true` : eenVan(waarde === 'concept'),
    ),
  },
  standaardfilters: definitief,
  volgorde: sql`t.zaaktype, t.volgnummer, t.uuid`,
  scopes,
  regels: [
    ztc010('non-concept-relation'),
    ...bijSchrijven(
      catalogusVanZaaktype({ informatieobjecttype: 'informatieobjecttype' }),
      uniekBinnenZaaktype('zaaktype_informatieobjecttype', 'volgnummer'),
      statustypeVanZaaktype,
    ),
  ],
  etag: true,
});
