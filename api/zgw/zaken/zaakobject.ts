import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { tegelijk } from '../../../registers/kader/tegelijk.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { ontzegel, verzegel } from '../../../registers/zgw/zaken/nummers.ts';
import { zaakobjecttypePast } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { herleidBij } from '../../../registers/zgw/zaken/zrc-021.ts';
import { toetsGroep } from '../../kit/controle.ts';
import { opAdres, opTekst } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, groep, keuze, naar, tekst, veld } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { bijZaak, openZaak, ruimeScopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';
import { objecten } from './identificaties.ts';

const soorten = [...Object.keys(objecten), 'besluit', 'enkelvoudig_document', 'status'];
const definitie = z.object({
  url: webadres(1_000),
  schema: z.string().max(100),
  objectData: z.string().max(100),
});

/** Something that a case is about. */
export const zaakobject = resource({
  ...bijZaak,
  naam: 'zaakobject',
  pad: 'zaakobjecten',
  tabel: 'zaakobject',
  velden: {
    ...uuidVeld,
    zaak: { ...zaakVeld, onveranderlijk: true },
    object: adres({ in: 'object', onveranderlijk: true, uitklapbaar: true }),
    zaakobjecttype: naar('zaakobjecttype', { onveranderlijk: true }),
    objectType: keuze(soorten, { verplicht: true, in: 'object_type', onveranderlijk: true }),
    objectTypeOverige: tekst({ max: 100 }),
    objectTypeOverigeDefinitie: groep(definitie),
    relatieomschrijving: tekst({ max: 80 }),
    objectIdentificatie: veld(z.record(z.string(), z.unknown()).nullable(), {
      geheim: true,
      bewaar: verzegel,
      toon: ontzegel,
    }),
  },
  filters: {
    ...zaakFilter,
    object: opAdres('object'),
    objectType: opTekst('object_type', z.enum(soorten as [string])),
  },
  scopes: ruimeScopes,
  varianten: {
    soort: 'objectType',
    veld: 'objectIdentificatie',
    vormen: Object.fromEntries(soorten.map((code) => [code, objecten[code]])),
  },
  controle: (waarden, fout) => {
    if (!waarden.object && !waarden.objectIdentificatie)
      fout('nonFieldErrors', 'invalid-zaakobject', 'Geef object of objectIdentificatie.');
    if (waarden.objectType === 'overige' && !waarden.objectTypeOverige && !waarden.objectTypeOverigeDefinitie)
      fout(
        'nonFieldErrors',
        'missing-object-type-overige',
        'Bij objectType overige hoort een objectTypeOverige.',
      );
    if (waarden.objectType !== 'overige' && waarden.objectTypeOverige)
      fout(
        'nonFieldErrors',
        'invalid-object-type-overige-usage',
        'Een objectTypeOverige hoort alleen bij objectType overige.',
      );
    const soort = String(waarden.objectType);
    const schema = Object.hasOwn(objecten, soort) ? objecten[soort] : undefined;
    if (schema && waarden.objectIdentificatie) toetsGroep(schema, waarden, 'objectIdentificatie', fout);
  },
  regels: [tegelijk(...openZaak, ...bijSchrijven(nietGearchiveerd, zaakobjecttypePast))],
  gevolgen: [herleidBij('zaakobject'), zaakGemuteerd],
  weergave: (waarden) => String(waarden.objectType),
  etag: true,
});
