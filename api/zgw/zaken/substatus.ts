import { sql } from 'kysely';
import { z } from 'zod';
import { bijAanmaken } from '../../../registers/kader/alleen-bij.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { hoortBijStatus } from '../../../registers/zgw/zaken/substatus.ts';
import { opMoment, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { keuze, moment, naar, tekst } from '../../kit/veld.ts';
import { bijZaak, openZaak, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';

const doelgroepen = ['betrokkenen', 'intern'];
const zetten = ['zaken.aanmaken', 'zaken.statussen.toevoegen'];

/** What happens within a status of a case (Open Zaak). */
export const substatus = resource({
  ...bijZaak,
  naam: 'substatus',
  pad: 'substatussen',
  tabel: 'substatus',
  velden: {
    ...uuidVeld,
    zaak: zaakVeld,
    status: naar('status'),
    omschrijving: tekst({ max: 200, verplicht: true }),
    tijdstip: moment({ in: 'tijdstip' }),
    doelgroep: keuze(doelgroepen, { standaard: 'betrokkenen', in: 'doelgroep' }),
  },
  filters: {
    ...zaakFilter,
    status: opVerwijzing('status'),
    doelgroep: opTekst('doelgroep', z.enum(doelgroepen as [string])),
    tijdstip__gt: opMoment('tijdstip', 'gt'),
    tijdstip__gte: opMoment('tijdstip', 'gte'),
    tijdstip__lt: opMoment('tijdstip', 'lt'),
    tijdstip__lte: opMoment('tijdstip', 'lte'),
  },
  volgorde: sql`t.tijdstip DESC, t.uuid DESC`,
  operaties: new Set(['list', 'read', 'create'] as const),
  scopes: { lezen: ['zaken.lezen'], create: zetten, update: [], destroy: [] },
  regels: [...openZaak, ...bijAanmaken(hoortBijStatus)],
  gevolgen: [zaakGemuteerd],
  weergave: () => 'substatus',
});
