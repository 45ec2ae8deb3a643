import { dagVan } from '../kader/dag.ts';
import type { NieuwDocument, Zaakregister, Zaaksleutel, Zaakstand } from './poort.ts';
import { Typen } from './typen.ts';
import type { Verbinding, Zgwtoegang } from './verbinding.ts';
import {
  eisZaak,
  leesResultaat,
  leesStatussen,
  maakStatus,
  openZaak,
  standVan,
  vindOfMaak,
  vindZaak,
  type Zaak,
} from './zaak.ts';

/** The port on the ZGW APIs, whoever serves them. Each call is one transaction where the register has those. */
export function openZaakregister(toegang: Zgwtoegang): Zaakregister {
  const typen = new Typen();

  /** Works on a zaak that is open; one that somebody closed meanwhile stays as it is. */
  const aanOpenZaak = (
    sleutel: Zaaksleutel,
    werk: (zgw: Verbinding, zaak: Zaak) => Promise<void>,
  ): Promise<Zaakstand> =>
    toegang.samen(async (zgw) => {
      const zaak = await eisZaak(zgw, sleutel);
      if (!zaak.einddatum) await werk(zgw, zaak);
      return standVan(zgw, typen, await eisZaak(zgw, sleutel));
    });

  return {
    openZaak: (nieuw) => toegang.samen((zgw) => openZaak(zgw, typen, nieuw)),

    zetStatus: (sleutel, { naam, op, toelichting }) =>
      aanOpenZaak(sleutel, async (zgw, zaak) => {
        const { url } = await typen.statustype(zgw, zaak.zaaktype, naam);
        await zetEenmalig(zgw, zaak, url, op, toelichting);
      }),

    legResultaatVast: (sleutel, { naam, toelichting }) =>
      aanOpenZaak(sleutel, (zgw, zaak) => legResultaat(zgw, typen, zaak, naam, toelichting)),

    legBesluitVast: (sleutel, besluit) =>
      aanOpenZaak(sleutel, async (zgw, zaak) => {
        const { identificatie, op, ingangsdatum = dagVan(op), vervaldatum, toelichting = '' } = besluit;
        const { url: besluittype } = await typen.besluittype(zgw, zaak.zaaktype, besluit.besluittype);
        const verantwoordelijkeOrganisatie = sleutel.bronorganisatie;
        const gevonden = await zgw.lijst('besluiten', 'besluiten', {
          identificatie,
          verantwoordelijkeOrganisatie,
        });
        const maak = () =>
          zgw.maak('besluiten', 'besluiten', {
            identificatie,
            verantwoordelijkeOrganisatie,
            besluittype,
            zaak: zaak.url,
            datum: dagVan(op),
            ingangsdatum,
            ...(vervaldatum ? { vervaldatum } : {}),
            toelichting,
          });
        await vindOfMaak(gevonden, maak, 'besluit');
      }),

    async voegDocumentToe(sleutel, document) {
      const zaak = await eisZaak(toegang, sleutel);
      if (zaak.einddatum) return;
      // The content goes outside the transaction; a document without its relation is found again.
      const informatieobject = await bergDocumentOp(toegang, typen, zaak, document);
      await toegang.samen(async (zgw) => {
        const relatie = { zaak: zaak.url, informatieobject };
        const gevonden = await zgw.lijst('zaken', 'zaakinformatieobjecten', relatie);
        await vindOfMaak(gevonden, () => zgw.maak('zaken', 'zaakinformatieobjecten', relatie), 'relatie');
      });
    },

    sluitZaak: (sleutel, { naam, toelichting, op }) =>
      aanOpenZaak(sleutel, async (zgw, zaak) => {
        await legResultaat(zgw, typen, zaak, naam, toelichting);
        const laatste = (await typen.statustypen(zgw, zaak.zaaktype)).at(-1)!;
        await zetEenmalig(zgw, zaak, laatste.url, op);
      }),

    leesZaak: (sleutel) =>
      toegang.samen(async (zgw) => {
        const zaak = await vindZaak(zgw, sleutel);
        return zaak && standVan(zgw, typen, zaak);
      }),
  };
}

/** One status per moment (Zaken API: unique), so a moment that another status has makes this one a millisecond later. */
async function zetEenmalig(
  zgw: Verbinding,
  zaak: Zaak,
  statustype: string,
  op: Date,
  toelichting?: string,
): Promise<void> {
  const statussen = await leesStatussen(zgw, zaak);
  for (let moment = op.getTime(); ; moment += 1) {
    const bezet = statussen.find((status) => status.op === moment);
    if (bezet?.statustype === statustype) return;
    if (!bezet) return maakStatus(zgw, zaak, statustype, new Date(moment), toelichting);
  }
}

async function legResultaat(
  zgw: Verbinding,
  typen: Typen,
  zaak: Zaak,
  naam: string,
  toelichting = '',
): Promise<void> {
  const { url: resultaattype } = await typen.resultaattype(zgw, zaak.zaaktype, naam);
  const gelegd = await leesResultaat(zgw, zaak);
  if (gelegd?.resultaattype === resultaattype) return;
  // A zaak has one resultaat, whose type never changes.
  if (gelegd) await zgw.verwijder(gelegd.url);
  await zgw.maak('zaken', 'resultaten', {
    zaak: zaak.url,
    resultaattype,
    toelichting: toelichting.slice(0, 1_000),
  });
}

async function bergDocumentOp(
  zgw: Zgwtoegang,
  typen: Typen,
  zaak: Zaak,
  document: NieuwDocument,
): Promise<string> {
  const { bronorganisatie } = zaak;
  const { identificatie, titel, auteur, bestandsnaam, mediatype, ontvangenOp, grootte, open } = document;
  const gevonden = await zgw.lijst('documenten', 'enkelvoudiginformatieobjecten', {
    identificatie,
    bronorganisatie,
  });
  const informatieobjecttype = await typen.informatieobjecttype(zgw, zaak.zaaktype, document.soort);
  const maak = () =>
    zgw.maakDocument(
      {
        identificatie,
        bronorganisatie,
        informatieobjecttype,
        titel: titel.slice(0, 200),
        auteur: auteur.slice(0, 200),
        creatiedatum: dagVan(ontvangenOp),
        ontvangstdatum: dagVan(ontvangenOp),
        bestandsnaam: bestandsnaam.slice(-255),
        formaat: mediatype,
        taal: 'nld',
        // Without it a zaak cannot be closed (zrc-007).
        indicatieGebruiksrecht: false,
      },
      { grootte, open },
    );
  return vindOfMaak(gevonden, maak, 'document');
}
