import { sql } from 'kysely';
import { z } from 'zod';
import { bijVerwijderen } from '../../../registers/kader/alleen-bij.ts';
import { ztc017 } from '../../../registers/zgw/catalogi/ztc-017.ts';
import { opLijst, opTekst } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { afgeleideLijst, afgeleideWaarde, datum, tekst, veld } from '../../kit/veld.ts';
import { emailadres } from '../../kit/waarde.ts';
import { rsin } from '../nummers.ts';
import { scopes } from './gemeen.ts';

const namen = (tabel: string) =>
  afgeleideWaarde(
    sql`SELECT coalesce(array_agg(DISTINCT b.omschrijving ORDER BY b.omschrijving), '{}') FROM ${sql.table(tabel)} b WHERE b.catalogus = t.uuid`,
    z.array(z.string()),
  );
const typen = (tabel: string) =>
  afgeleideLijst(
    tabel,
    sql`SELECT b.uuid FROM ${sql.table(tabel)} b WHERE b.catalogus = t.uuid ORDER BY b.uuid`,
  );

/** A collection of types of one organisation. */
export const catalogus = resource({
  naam: 'catalogus',
  pad: 'catalogussen',
  tabel: 'catalogus',
  velden: {
    domein: tekst({ max: 5, verplicht: true, in: 'domein' }),
    rsin: rsin({ verplicht: true, in: 'rsin' }),
    contactpersoonBeheerNaam: tekst({ max: 40, verplicht: true }),
    contactpersoonBeheerTelefoonnummer: tekst({ max: 20 }),
    contactpersoonBeheerEmailadres: veld(emailadres(254), { standaard: '' }),
    zaaktypen: typen('zaaktype'),
    besluittypen: typen('besluittype'),
    besluittypeOmschrijving: namen('besluittype'),
    informatieobjecttypen: typen('informatieobjecttype'),
    informatieobjecttypeOmschrijving: namen('informatieobjecttype'),
    naam: tekst({ max: 200, ookNull: true }),
    versie: tekst({ max: 20, ookNull: true }),
    begindatumVersie: datum(),
  },
  filters: {
    domein: opTekst('domein'),
    domein__in: opLijst('domein'),
    rsin: opTekst('rsin'),
    rsin__in: opLijst('rsin'),
  },
  volgorde: sql`t.uuid`,
  scopes,
  regels: [
    ...bijVerwijderen(ztc017),
    async ({ tx, nieuw, uuid, actie, fout }) => {
      if (actie === 'destroy') return;
      const ander = await tx.een(
        sql`SELECT 1 FROM catalogus WHERE domein = ${nieuw.domein} AND rsin = ${nieuw.rsin} AND uuid <> ${uuid}::uuid`,
      );
      if (ander) fout('nonFieldErrors', 'unique', 'Deze combinatie van domein en rsin bestaat al.');
    },
  ],
  weigeringen: { destroy: [409] },
  etag: true,
  weergave: (waarden) => `${waarden.domein} ${waarden.rsin}`,
});
