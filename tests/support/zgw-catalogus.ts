import type { Beller, Json } from './zgw.ts';

/** What it takes to set up types: a client, and addresses outside that answer. */
export interface Inrichter {
  alles: { maak: Beller['maak']; post(pad: string, body: unknown): Promise<{ status: number; body: Json }> };
  extern: (json: unknown) => string;
}

/** Bodies that the standard accepts as they are; a test changes what it is about. */
export const zaaktypeBody = (catalogus: string, identificatie: string, meer: Json = {}): Json => ({
  catalogus,
  identificatie,
  omschrijving: `Zaaktype ${identificatie}`,
  vertrouwelijkheidaanduiding: 'openbaar',
  doel: 'Een test',
  aanleiding: 'Een test',
  indicatieInternOfExtern: 'extern',
  handelingInitiator: 'Aanvragen',
  onderwerp: 'Test',
  handelingBehandelaar: 'Behandelen',
  doorlooptijd: 'P8W',
  opschortingEnAanhoudingMogelijk: true,
  verlengingMogelijk: true,
  verlengingstermijn: 'P8W',
  publicatieIndicatie: false,
  productenOfDiensten: ['https://example.test/product/1'],
  referentieproces: { naam: 'Test' },
  verantwoordelijke: 'gemeente',
  besluittypen: [],
  gerelateerdeZaaktypen: [],
  beginGeldigheid: '2020-01-01',
  versiedatum: '2020-01-01',
  ...meer,
});

export const informatieobjecttypeBody = (catalogus: string, omschrijving: string, meer: Json = {}): Json => ({
  catalogus,
  omschrijving,
  vertrouwelijkheidaanduiding: 'openbaar',
  informatieobjectcategorie: 'brief',
  beginGeldigheid: '2020-01-01',
  ...meer,
});

export const besluittypeBody = (catalogus: string, omschrijving: string, meer: Json = {}): Json => ({
  catalogus,
  omschrijving,
  zaaktypen: [],
  publicatieIndicatie: false,
  informatieobjecttypen: [],
  beginGeldigheid: '2020-01-01',
  ...meer,
});

export const resultaattypeBody = (registers: Inrichter, zaaktype: string, meer: Json = {}): Json => ({
  zaaktype,
  omschrijving: 'Verleend',
  resultaattypeomschrijving: registers.extern({ omschrijving: 'Verleend', definitie: 'Ja' }),
  selectielijstklasse: registers.extern({
    procesType: '',
    waardering: 'vernietigen',
    bewaartermijn: 'P5Y',
    procestermijn: '',
  }),
  archiefnominatie: 'vernietigen',
  archiefactietermijn: 'P5Y',
  brondatumArchiefprocedure: {
    afleidingswijze: 'afgehandeld',
    datumkenmerk: '',
    einddatumBekend: false,
    objecttype: '',
    registratie: '',
    procestermijn: null,
  },
  ...meer,
});

export const zaakBody = (zaaktype: string, meer: Json = {}): Json => ({
  bronorganisatie: '517439943',
  verantwoordelijkeOrganisatie: '517439943',
  zaaktype,
  startdatum: '2024-01-01',
  ...meer,
});

export const documentBody = (informatieobjecttype: string, meer: Json = {}): Json => ({
  bronorganisatie: '517439943',
  creatiedatum: '2024-01-01',
  titel: 'Brief',
  auteur: 'Jan',
  taal: 'nld',
  bestandsnaam: 'brief.txt',
  formaat: 'text/plain',
  inhoud: Buffer.from('hallo').toString('base64'),
  bestandsomvang: 5,
  informatieobjecttype,
  indicatieGebruiksrecht: false,
  status: 'definitief',
  ...meer,
});

/** A published zaaktype with all that a case of it needs. */
export interface Inrichting {
  catalogus: string;
  zaaktype: string;
  begin: string;
  midden: string;
  eind: string;
  initiator: string;
  behandelaar: string;
  resultaattype: string;
  eigenschap: string;
  informatieobjecttype: string;
  besluittype: string;
}

const ztc = '/catalogi/api/v1';
let volgnummer = 0;

export async function maakCatalogus({ alles }: Inrichter): Promise<string> {
  volgnummer += 1;
  const { url } = await alles.maak(`${ztc}/catalogussen`, {
    domein: `T${String(volgnummer).padStart(4, '0')}`,
    rsin: '517439943',
    contactpersoonBeheerNaam: 'Beheer',
  });
  return url as string;
}

/** Makes and publishes an Inrichting. @param meer other values for the zaaktype */
export async function richtIn(
  registers: Inrichter,
  meer: Json = {},
  resultaat: Json = {},
): Promise<Inrichting> {
  const { alles } = registers;
  const catalogus = await maakCatalogus(registers);
  const maak = async (pad: string, body: Json): Promise<string> =>
    (await alles.maak(`${ztc}/${pad}`, body)).url as string;
  const informatieobjecttype = await maak(
    'informatieobjecttypen',
    informatieobjecttypeBody(catalogus, 'Brief'),
  );
  const besluittype = await maak(
    'besluittypen',
    besluittypeBody(catalogus, 'Vergunning', { informatieobjecttypen: [informatieobjecttype] }),
  );
  const zaaktype = await maak(
    'zaaktypen',
    zaaktypeBody(catalogus, `ZT${volgnummer}`, { besluittypen: [besluittype], ...meer }),
  );
  const statustype = (omschrijving: string, nummer: number): Promise<string> =>
    maak('statustypen', { zaaktype, omschrijving, volgnummer: nummer });
  const roltype = (omschrijvingGeneriek: string): Promise<string> =>
    maak('roltypen', { zaaktype, omschrijving: omschrijvingGeneriek, omschrijvingGeneriek });
  const inrichting: Inrichting = {
    catalogus,
    zaaktype,
    informatieobjecttype,
    besluittype,
    begin: await statustype('Ontvangen', 1),
    midden: await statustype('In behandeling', 2),
    eind: await statustype('Afgehandeld', 3),
    initiator: await roltype('initiator'),
    behandelaar: await roltype('behandelaar'),
    resultaattype: await maak('resultaattypen', resultaattypeBody(registers, zaaktype, resultaat)),
    eigenschap: await maak('eigenschappen', {
      zaaktype,
      naam: 'Datum vergunning',
      definitie: 'Wanneer',
      specificatie: { formaat: 'datum', lengte: '8', kardinaliteit: '1', waardenverzameling: [] },
    }),
  };
  await alles.maak(`${ztc}/zaaktype-informatieobjecttypen`, {
    zaaktype,
    informatieobjecttype,
    volgnummer: 1,
    richting: 'inkomend',
  });
  for (const url of [informatieobjecttype, besluittype, zaaktype]) {
    const { status, body } = await alles.post(`${url}/publish`, {});
    if (status !== 200) throw new Error(`publish: ${status} ${JSON.stringify(body)}`);
  }
  return inrichting;
}
