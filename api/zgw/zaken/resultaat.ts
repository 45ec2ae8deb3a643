import { bijAanmaken, bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { resultaatIsUniek } from '../../../registers/zgw/zaken/uniek.ts';
import { zrc020 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { herleidBijResultaat } from '../../../registers/zgw/zaken/zrc-021.ts';
import { opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { naar, tekst } from '../../kit/veld.ts';
import { bijZaak, openZaak, scopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';

/** The outcome of a case. */
export const resultaat = resource({
  ...bijZaak,
  naam: 'resultaat',
  pad: 'resultaten',
  tabel: 'resultaat',
  velden: {
    ...uuidVeld,
    zaak: { ...zaakVeld, onveranderlijk: true },
    resultaattype: naar('resultaattype', { verplicht: true, onveranderlijk: true }),
    toelichting: tekst({ max: 1_000 }),
  },
  filters: { ...zaakFilter, resultaattype: opVerwijzing('resultaattype') },
  scopes,
  regels: [...bijAanmaken(resultaatIsUniek), ...openZaak, ...bijSchrijven(nietGearchiveerd, zrc020)],
  gevolgen: [herleidBijResultaat, zaakGemuteerd],
  etag: true,
});
