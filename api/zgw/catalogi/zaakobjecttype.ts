import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { geldigAlsZaaktype } from '../../../registers/zgw/catalogi/geldig-als-zaaktype.ts';
import { statustypeVanZaaktype } from '../../../registers/zgw/catalogi/statustype-van-zaaktype.ts';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { opJaNee, opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, afgeleideLijst, afgeleideWaarde, jaNee, naar, tekst } from '../../kit/veld.ts';
import { datumSchema, webadres } from '../../kit/waarde.ts';
import { definitief, kindfilters, kindgeldigheid, kindvelden, opDag, scopes } from './gemeen.ts';

const vanZaaktype = (kolom: string) =>
  opMaat(
    datumSchema,
    (waarde) =>
      sql`EXISTS (SELECT 1 FROM zaaktype z WHERE z.uuid = t.zaaktype AND ${sql.ref(`z.${kolom}`)} = ${waarde}::date)`,
  );

/** A kind of object that cases of a zaaktype are about. */
export const zaakobjecttype = resource({
  naam: 'zaakobjecttype',
  pad: 'zaakobjecttypen',
  tabel: 'zaakobjecttype',
  velden: {
    anderObjecttype: jaNee({ verplicht: true, in: 'ander_objecttype' }),
    ...kindgeldigheid,
    objecttype: adres({ max: 200, verplicht: true, in: 'objecttype' }),
    relatieOmschrijving: tekst({ max: 80, verplicht: true, in: 'relatie_omschrijving' }),
    ...kindvelden,
    statustype: naar('statustype'),
    resultaattypen: afgeleideLijst(
      'resultaattype',
      sql`SELECT r.uuid FROM resultaattype r WHERE r.zaaktype = t.zaaktype ORDER BY r.uuid`,
    ),
    resultaattypeOmschrijving: afgeleideWaarde(
      sql`SELECT coalesce(array_agg(DISTINCT r.omschrijving), '{}') FROM resultaattype r WHERE r.zaaktype = t.zaaktype`,
      z.array(z.string()),
    ),
    statustypen: afgeleideLijst(
      'statustype',
      sql`SELECT s.uuid FROM statustype s WHERE s.zaaktype = t.zaaktype ORDER BY s.volgnummer`,
    ),
  },
  filters: {
    anderObjecttype: opJaNee('ander_objecttype'),
    catalogus: opMaat(
      webadres(),
      (uuid) =>
        uuid
          ? sql`EXISTS (SELECT 1 FROM zaaktype z WHERE z.uuid = t.zaaktype AND z.catalogus = ${uuid}::uuid)`
          : sql`false`,
      'catalogus',
    ),
    datumBeginGeldigheid: vanZaaktype('begin_geldigheid'),
    datumEindeGeldigheid: vanZaaktype('einde_geldigheid'),
    datumGeldigheid: kindfilters.datumGeldigheid!,
    objecttype: opTekst('objecttype'),
    relatieOmschrijving: opTekst('relatie_omschrijving'),
    zaaktype: opVerwijzing('zaaktype'),
    zaaktypeIdentificatie: kindfilters.zaaktypeIdentificatie!,
    status: kindfilters.status!,
  },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [ztc010('non-concept-zaaktype'), ...bijSchrijven(geldigAlsZaaktype, statustypeVanZaaktype)],
  etag: true,
  weergave: (waarden) => String(waarden.relatieOmschrijving),
});
