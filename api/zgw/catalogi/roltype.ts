import { sql } from 'kysely';
import { ztc010 } from '../../../registers/zgw/catalogi/ztc-010.ts';
import { opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { keuze, tekst } from '../../kit/veld.ts';
import { datumSchema } from '../../kit/waarde.ts';
import { definitief, kindfilters, kindgeldigheid, kindvelden, scopes } from './gemeen.ts';

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
    omschrijvingGeneriek: opTekst('omschrijving_generiek'),
  },
  standaardfilters: definitief,
  eenParameters: { datumGeldigheid: datumSchema },
  volgorde: sql`t.uuid`,
  scopes,
  regels: [ztc010('non-concept-zaaktype')],
  etag: true,
  weergave: (waarden) => String(waarden.omschrijving),
});
