import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { bijAanmaken } from '../../../registers/kader/alleen-bij.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { nietLater } from '../../../registers/zgw/zaken/toekomst.ts';
import { uniek } from '../../../registers/zgw/zaken/uniek.ts';
import { herleidBij } from '../../../registers/zgw/zaken/zrc-021.ts';
import { opAdres, opBevat, opMoment, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, keuze, moment, naar, tekst } from '../../kit/veld.ts';
import { bijZaak, openZaak, scopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';

const koppeling = new Set(['list', 'read', 'create', 'destroy'] as const);

/** Contact about a case, at a Contactmomenten API. */
export const zaakcontactmoment = resource({
  ...bijZaak,
  naam: 'zaakcontactmoment',
  pad: 'zaakcontactmomenten',
  tabel: 'zaakcontactmoment',
  velden: { ...uuidVeld, zaak: zaakVeld, contactmoment: adres({ verplicht: true, in: 'contactmoment' }) },
  filters: { ...zaakFilter, contactmoment: opAdres('contactmoment') },
  pagina: false,
  operaties: koppeling,
  scopes,
  regels: bijAanmaken(nietGearchiveerd, uniek('zaakcontactmoment', 'zaak', 'contactmoment')),
});

/** A request that led to a case, at a Verzoeken API. */
export const zaakverzoek = resource({
  ...bijZaak,
  naam: 'zaakverzoek',
  pad: 'zaakverzoeken',
  tabel: 'zaakverzoek',
  velden: { ...uuidVeld, zaak: zaakVeld, verzoek: adres({ verplicht: true, in: 'verzoek' }) },
  filters: { ...zaakFilter, verzoek: opAdres('verzoek') },
  pagina: false,
  operaties: koppeling,
  scopes,
  regels: bijAanmaken(nietGearchiveerd, uniek('zaakverzoek', 'zaak', 'verzoek')),
});

/** A decision about a case, as Besluiten keeps it. */
export const zaakbesluit = resource({
  ...bijZaak,
  naam: 'zaakbesluit',
  pad: 'besluiten',
  onder: { pad: 'zaken', veld: 'zaak' },
  tabel: 'zaakbesluit',
  velden: { ...uuidVeld, zaak: { ...zaakVeld, intern: true }, besluit: naar('besluit', { verplicht: true }) },
  filters: zaakFilter,
  pagina: false,
  operaties: koppeling,
  scopes,
  regels: [...openZaak, ...bijAanmaken(uniek('zaakbesluit', 'zaak', 'besluit'))],
  gevolgen: [herleidBij('ingangsdatum_besluit', 'vervaldatum_besluit')],
});

/** Contact with a klant about a case (deprecated in the standard, still called). */
export const klantcontact = resource({
  ...bijZaak,
  naam: 'klantcontact',
  pad: 'klantcontacten',
  tabel: 'zaakklantcontact',
  velden: {
    ...uuidVeld,
    zaak: zaakVeld,
    identificatie: tekst({ max: 14 }),
    datumtijd: moment({ verplicht: true }),
    kanaal: tekst({ max: 20 }),
    onderwerp: tekst({ max: 200 }),
    toelichting: tekst({ max: 1_000 }),
  },
  filters: zaakFilter,
  operaties: new Set(['list', 'read', 'create'] as const),
  scopes,
  regels: [
    ...openZaak,
    ...bijAanmaken(nietLater('datumtijd', 'date-in-future'), ({ nieuw }) => {
      // Unique for who tells it to somebody; 14 characters is all that the standard has room for.
      nieuw.identificatie ||= randomBytes(7).toString('hex');
    }),
  ],
});

const tijden = (naam: string, kolom: string) => ({
  [naam]: opMoment(kolom),
  [`${naam}__gt`]: opMoment(kolom, 'gt'),
  [`${naam}__gte`]: opMoment(kolom, 'gte'),
  [`${naam}__lt`]: opMoment(kolom, 'lt'),
  [`${naam}__lte`]: opMoment(kolom, 'lte'),
});
const teksten = (naam: string, kolom: string) => ({
  [naam]: opTekst(kolom),
  [`${naam}__icontains`]: opBevat(kolom),
});

/** A note of a medewerker to a case (Zaken 1.7). */
export const zaaknotitie = resource({
  ...bijZaak,
  naam: 'zaaknotitie',
  pad: 'zaaknotities',
  tabel: 'zaaknotitie',
  velden: {
    onderwerp: tekst({ max: 255, verplicht: true, in: 'onderwerp' }),
    tekst: tekst({ verplicht: true, in: 'tekst' }),
    aangemaaktDoor: tekst({ max: 255, in: 'aangemaakt_door' }),
    notitieType: keuze(['intern', 'extern'], { standaard: 'intern', in: 'notitie_type' }),
    status: keuze(['concept', 'definitief'], { standaard: 'concept', in: 'status' }),
    aanmaakdatum: moment({ in: 'aanmaakdatum', alleenLezen: true }),
    wijzigingsdatum: moment({ in: 'wijzigingsdatum', alleenLezen: true }),
    gerelateerdAan: naar('zaak', { in: 'zaak', verplicht: true }),
  },
  filters: {
    ...teksten('aangemaaktDoor', 'aangemaakt_door'),
    ...teksten('onderwerp', 'onderwerp'),
    ...teksten('tekst', 'tekst'),
    ...tijden('aanmaakdatum', 'aanmaakdatum'),
    ...tijden('wijzigingsdatum', 'wijzigingsdatum'),
    gerelateerdAan: opVerwijzing('zaak'),
    // As GZAC asks for the notes of a case.
    zaak: opVerwijzing('zaak'),
    notitieType: opTekst('notitie_type', z.enum(['intern', 'extern'])),
    status: opTekst('status', z.enum(['concept', 'definitief'])),
  },
  audit: 'gerelateerdAan',
  notificatie: { kanaal: 'zaken', hoofd: 'gerelateerdAan' },
  scopes,
  regels: [
    ({ actie, nieuw, nu, oud, fout }) => {
      if (actie === 'create') nieuw.aanmaakdatum = nu.toISOString();
      nieuw.wijzigingsdatum = nu.toISOString();
      if (actie !== 'create' && actie !== 'destroy' && oud?.status === 'definitief')
        fout('status', 'invalid', 'Een definitieve notitie wijzigt niet meer.');
    },
  ],
});
