import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { geldigAlsZaaktype } from '../../../registers/zgw/catalogi/geldig-als-zaaktype.ts';
import { statustypeVanZaaktype } from '../../../registers/zgw/catalogi/statustype-van-zaaktype.ts';
import { uniekBinnenZaaktype } from '../../../registers/zgw/catalogi/uniek.ts';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { ztc015 } from '../../../registers/zgw/catalogi/ztc-015.ts';
import { opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { groep, naar, tekst } from '../../kit/veld.ts';
import { definitief, kindfilters, kindgeldigheid, kindvelden, opDag, scopes } from './gemeen.ts';

const specificatie = z.object({
  groep: z.string().max(32).default(''),
  formaat: z.enum(['tekst', 'getal', 'datum', 'datum_tijd']),
  lengte: z.string().max(14),
  kardinaliteit: z.string().max(3),
  waardenverzameling: z.array(z.string().max(100)).default([]),
});

/** A property that cases of a zaaktype have. */
export const eigenschap = resource({
  naam: 'eigenschap',
  pad: 'eigenschappen',
  tabel: 'eigenschap',
  velden: {
    naam: tekst({ max: 20, verplicht: true, in: 'naam' }),
    definitie: tekst({ max: 255, verplicht: true }),
    specificatie: groep(specificatie, { verplicht: true }),
    toelichting: tekst({ max: 1_000 }),
    ...kindvelden,
    statustype: naar('statustype'),
    ...kindgeldigheid,
  },
  filters: { ...kindfilters, zaaktype: opVerwijzing('zaaktype') },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [
    ztc010('non-concept-zaaktype'),
    ...bijSchrijven(
      uniekBinnenZaaktype('eigenschap', 'naam'),
      geldigAlsZaaktype,
      statustypeVanZaaktype,
      ztc015,
    ),
  ],
  etag: true,
  weergave: (waarden) => String(waarden.naam),
});
