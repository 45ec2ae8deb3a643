import { sql } from 'kysely';
import { z } from 'zod';
import { bijAanmaken, bijSchrijven, bijVerwijderen } from '../../../registers/kader/alleen-bij.ts';
import { houdIndicatieBij } from '../../../registers/zgw/documenten/drc-006.ts';
import { bronKentNietMeer, drc003, drc004 } from '../../../registers/zgw/documenten/oio.ts';
import { eenAdres } from '../../../registers/zgw/documenten/verzending.ts';
import { opMaat, opMoment, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, datum, groep, jaNee, keuze, moment, naar, tekst } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { bijDocument } from './gemeen.ts';

const document = (onveranderlijk = false) =>
  naar('enkelvoudiginformatieobject', { in: 'informatieobject', verplicht: true, onveranderlijk });
const opDocument = opVerwijzing('enkelvoudiginformatieobject', 'informatieobject');
const vergelijk = (naam: string) =>
  Object.fromEntries(
    (['lt', 'lte', 'gt', 'gte'] as const).map((hoe) => [`${naam}__${hoe}`, opMoment(naam, hoe)]),
  );

/** Rights of use of a document. */
export const gebruiksrecht = resource({
  ...bijDocument,
  naam: 'gebruiksrechten',
  pad: 'gebruiksrechten',
  tabel: 'gebruiksrecht',
  velden: {
    informatieobject: document(true),
    startdatum: moment({ verplicht: true, in: 'startdatum' }),
    einddatum: moment({ in: 'einddatum' }),
    omschrijvingVoorwaarden: tekst({ verplicht: true }),
  },
  filters: { informatieobject: opDocument, ...vergelijk('startdatum'), ...vergelijk('einddatum') },
  volgorde: sql`t.uuid`,
  pagina: false,
  gevolgen: [houdIndicatieBij],
  etag: true,
});

/** Which object a document belongs to; mirrors what the source of the object says. */
export const objectinformatieobject = resource({
  ...bijDocument,
  naam: 'objectinformatieobject',
  pad: 'objectinformatieobjecten',
  tabel: 'objectinformatieobject',
  velden: {
    informatieobject: document(),
    object: adres({ verplicht: true, in: 'object', haal: true }),
    objectType: keuze(['besluit', 'zaak', 'verzoek'], { verplicht: true, in: 'object_type' }),
  },
  filters: {
    informatieobject: opDocument,
    object: opMaat(
      webadres(),
      (waarde) =>
        sql`t.object = ANY(ARRAY[${waarde}::text, ${String(waarde).replace(/^https?:\/\/[^/]+/, '~')}])`,
    ),
  },
  volgorde: sql`t.uuid`,
  pagina: false,
  operaties: new Set(['list', 'read', 'create', 'destroy'] as const),
  regels: [...bijAanmaken(drc003, drc004), ...bijVerwijderen(bronKentNietMeer)],
  etag: true,
});

const binnenland = z.object({
  huisletter: z.string().max(1).optional(),
  huisnummer: z.number().int().min(1).max(99_999),
  huisnummerToevoeging: z.string().max(4).optional(),
  naamOpenbareRuimte: z.string().min(1).max(80),
  postcode: z.string().max(6).optional(),
  woonplaatsnaam: z.string().min(1).max(80),
});
const buitenland = z.object({
  adresBuitenland1: z.string().min(1).max(35),
  adresBuitenland2: z.string().max(35).optional(),
  adresBuitenland3: z.string().max(35).optional(),
  landPostadres: webadres(200),
});
const postadres = z.object({
  postBusOfAntwoordnummer: z.number().int().min(1).max(9_999),
  postadresPostcode: z.string().min(1).max(6),
  postadresType: z.enum(['antwoordnummer', 'postbusnummer']),
  woonplaatsnaam: z.string().min(1).max(80),
});

/** To whom a document was sent, or from whom it came. */
export const verzending = resource({
  ...bijDocument,
  naam: 'verzending',
  pad: 'verzendingen',
  tabel: 'verzending',
  velden: {
    betrokkene: adres({ max: 200, verplicht: true, in: 'betrokkene' }),
    informatieobject: document(),
    aardRelatie: keuze(['afzender', 'geadresseerde'], { verplicht: true, in: 'aard_relatie' }),
    toelichting: tekst({ max: 200 }),
    ontvangstdatum: datum(),
    verzenddatum: datum(),
    contactPersoon: adres({ verplicht: true }),
    contactpersoonnaam: tekst({ max: 40 }),
    binnenlandsCorrespondentieadres: groep(binnenland),
    buitenlandsCorrespondentieadres: groep(buitenland),
    correspondentiePostadres: groep(postadres),
    faxnummer: tekst({ max: 15, ookNull: true }),
    emailadres: tekst({ max: 100, ookNull: true }),
    mijnOverheid: jaNee({ standaard: false, nietLeeg: true }),
    telefoonnummer: tekst({ max: 15, ookNull: true }),
  },
  filters: {
    informatieobject: opDocument,
    betrokkene: opTekst('betrokkene'),
    aardRelatie: opTekst('aard_relatie', z.enum(['afzender', 'geadresseerde'])),
  },
  volgorde: sql`t.uuid DESC`,
  regels: bijSchrijven(eenAdres),
  etag: true,
});
