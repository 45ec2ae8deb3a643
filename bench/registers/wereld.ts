import type { Registerklant } from './klant.ts';

/** A published zaaktype with all that a case of it needs, as addresses. */
export interface Zaaktype {
  url: string;
  statustypen: string[];
  roltype: string;
}

export interface Wereld {
  zaaktypen: Zaaktype[];
  informatieobjecttype: string;
}

const catalogi = '/catalogi/api/v1';
const begin = '2020-01-01';

const zaaktypeBody = (nummer: number, catalogus: string): object => ({
  identificatie: `BENCH-${nummer}`,
  omschrijving: `Zaaktype ${nummer}`,
  vertrouwelijkheidaanduiding: 'openbaar',
  doel: 'Meten',
  aanleiding: 'Een aanvraag',
  indicatieInternOfExtern: 'extern',
  handelingInitiator: 'aanvragen',
  onderwerp: 'Meting',
  handelingBehandelaar: 'behandelen',
  doorlooptijd: 'P30D',
  opschortingEnAanhoudingMogelijk: false,
  verlengingMogelijk: false,
  publicatieIndicatie: false,
  productenOfDiensten: [],
  referentieproces: { naam: 'Meting' },
  verantwoordelijke: 'gemeente',
  catalogus,
  besluittypen: [],
  gerelateerdeZaaktypen: [],
  beginGeldigheid: begin,
  versiedatum: begin,
});

/** Makes a catalogus of published zaaktypen through the API, as a municipality would. */
export async function maakWereld(klant: Registerklant, aantal: number): Promise<Wereld> {
  const catalogus = await klant.maak(`${catalogi}/catalogussen`, {
    domein: 'BENCH',
    rsin: '002564440',
    contactpersoonBeheerNaam: 'Beheer',
  });
  const informatieobjecttype = await klant.maak(`${catalogi}/informatieobjecttypen`, {
    catalogus: catalogus.url,
    omschrijving: 'Bijlage',
    vertrouwelijkheidaanduiding: 'openbaar',
    beginGeldigheid: begin,
    informatieobjectcategorie: 'bijlage',
  });
  const zaaktypen: Zaaktype[] = [];
  for (let nummer = 1; nummer <= aantal; nummer += 1) {
    const { url: zaaktype } = await klant.maak(`${catalogi}/zaaktypen`, zaaktypeBody(nummer, catalogus.url));
    const statustypen: string[] = [];
    for (const [volgnummer, omschrijving] of ['Ontvangen', 'In behandeling', 'Afgerond'].entries()) {
      const status = await klant.maak(`${catalogi}/statustypen`, {
        zaaktype,
        omschrijving,
        volgnummer: volgnummer + 1,
      });
      statustypen.push(status.url);
    }
    const roltype = await klant.maak(`${catalogi}/roltypen`, {
      zaaktype,
      // Of an initiator a case has only one.
      omschrijving: 'Belanghebbende',
      omschrijvingGeneriek: 'belanghebbende',
    });
    await klant.maak(`${catalogi}/zaaktype-informatieobjecttypen`, {
      zaaktype,
      informatieobjecttype: informatieobjecttype.url,
      volgnummer: 1,
      richting: 'inkomend',
    });
    zaaktypen.push({ url: zaaktype, statustypen, roltype: roltype.url });
  }
  await klant.vraag('POST', `${informatieobjecttype.url}/publish`);
  for (const { url } of zaaktypen) await klant.vraag('POST', `${url}/publish`);
  return { zaaktypen, informatieobjecttype: informatieobjecttype.url };
}

export const rsin = '002564440';
export const vandaag = (): string => new Date().toISOString().slice(0, 10);

export const zaakBody = (zaaktype: string, omschrijving: string): object => ({
  bronorganisatie: rsin,
  verantwoordelijkeOrganisatie: rsin,
  zaaktype,
  startdatum: vandaag(),
  registratiedatum: vandaag(),
  omschrijving,
  toelichting: 'Aangemaakt om te meten',
  vertrouwelijkheidaanduiding: 'openbaar',
});
export const rolBody = (zaak: string, roltype: string, bsn: string): object => ({
  zaak,
  roltype,
  betrokkeneType: 'natuurlijk_persoon',
  roltoelichting: 'Aanvrager',
  betrokkeneIdentificatie: { inpBsn: bsn, geslachtsnaam: 'Jansen', voornamen: 'J' },
});
export const statusBody = (zaak: string, statustype: string, op: Date): object => ({
  zaak,
  statustype,
  datumStatusGezet: op.toISOString(),
  statustoelichting: 'Gemeten',
});
export const documentBody = (informatieobjecttype: string, titel: string, inhoud: Buffer): object => ({
  bronorganisatie: rsin,
  creatiedatum: vandaag(),
  titel,
  auteur: 'bench',
  taal: 'nld',
  formaat: 'application/pdf',
  bestandsnaam: 'meting.pdf',
  inhoud: inhoud.toString('base64'),
  bestandsomvang: inhoud.length,
  vertrouwelijkheidaanduiding: 'openbaar',
  informatieobjecttype,
});
