import type { Json, Registers } from '../zgw.ts';
import {
  besluittypeBody,
  documentBody,
  type Inrichting,
  informatieobjecttypeBody,
  maakCatalogus,
  resultaattypeBody,
  zaakBody,
  zaaktypeBody,
} from '../zgw-catalogus.ts';

export type Niveau = 'openbaar' | 'geheim';

/** One call, ready to be made by whoever. */
export interface Vraag {
  methode: string;
  /** From the host on. */
  pad: string;
  body?: Json;
  form?: () => FormData;
  mediaType?: string;
}

/** Makes what a call is about, as a caller with all rights, and says the call. */
export type Aanleiding = (niveau: Niveau) => Promise<Vraag>;

const zrc = '/zaken/api/v1';
const ztc = '/catalogi/api/v1';
const drc = '/documenten/api/v1';
const brc = '/besluiten/api/v1';
const ac = '/autorisaties/api/v1';
const nrc = '/notificaties/api/v1';
const padVan = (url: string): string => new URL(url).pathname;

/** By operation, as the OpenAPI documents name it: a call that is right in all but, perhaps, who makes it. */
export async function aanleidingen(registers: Registers, a: Inrichting): Promise<Map<string, Aanleiding>> {
  const { alles } = registers;
  const alle = new Map<string, Aanleiding>();
  let nummer = 0;
  const volgende = (): string => `R${++nummer}`;

  const maakZaak = async (niveau: Niveau): Promise<string> => {
    const { url } = await alles.maak(
      `${zrc}/zaken`,
      zaakBody(a.zaaktype, { vertrouwelijkheidaanduiding: niveau }),
    );
    const status = { zaak: url, statustype: a.begin, datumStatusGezet: '2024-01-01T10:00:00Z' };
    await alles.maak(`${zrc}/statussen`, status);
    return url as string;
  };
  const document = (niveau: Niveau): Json =>
    documentBody(a.informatieobjecttype, { vertrouwelijkheidaanduiding: niveau });
  const maakDocument = async (niveau: Niveau, meer: Json = {}): Promise<Json> =>
    alles.maak(`${drc}/enkelvoudiginformatieobjecten`, { ...document(niveau), ...meer });
  const slot = async (url: string): Promise<string> =>
    (await alles.post(`${padVan(url)}/lock`, {})).body.lock as string;

  /** All of a resource. @param body what makes one; @param methoden of one object: U, P, D */
  function bron(
    api: string,
    pad: string,
    methoden: string,
    body: (niveau: Niveau) => Promise<Json>,
    { wijzig = {} as Json, metSlot = false } = {},
  ): void {
    const waar = (inhoud: Json): string =>
      pad.includes('{ouder}') ? `${padVan(inhoud.zaak)}${pad.slice(pad.lastIndexOf('/'))}` : `${api}${pad}`;
    const nieuw = async (niveau: Niveau): Promise<{ pad: string; inhoud: Json }> => {
      const inhoud = await body(niveau);
      const { url } = await alles.maak(waar(inhoud), inhoud);
      return { pad: padVan(url), inhoud: metSlot ? { ...inhoud, lock: '' } : inhoud };
    };
    const metLock = async (een: { pad: string }, inhoud: Json): Promise<Json> =>
      metSlot ? { ...inhoud, lock: await slot(`http://schakel.test${een.pad}`) } : inhoud;
    const zet = (methode: string, plek: string, aanleiding: Aanleiding): void =>
      void alle.set(`${methode} ${api}${pad}${plek}`, aanleiding);
    zet('GET', '', async (niveau) =>
      pad.includes('{ouder}')
        ? { methode: 'GET', pad: waar({ zaak: await maakZaak(niveau) }) }
        : { methode: 'GET', pad: `${api}${pad}` },
    );
    zet('POST', '', async (niveau) => {
      const inhoud = await body(niveau);
      return { methode: 'POST', pad: waar(inhoud), body: inhoud };
    });
    for (const methode of ['GET', 'HEAD'])
      zet(methode, '/{uuid}', async (niveau) => ({ methode, pad: (await nieuw(niveau)).pad }));
    if (methoden.includes('U'))
      zet('PUT', '/{uuid}', async (niveau) => {
        const een = await nieuw(niveau);
        return { methode: 'PUT', pad: een.pad, body: await metLock(een, een.inhoud) };
      });
    if (methoden.includes('P'))
      zet('PATCH', '/{uuid}', async (niveau) => {
        const een = await nieuw(niveau);
        return { methode: 'PATCH', pad: een.pad, body: await metLock(een, wijzig) };
      });
    if (methoden.includes('D'))
      zet('DELETE', '/{uuid}', async (niveau) => ({ methode: 'DELETE', pad: (await nieuw(niveau)).pad }));
  }
  const bijZaak =
    (meer: Json | ((niveau: Niveau) => Promise<Json>), veld = 'zaak') =>
    async (niveau: Niveau): Promise<Json> => ({
      [veld]: await maakZaak(niveau),
      ...(typeof meer === 'function' ? await meer(niveau) : meer),
    });
  const zaak = async (niveau: Niveau): Promise<Json> =>
    zaakBody(a.zaaktype, { vertrouwelijkheidaanduiding: niveau });
  const rol = {
    roltype: a.initiator,
    roltoelichting: 'Burger',
    betrokkeneType: 'natuurlijk_persoon',
    betrokkeneIdentificatie: { inpBsn: '111222333' },
  };
  const tussen = { statustype: a.midden, datumStatusGezet: '2024-02-01T10:00:00Z' };

  bron(zrc, '/zaken', 'UPD', zaak, { wijzig: { toelichting: 'Nieuw' } });
  bron(zrc, '/statussen', '', bijZaak(tussen));
  bron(zrc, '/substatussen', '', bijZaak({ omschrijving: 'Wacht', tijdstip: '2024-01-02T10:00:00Z' }));
  bron(zrc, '/klantcontacten', '', bijZaak({ datumtijd: '2024-01-01T10:00:00Z' }));
  bron(zrc, '/resultaten', 'UPD', bijZaak({ resultaattype: a.resultaattype }), {
    wijzig: { toelichting: 'Ja' },
  });
  bron(zrc, '/rollen', 'UD', bijZaak(rol));
  bron(zrc, '/zaakcontactmomenten', 'D', bijZaak({ contactmoment: 'https://contact.test/1' }));
  bron(zrc, '/zaakverzoeken', 'D', bijZaak({ verzoek: 'https://verzoek.test/1' }));
  bron(zrc, '/zaaknotities', 'UPD', bijZaak({ onderwerp: 'Bellen', tekst: 'Gebeld.' }, 'gerelateerdAan'));
  bron(
    zrc,
    '/zaakinformatieobjecten',
    'UPD',
    bijZaak(async () => ({ informatieobject: (await maakDocument('openbaar')).url })),
  );
  const pand = {
    objectType: 'pand',
    objectIdentificatie: { identificatie: '0123' },
    relatieomschrijving: 'Pand',
  };
  bron(zrc, '/zaakobjecten', 'UPD', bijZaak(pand));
  const besluit = async (): Promise<Json> => ({
    verantwoordelijkeOrganisatie: '517439943',
    besluittype: a.besluittype,
    datum: '2024-01-02',
    ingangsdatum: '2024-01-03',
    identificatie: volgende(),
  });
  const maakBesluit = async (): Promise<string> =>
    (await alles.maak(`${brc}/besluiten`, await besluit())).url as string;
  bron(
    zrc,
    '/zaken/{ouder}/besluiten',
    'D',
    bijZaak(async () => ({ besluit: await maakBesluit() })),
  );
  bron(
    zrc,
    '/zaken/{ouder}/zaakeigenschappen',
    'UPD',
    bijZaak({ eigenschap: a.eigenschap, waarde: '20240101' }),
  );

  /** A call at an address of its own, on an object that is made for it. */
  const los = (operatie: string, aanleiding: (niveau: Niveau) => Promise<Omit<Vraag, 'methode'>>): void =>
    void alle.set(operatie, async (niveau) => ({
      methode: operatie.split(' ')[0] ?? '',
      ...(await aanleiding(niveau)),
    }));
  for (const [pad, maak] of [
    [`${zrc}/zaken`, maakZaak],
    [`${drc}/enkelvoudiginformatieobjecten`, async (niveau: Niveau) => (await maakDocument(niveau)).url],
    [`${brc}/besluiten`, maakBesluit],
  ] as [string, (niveau: Niveau) => Promise<string>][]) {
    los(`GET ${pad}/{uuid}/audittrail`, async (niveau) => ({
      pad: `${padVan(await maak(niveau))}/audittrail`,
    }));
    los(`GET ${pad}/{uuid}/audittrail/{regel}`, async (niveau) => {
      const spoor = `${padVan(await maak(niveau))}/audittrail`;
      return { pad: `${spoor}/${(await alles.get(spoor)).body[0].uuid}` };
    });
  }
  los(`POST ${zrc}/zaken/_zoek`, async () => ({ pad: `${zrc}/zaken/_zoek`, body: {} }));
  los(`POST ${zrc}/zaak_registreren`, async (niveau) => ({
    pad: `${zrc}/zaak_registreren`,
    body: {
      zaak: await zaak(niveau),
      status: { statustype: a.begin, datumStatusGezet: '2024-01-01T10:00:00Z' },
      rollen: [rol],
    },
  }));
  const opZaak = (pad: string, body: Json): void =>
    los(`POST ${zrc}/${pad}/{uuid}`, async (niveau) => ({
      pad: `${zrc}/${pad}/${(await maakZaak(niveau)).split('/').at(-1)}`,
      body,
    }));
  opZaak('zaak_opschorten', { zaak: { opschorting: { indicatie: true, reden: 'Wacht' } }, status: tussen });
  opZaak('zaak_verlengen', { zaak: { verlenging: { reden: 'Druk', duur: 'P4W' } }, status: tussen });
  opZaak('zaak_bijwerken', { zaak: { toelichting: 'Nieuw' }, status: tussen });
  opZaak('zaak_afsluiten', {
    zaak: {},
    resultaat: { resultaattype: a.resultaattype },
    status: { ...tussen, statustype: a.eind },
  });
  for (const pad of ['zaaknummer_reserveren', 'reserveer_zaaknummer'])
    los(`POST ${zrc}/${pad}`, async () => ({ pad: `${zrc}/${pad}`, body: { bronorganisatie: '517439943' } }));

  const catalogus = await maakCatalogus(registers);
  const maakType = async (): Promise<string> =>
    (await alles.maak(`${ztc}/zaaktypen`, zaaktypeBody(catalogus, volgende()))).url as string;
  const zaaktype = await maakType();
  const soort = (
    await alles.maak(`${ztc}/informatieobjecttypen`, informatieobjecttypeBody(catalogus, 'Concept'))
  ).url as string;
  const typen = (pad: string, body: (naam: string) => Json | Promise<Json>, wijzig: Json = {}): void =>
    bron(ztc, pad, 'UPD', async () => body(volgende()), { wijzig });
  typen('/catalogussen', (naam) => ({
    domein: `D${naam}`.padEnd(5, 'X').slice(0, 5),
    rsin: '517439943',
    contactpersoonBeheerNaam: 'Beheer',
  }));
  typen('/zaaktypen', (naam) => zaaktypeBody(catalogus, naam));
  typen('/informatieobjecttypen', (naam) => informatieobjecttypeBody(catalogus, naam));
  typen('/besluittypen', (naam) => besluittypeBody(catalogus, naam));
  typen('/statustypen', (naam) => ({ zaaktype, omschrijving: naam, volgnummer: nummer }));
  typen('/roltypen', (naam) => ({ zaaktype, omschrijving: naam, omschrijvingGeneriek: 'adviseur' }));
  typen('/resultaattypen', (naam) =>
    resultaattypeBody(registers, zaaktype, { omschrijving: naam.slice(0, 20) }),
  );
  typen('/eigenschappen', (naam) => ({
    zaaktype,
    naam,
    definitie: 'Nieuw',
    specificatie: { formaat: 'tekst', lengte: '8', kardinaliteit: '1', waardenverzameling: [] },
  }));
  typen('/zaaktype-informatieobjecttypen', async () => ({
    zaaktype: await maakType(),
    informatieobjecttype: soort,
    volgnummer: 1,
    richting: 'inkomend',
  }));
  typen('/zaakobjecttypen', (naam) => ({
    zaaktype,
    anderObjecttype: true,
    objecttype: `https://objecttypen.test/${naam}`,
    relatieOmschrijving: 'Hoort bij',
  }));
  los(`POST ${ztc}/zaaktypen/{uuid}/publish`, async () => {
    const eigen = await maakType();
    const kind = (pad: string, body: Json) => alles.maak(`${ztc}/${pad}`, { zaaktype: eigen, ...body });
    for (const volgnummer of [1, 2])
      await kind('statustypen', { omschrijving: `Stap ${volgnummer}`, volgnummer });
    await kind('roltypen', { omschrijving: 'Adviseur', omschrijvingGeneriek: 'adviseur' });
    await alles.maak(`${ztc}/resultaattypen`, resultaattypeBody(registers, eigen));
    return { pad: `${padVan(eigen)}/publish`, body: {} };
  });
  for (const [pad, body] of [
    ['besluittypen', besluittypeBody],
    ['informatieobjecttypen', informatieobjecttypeBody],
  ] as const)
    los(`POST ${ztc}/${pad}/{uuid}/publish`, async () => {
      const { url } = await alles.maak(`${ztc}/${pad}`, body(catalogus, volgende()));
      return { pad: `${padVan(url)}/publish`, body: {} };
    });

  bron(drc, '/enkelvoudiginformatieobjecten', 'UPD', async (niveau) => document(niveau), {
    wijzig: { titel: 'Nieuw' },
    metSlot: true,
  });
  const bijDocument =
    (meer: Json | (() => Promise<Json>)) =>
    async (niveau: Niveau): Promise<Json> => ({
      informatieobject: (await maakDocument(niveau)).url,
      ...(typeof meer === 'function' ? await meer() : meer),
    });
  const voorwaarden = { startdatum: '2024-01-01T00:00:00Z', omschrijvingVoorwaarden: 'Alleen intern' };
  bron(drc, '/gebruiksrechten', 'UPD', bijDocument(voorwaarden), {
    wijzig: { omschrijvingVoorwaarden: 'Vrij' },
  });
  bron(
    drc,
    '/objectinformatieobjecten',
    'D',
    bijDocument(async () => ({ object: registers.extern({}), objectType: 'verzoek' })),
  );
  bron(
    drc,
    '/verzendingen',
    'UPD',
    bijDocument({
      betrokkene: 'https://betrokkene.test/1',
      aardRelatie: 'afzender',
      contactPersoon: 'https://contact.test/1',
      binnenlandsCorrespondentieadres: {
        huisnummer: 1,
        naamOpenbareRuimte: 'Straat',
        woonplaatsnaam: 'Stad',
      },
    }),
  );
  const opDocument = `${drc}/enkelvoudiginformatieobjecten/{uuid}`;
  los(`POST ${drc}/enkelvoudiginformatieobjecten/_zoek`, async (niveau) => ({
    pad: `${drc}/enkelvoudiginformatieobjecten/_zoek`,
    body: { uuid__in: [(await maakDocument(niveau)).url.split('/').at(-1)] },
  }));
  los(`GET ${opDocument}/download`, async (niveau) => ({
    pad: `${padVan((await maakDocument(niveau)).url)}/download`,
  }));
  los(`POST ${opDocument}/lock`, async (niveau) => ({
    pad: `${padVan((await maakDocument(niveau)).url)}/lock`,
  }));
  los(`POST ${opDocument}/unlock`, async (niveau) => {
    const { url } = await maakDocument(niveau);
    return { pad: `${padVan(url)}/unlock`, body: { lock: await slot(url) } };
  });
  los(`PUT ${drc}/bestandsdelen/{uuid}`, async (niveau) => {
    const { bestandsdelen, lock } = await maakDocument(niveau, { inhoud: null, bestandsomvang: 5 });
    const form = (): FormData => {
      const velden = new FormData();
      velden.set('lock', lock);
      velden.set('inhoud', new Blob(['hallo']), 'deel');
      return velden;
    };
    return { pad: padVan(bestandsdelen[0].url), form };
  });

  los(`POST ${drc}/document_registreren`, async (niveau) => ({
    pad: `${drc}/document_registreren`,
    body: {
      enkelvoudiginformatieobject: document(niveau),
      zaakinformatieobject: { zaak: await maakZaak(niveau) },
    },
  }));
  los(`POST ${drc}/documentnummer_reserveren`, async () => ({
    pad: `${drc}/documentnummer_reserveren`,
    body: { bronorganisatie: '517439943' },
  }));

  bron(brc, '/besluiten', 'UPD', besluit, { wijzig: { toelichting: 'Nieuw' } });
  bron(brc, '/besluitinformatieobjecten', 'D', async () => ({
    besluit: await maakBesluit(),
    informatieobject: (await maakDocument('openbaar')).url,
  }));
  los(`POST ${brc}/besluit_verwerken`, async () => ({
    pad: `${brc}/besluit_verwerken`,
    body: { besluit: await besluit(), besluitinformatieobjecten: [] },
  }));

  bron(
    ac,
    '/applicaties',
    'UPD',
    async () => ({ clientIds: [volgende()], label: 'Nieuw', heeftAlleAutorisaties: true }),
    { wijzig: { label: 'Anders' } },
  );
  los(`GET ${ac}/applicaties/consumer`, async () => ({
    pad: `${ac}/applicaties/consumer?clientId=${alles.clientId}`,
  }));
  bron(nrc, '/abonnement', 'UPD', async () => ({
    callbackUrl: registers.extern({}),
    auth: 'Bearer x',
    kanalen: [{ naam: 'zaken', filters: {} }],
  }));
  bron(nrc, '/kanaal', 'UP', async () => ({ naam: volgende(), filters: [] }));
  los(`POST ${nrc}/notificaties`, async () => ({
    pad: `${nrc}/notificaties`,
    body: {
      kanaal: 'zaken',
      hoofdObject: 'https://elders.test/1',
      resource: 'zaak',
      resourceUrl: 'https://elders.test/1',
      actie: 'create',
      aanmaakdatum: '2024-01-01T10:00:00Z',
      kenmerken: {},
    },
  }));
  los(`POST ${nrc}/cloudevents`, async () => ({
    pad: `${nrc}/cloudevents`,
    mediaType: 'application/cloudevents+json',
    body: {
      specversion: '1.0',
      id: volgende(),
      source: 'urn:nld:oin:00000001823288444000:systeem:x',
      type: 'nl.x.y',
    },
  }));
  for (const api of [zrc, ztc, drc, brc, ac, nrc])
    los(`GET ${api}/openapi.json`, async () => ({ pad: `${api}/openapi.json` }));
  return alle;
}
