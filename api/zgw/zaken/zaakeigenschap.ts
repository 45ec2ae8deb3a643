import { sql } from 'kysely';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { tegelijk } from '../../../registers/kader/tegelijk.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { eigenschapPast } from '../../../registers/zgw/zaken/eigenschap-waarde.ts';
import { zrc018 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { herleidBij } from '../../../registers/zgw/zaken/zrc-021.ts';
import { resource } from '../../kit/resource.ts';
import { afgeleideWaarde, naar, tekst } from '../../kit/veld.ts';
import { bijZaak, openZaak, scopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';

/** The value of a property of a case. */
export const zaakeigenschap = resource({
  ...bijZaak,
  naam: 'zaakeigenschap',
  pad: 'zaakeigenschappen',
  onder: { pad: 'zaken', veld: 'zaak' },
  tabel: 'zaakeigenschap',
  velden: {
    ...uuidVeld,
    zaak: zaakVeld,
    eigenschap: naar('eigenschap', { verplicht: true, onveranderlijk: true }),
    naam: afgeleideWaarde(sql`SELECT e.naam FROM eigenschap e WHERE e.uuid = t.eigenschap`),
    waarde: tekst({ verplicht: true, min: 0 }),
  },
  filters: zaakFilter,
  pagina: false,
  scopes,
  regels: [tegelijk(...openZaak, ...bijSchrijven(nietGearchiveerd, zrc018)), ...bijSchrijven(eigenschapPast)],
  gevolgen: [herleidBij('eigenschap')],
  weergave: () => 'eigenschap',
  etag: true,
  waarschuwt: true,
});
