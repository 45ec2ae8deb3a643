import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { tegelijk } from '../../../registers/kader/tegelijk.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { geenOpenDeelzaken, hoofdzaakIsOpen } from '../../../registers/zgw/zaken/deelzaken.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { bepaalVreemde } from '../../../registers/zgw/zaken/status-vooraf.ts';
import { gezetDoorRolVanZaak } from '../../../registers/zgw/zaken/statussen.ts';
import { nietLater } from '../../../registers/zgw/zaken/toekomst.ts';
import { zrc016 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { zrc007 } from '../../../registers/zgw/zaken/zrc-007.ts';
import { magStatus, zrc008 } from '../../../registers/zgw/zaken/zrc-008.ts';
import { sluitZaak } from '../../../registers/zgw/zaken/zrc-021.ts';
import { isJa, opMaat, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { afgeleideLijst, afgeleideWaarde, moment, naar, tekst } from '../../kit/veld.ts';
import { bijZaak, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';

const laatste = sql`NOT EXISTS (SELECT 1 FROM status l WHERE l.zaak = t.zaak AND l.datum > t.datum)`;
const zetten = [
  'zaken.aanmaken',
  'zaken.statussen.toevoegen',
  'zaken.heropenen',
  'zaken.geforceerd-bijwerken',
];

/** A step that a case has taken; never changed afterwards. */
export const status = resource({
  ...bijZaak,
  naam: 'status',
  pad: 'statussen',
  tabel: 'status',
  velden: {
    ...uuidVeld,
    zaak: zaakVeld,
    statustype: naar('statustype', { verplicht: true }),
    datumStatusGezet: moment({ verplicht: true, in: 'datum' }),
    statustoelichting: tekst({ max: 1_000 }),
    indicatieLaatstGezetteStatus: afgeleideWaarde(sql`SELECT ${laatste}`, z.boolean()),
    gezetdoor: naar('rol', { in: 'gezetdoor' }),
    zaakinformatieobjecten: afgeleideLijst(
      'zaakinformatieobject',
      sql`SELECT i.uuid FROM zaakinformatieobject i WHERE i.status = t.uuid ORDER BY i.uuid`,
    ),
  },
  filters: {
    ...zaakFilter,
    statustype: opVerwijzing('statustype'),
    indicatieLaatstGezetteStatus: opMaat(z.enum(['true', 'false']), (waarde) =>
      isJa(waarde) ? laatste : sql`NOT ${laatste}`,
    ),
  },
  volgorde: sql`t.uuid DESC`,
  operaties: new Set(['list', 'read', 'create'] as const),
  scopes: { lezen: ['zaken.lezen'], create: zetten, update: zetten, destroy: zetten },
  vooraf: async (body, tx) => ({ body, adressen: await bepaalVreemde(body.zaak, tx) }),
  regels: bijSchrijven(
    tegelijk(
      magStatus,
      nietLater('datumStatusGezet', 'date-in-future'),
      nietGearchiveerd,
      gezetDoorRolVanZaak,
      zrc016,
      zrc007,
      geenOpenDeelzaken,
      hoofdzaakIsOpen,
      async (wijziging) => {
        const { nieuw, tx, fout } = wijziging;
        const ander = await tx.een(
          sql`SELECT 1 FROM status WHERE zaak = ${nieuw.zaak}::uuid AND datum = ${nieuw.datumStatusGezet}::timestamptz`,
        );
        if (ander) fout('nonFieldErrors', 'unique', 'Er is al een status met deze datum.');
      },
    ),
  ),
  gevolgen: [zrc008, sluitZaak, zaakGemuteerd],
  etag: true,
});
