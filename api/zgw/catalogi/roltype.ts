import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { geldigAlsZaaktype } from '../../../registers/zgw/catalogi/geldig-als-zaaktype.ts';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { opBevat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { keuze, tekst } from '../../kit/veld.ts';
import { definitief, kindfilters, kindgeldigheid, kindvelden, opDag, scopes } from './gemeen.ts';

/** What parts are there, in the words of all organisations. */
export const omschrijvingenGeneriek = [
  'adviseur',
  'behandelaar',
  'belanghebbende',
  'beslisser',
  'initiator',
  'klantcontacter',
  'zaakcoordinator',
  'mede_initiator',
];

/** A part that somebody may play in a case. */
export const roltype = resource({
  naam: 'roltype',
  pad: 'roltypen',
  tabel: 'roltype',
  velden: {
    ...kindvelden,
    omschrijving: tekst({ max: 100, verplicht: true, in: 'omschrijving' }),
    omschrijvingGeneriek: keuze(omschrijvingenGeneriek, { verplicht: true, in: 'omschrijving_generiek' }),
    ...kindgeldigheid,
  },
  filters: {
    ...kindfilters,
    zaaktype: opVerwijzing('zaaktype'),
    omschrijving: opBevat('omschrijving'),
    omschrijvingGeneriek: opTekst('omschrijving_generiek', z.enum(omschrijvingenGeneriek as [string])),
  },
  standaardfilters: definitief,
  ...opDag,
  volgorde: sql`t.uuid`,
  scopes,
  regels: [ztc010('non-concept-zaaktype'), ...bijSchrijven(geldigAlsZaaktype)],
  etag: true,
  weergave: (waarden) => String(waarden.omschrijving),
});
