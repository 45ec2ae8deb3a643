import { bijAanmaken, bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { uniek } from '../../../registers/zgw/zaken/uniek.ts';
import { zrc017 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { zrc005 } from '../../../registers/zgw/zaken/zrc-005.ts';
import { opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { moment, naar, tekst } from '../../kit/veld.ts';
import { bijZaak, openZaak, ruimeScopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';

/** A document that belongs to a case. */
export const zaakinformatieobject = resource({
  ...bijZaak,
  naam: 'zaakinformatieobject',
  pad: 'zaakinformatieobjecten',
  tabel: 'zaakinformatieobject',
  velden: {
    ...uuidVeld,
    informatieobject: naar('enkelvoudiginformatieobject', {
      in: 'informatieobject',
      verplicht: true,
      onveranderlijk: true,
    }),
    zaak: { ...zaakVeld, onveranderlijk: true },
    aardRelatieWeergave: tekst({ alleenLezen: true, standaard: 'Hoort bij, omgekeerd: kent' }),
    titel: tekst({ max: 200 }),
    beschrijving: tekst(),
    registratiedatum: moment({ in: 'registratiedatum', alleenLezen: true }),
    vernietigingsdatum: moment(),
    status: naar('status'),
  },
  filters: {
    ...zaakFilter,
    informatieobject: opVerwijzing('enkelvoudiginformatieobject', 'informatieobject'),
  },
  pagina: false,
  scopes: ruimeScopes,
  regels: [
    ...openZaak,
    ...bijSchrijven(nietGearchiveerd),
    ...bijAanmaken(
      // zrc-004
      ({ nieuw, nu }) => {
        nieuw.registratiedatum = nu.toISOString();
      },
      uniek('zaakinformatieobject', 'zaak', 'informatieobject'),
      zrc017,
    ),
  ],
  gevolgen: [zrc005, zaakGemuteerd],
  weergave: () => 'informatieobject bij zaak',
  etag: true,
});
