import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { ontzegel, verzegel } from '../../../registers/zgw/zaken/nummers.ts';
import { zaakobjecttypePast } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { herleidBij } from '../../../registers/zgw/zaken/zrc-021.ts';
import { foutenVan } from '../../kit/controle.ts';
import { opTekst } from '../../kit/filter.ts';
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

/** Open Formulieren spells this one name so, which Open Zaak takes too. */
function zoalsGespeld(identificatie: object): object {
  if (!('overige_data' in identificatie) || 'overigeData' in identificatie) return identificatie;
  const { overige_data: overigeData, ...rest } = identificatie;
  return { ...rest, overigeData };
}

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
    zaakobjecttype: naar('zaakobjecttype'),
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
    object: opTekst('object'),
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
        'objectTypeOverige',
        'missing-object-type-overige',
        'Bij objectType overige hoort een objectTypeOverige.',
      );
    const soort = String(waarden.objectType);
    const schema = Object.hasOwn(objecten, soort) ? objecten[soort] : undefined;
    if (!schema || !waarden.objectIdentificatie) return;
    const uitslag = schema.safeParse(zoalsGespeld(waarden.objectIdentificatie as object));
    if (uitslag.success) waarden.objectIdentificatie = uitslag.data;
    else
      for (const een of foutenVan(uitslag.error, 'objectIdentificatie', waarden.objectIdentificatie))
        fout(een.name, een.code, een.reason);
  },
  regels: [...openZaak, ...bijSchrijven(zaakobjecttypePast)],
  gevolgen: [herleidBij('zaakobject'), zaakGemuteerd],
  weergave: (waarden) => String(waarden.objectType),
  etag: true,
});
