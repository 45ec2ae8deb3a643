import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { geldigAlsZaaktype } from '../../../registers/zgw/catalogi/geldig-als-zaaktype.ts';
import { uniekBinnenZaaktype } from '../../../registers/zgw/catalogi/uniek.ts';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { afgeleideLijst, afgeleideWaarde, duur, geheel, jaNee, lijstVan, tekst } from '../../kit/veld.ts';
import { definitief, kindfilters, kindgeldigheid, kindvelden, opDag, scopes } from './gemeen.ts';

const item = z.object({
  itemnaam: z.string().max(30),
  toelichting: z.string().max(1_000).nullable().optional(),
  vraagstelling: z.string().max(255),
  verplicht: z.boolean().optional(),
});

/** A step of a zaaktype; the last one ends the case. */
export const statustype = resource({
  naam: 'statustype',
  pad: 'statustypen',
  tabel: 'statustype',
  velden: {
    omschrijving: tekst({ max: 80, verplicht: true }),
    omschrijvingGeneriek: tekst({ max: 80 }),
    statustekst: tekst({ max: 1_000 }),
    ...kindvelden,
    volgnummer: geheel({ min: 1, max: 9_999, verplicht: true, in: 'volgnummer' }),
    isEindstatus: afgeleideWaarde(
      sql`SELECT max(s.volgnummer) = t.volgnummer FROM statustype s WHERE s.zaaktype = t.zaaktype`,
      z.boolean(),
    ),
    informeren: jaNee({ standaard: false, nietLeeg: true }),
    doorlooptijd: duur(),
    toelichting: tekst({ max: 1_000, ookNull: true }),
    checklistitemStatustype: lijstVan(item),
    eigenschappen: afgeleideLijst(
      'eigenschap',
      sql`SELECT e.uuid FROM eigenschap e WHERE e.statustype = t.uuid ORDER BY e.uuid`,
    ),
    zaakobjecttypen: afgeleideLijst(
      'zaakobjecttype',
      sql`SELECT o.uuid FROM zaakobjecttype o WHERE o.statustype = t.uuid ORDER BY o.uuid`,
    ),
    ...kindgeldigheid,
  },
  filters: { ...kindfilters, zaaktype: opVerwijzing('zaaktype') },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.zaaktype, t.volgnummer, t.uuid`,
  scopes,
  regels: [
    ztc010('non-concept-zaaktype'),
    ...bijSchrijven(geldigAlsZaaktype, uniekBinnenZaaktype('statustype', 'volgnummer')),
  ],
  etag: true,
  weergave: (waarden) => String(waarden.omschrijving),
});
