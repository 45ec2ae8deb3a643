import type { Json, Registers } from './zgw.ts';
import {
  besluittypeBody,
  documentBody,
  type Inrichting,
  informatieobjecttypeBody,
  maakCatalogus,
  resultaattypeBody,
  zaakBody,
  zaaktypeBody,
} from './zgw-catalogus.ts';

/** A body that would be accepted, where it goes, and an address that none of its references may name. */
export interface Geldig {
  api: string;
  pad: string;
  /** Path in the document, where the address holds a uuid. */
  sjabloon?: string;
  body: Json;
}

/** One acceptable body for every resource that can be made, on types that are published and types that are not. */
export async function geldigeBodies(registers: Registers, soort: Inrichting): Promise<Geldig[]> {
  const { alles } = registers;
  const maak = async (pad: string, body: Json): Promise<string> =>
    (await alles.maak(pad, body)).url as string;
  const zaak = await maak('/zaken/api/v1/zaken', zaakBody(soort.zaaktype));
  await maak('/zaken/api/v1/statussen', {
    zaak,
    statustype: soort.begin,
    datumStatusGezet: '2024-01-01T10:00:00Z',
  });
  const document = await maak(
    '/documenten/api/v1/enkelvoudiginformatieobjecten',
    documentBody(soort.informatieobjecttype),
  );
  const besluit = {
    verantwoordelijkeOrganisatie: '517439943',
    besluittype: soort.besluittype,
    zaak,
    datum: '2024-01-02',
    ingangsdatum: '2024-01-03',
  };
  const besluitUrl = await maak('/besluiten/api/v1/besluiten', besluit);
  const catalogus = await maakCatalogus(registers);
  const zaaktype = await maak('/catalogi/api/v1/zaaktypen', zaaktypeBody(catalogus, 'CONCEPT'));
  const informatieobjecttype = await maak(
    '/catalogi/api/v1/informatieobjecttypen',
    informatieobjecttypeBody(catalogus, 'Concept'),
  );
  const onderZaak = new URL(zaak).pathname.replace('/zaken/api/v1', '');
  const ztc = (pad: string, body: Json): Geldig => ({ api: '/catalogi/api/v1', pad, body });
  const zrc = (pad: string, body: Json): Geldig => ({ api: '/zaken/api/v1', pad, body: { zaak, ...body } });
  const drc = (pad: string, body: Json): Geldig => ({ api: '/documenten/api/v1', pad, body });
  return [
    ztc('/catalogussen', { domein: 'NIEUW', rsin: '517439943', contactpersoonBeheerNaam: 'Beheer' }),
    ztc('/zaaktypen', zaaktypeBody(catalogus, 'NOG-EEN')),
    ztc('/informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Nog een')),
    ztc('/besluittypen', besluittypeBody(catalogus, 'Nog een')),
    ztc('/statustypen', { zaaktype, omschrijving: 'Nieuw', volgnummer: 7 }),
    ztc('/roltypen', { zaaktype, omschrijving: 'Nieuw', omschrijvingGeneriek: 'adviseur' }),
    ztc('/resultaattypen', resultaattypeBody(registers, zaaktype)),
    ztc('/eigenschappen', {
      zaaktype,
      naam: 'Nieuw',
      definitie: 'Nieuw',
      specificatie: { formaat: 'tekst', lengte: '8', kardinaliteit: '1', waardenverzameling: [] },
    }),
    ztc('/zaaktype-informatieobjecttypen', {
      zaaktype,
      informatieobjecttype,
      volgnummer: 1,
      richting: 'inkomend',
    }),
    ztc('/zaakobjecttypen', {
      zaaktype,
      anderObjecttype: true,
      objecttype: 'https://objecttypen.test/1',
      relatieOmschrijving: 'Hoort bij',
    }),
    { api: '/zaken/api/v1', pad: '/zaken', body: zaakBody(soort.zaaktype) },
    zrc('/statussen', { statustype: soort.midden, datumStatusGezet: '2024-02-01T10:00:00Z' }),
    zrc('/resultaten', { resultaattype: soort.resultaattype }),
    zrc('/rollen', {
      roltype: soort.initiator,
      roltoelichting: '',
      betrokkeneType: 'natuurlijk_persoon',
      betrokkeneIdentificatie: { inpBsn: '111222333' },
    }),
    zrc('/zaakobjecten', {
      objectType: 'pand',
      objectIdentificatie: { identificatie: '0123' },
      relatieomschrijving: 'Pand',
    }),
    zrc('/zaakinformatieobjecten', { informatieobject: document }),
    zrc('/zaakcontactmomenten', { contactmoment: 'https://contact.test/1' }),
    zrc('/zaakverzoeken', { verzoek: 'https://verzoek.test/1' }),
    zrc('/klantcontacten', { datumtijd: '2024-01-01T10:00:00Z' }),
    zrc('/substatussen', { omschrijving: 'Wacht', tijdstip: '2024-01-02T10:00:00Z' }),
    {
      api: '/zaken/api/v1',
      pad: '/zaaknotities',
      body: { gerelateerdAan: zaak, onderwerp: 'Bellen', tekst: 'Gebeld.' },
    },
    {
      api: '/zaken/api/v1',
      pad: `${onderZaak}/zaakeigenschappen`,
      sjabloon: '/zaken/{ouder}/zaakeigenschappen',
      body: { zaak, eigenschap: soort.eigenschap, waarde: '20240101' },
    },
    drc('/enkelvoudiginformatieobjecten', documentBody(soort.informatieobjecttype)),
    drc('/gebruiksrechten', {
      informatieobject: document,
      startdatum: '2024-01-01T00:00:00Z',
      omschrijvingVoorwaarden: 'Alleen intern',
    }),
    drc('/objectinformatieobjecten', { informatieobject: document, object: zaak, objectType: 'zaak' }),
    drc('/verzendingen', {
      betrokkene: 'https://betrokkene.test/1',
      informatieobject: document,
      aardRelatie: 'afzender',
      contactPersoon: 'https://contact.test/1',
      binnenlandsCorrespondentieadres: {
        huisnummer: 1,
        naamOpenbareRuimte: 'Straat',
        woonplaatsnaam: 'Stad',
      },
    }),
    { api: '/besluiten/api/v1', pad: '/besluiten', body: { ...besluit, identificatie: 'NIEUW' } },
    {
      api: '/besluiten/api/v1',
      pad: '/besluitinformatieobjecten',
      body: { informatieobject: document, besluit: besluitUrl },
    },
    {
      api: '/autorisaties/api/v1',
      pad: '/applicaties',
      body: { clientIds: ['nieuw'], label: 'Nieuw', heeftAlleAutorisaties: true },
    },
    { api: '/notificaties/api/v1', pad: '/kanaal', body: { naam: 'nieuw', filters: [] } },
    {
      api: '/notificaties/api/v1',
      pad: '/abonnement',
      body: {
        callbackUrl: registers.extern({}),
        auth: 'Bearer x',
        kanalen: [{ naam: 'zaken', filters: {} }],
      },
    },
  ];
}
