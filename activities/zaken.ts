import { zaaknummerVan } from '../domein/kenmerk.ts';
import type { Verwerking } from '../domein/verwerking.ts';
import { recordGebeurtenis } from '../registers/gebeurtenissen/gebeurtenis.ts';
import { readToelichting } from '../registers/taken/toelichting.ts';
import {
  readBijlagen,
  readInitiator,
  readZaakverzoek,
  recordZaak,
  type Zaakgebeurtenis,
  type Zaakverzoek,
} from '../registers/verzoeken/zaak.ts';
import { besluitnummerVan, documentnummerVan } from '../registers/zaakregister/nummers.ts';
import { type Zaaksleutel, type Zaakstand, Zaakweigering } from '../registers/zaakregister/poort.ts';
import type { Zaakactiviteiten, Zaakopdracht } from './contract.ts';
import type { Omgeving } from './omgeving.ts';

const purpose = (aanleiding: string): Verwerking => ({
  actor: 'systeem:worker',
  activiteit: 'verzoek-behandelen@1',
  aanleiding,
});

/** The zaak of a verzoek, wherever zaken stand. Each may run again: what was made before is found by its number. */
export function createZaken(omgeving: Omgeving): Zaakactiviteiten {
  const { db, zaakregister, documenten, processen, nu } = omgeving;

  /** Works on the zaak of a verzoek, keeps how it stands then, and tells the dossier when the register refuses. */
  async function bijZaak(
    opdracht: Zaakopdracht,
    soort: Zaakgebeurtenis['soort'],
    werk: (zaak: Zaaksleutel, verzoek: Zaakverzoek) => Promise<Zaakstand>,
  ): Promise<void> {
    const { kenmerk, ronde, sleutel } = opdracht;
    const verzoek = await readZaakverzoek(db, kenmerk);
    const identificatie = zaaknummerVan(kenmerk, ronde);
    const zaak = { identificatie, bronorganisatie: verzoek.bronorganisatie };
    const stand = await tellingRefusals(opdracht, () => werk(zaak, verzoek));
    await recordZaak(db, { verzoekId: verzoek.id, ronde }, stand, { sleutel, soort }, nu());
  }

  async function tellingRefusals<T>({ kenmerk, sleutel }: Zaakopdracht, werk: () => Promise<T>): Promise<T> {
    try {
      return await werk();
    } catch (error) {
      if (error instanceof Zaakweigering) {
        const { veld, code } = error;
        omgeving.log.error({ kenmerk, veld, code }, 'the zaakregister refuses; will be tried again');
        await recordGebeurtenis(
          db,
          {
            kenmerk,
            sleutel: `${sleutel}/wacht`,
            soort: 'zaak-wacht',
            gegevens: { veld, code },
            actor: 'systeem:worker',
          },
          nu(),
        );
      }
      throw error;
    }
  }

  /** All that the klant sent and that the zaak does not hold yet. */
  async function voegBijlagenToe(kenmerk: string, zaak: Zaaksleutel, verzoekId: string): Promise<void> {
    for (const bijlage of await readBijlagen(db, verzoekId, purpose(kenmerk)))
      await zaakregister.voegDocumentToe(zaak, {
        identificatie: documentnummerVan(kenmerk, bijlage.id),
        titel: bijlage.naam,
        bestandsnaam: bijlage.naam,
        mediatype: bijlage.mediatype,
        auteur: 'Klant',
        ontvangenOp: bijlage.ontvangenOp,
        grootte: bijlage.grootte,
        open: () => documenten.open(bijlage.sha256),
      });
  }

  const toelichtingVan = async (verzoekId: string): Promise<{ toelichting?: string }> => {
    const toelichting = await readToelichting(db, verzoekId);
    return toelichting ? { toelichting } : {};
  };

  return {
    openZaak: (opdracht) =>
      bijZaak(opdracht, 'zaak-geopend', async (zaak, { id, product }) => {
        const { kenmerk, ronde, zaaktype, op } = opdracht;
        const initiator = await readInitiator(db, id, purpose(kenmerk));
        const stand = await zaakregister.openZaak({
          ...zaak,
          zaaktype,
          omschrijving: processen.get(product)?.dienst ?? product,
          op: new Date(op),
          ...(initiator ? { initiator } : {}),
          ...(ronde > 1 ? { vervolgOp: zaaknummerVan(kenmerk, ronde - 1) } : {}),
        });
        await voegBijlagenToe(kenmerk, zaak, id);
        return stand;
      }),

    zetStatus: (opdracht) =>
      bijZaak(opdracht, 'zaak-status', (zaak) =>
        zaakregister.zetStatus(zaak, { naam: opdracht.status, op: new Date(opdracht.op) }),
      ),

    legResultaatVast: (opdracht) =>
      bijZaak(opdracht, 'zaak-resultaat', async (zaak, { id }) =>
        zaakregister.legResultaatVast(zaak, { naam: opdracht.resultaat, ...(await toelichtingVan(id)) }),
      ),

    legBesluitVast: (opdracht) =>
      bijZaak(opdracht, 'zaak-besluit', async (zaak, { id }) => {
        const { besluittype, ingangsdatum, vervaldatum, op, sleutel } = opdracht;
        return zaakregister.legBesluitVast(zaak, {
          identificatie: besluitnummerVan(zaak.identificatie, sleutel),
          besluittype,
          op: new Date(op),
          ...(ingangsdatum ? { ingangsdatum } : {}),
          ...(vervaldatum ? { vervaldatum } : {}),
          ...(await toelichtingVan(id)),
        });
      }),

    async voegDocumentenToe(opdracht) {
      const { kenmerk, ronde } = opdracht;
      const { id, bronorganisatie } = await readZaakverzoek(db, kenmerk);
      const zaak = { identificatie: zaaknummerVan(kenmerk, ronde), bronorganisatie };
      await tellingRefusals(opdracht, () => voegBijlagenToe(kenmerk, zaak, id));
    },

    sluitZaak: (opdracht) =>
      bijZaak(opdracht, 'zaak-gesloten', async (zaak, { id }) => {
        await voegBijlagenToe(opdracht.kenmerk, zaak, id);
        return zaakregister.sluitZaak(zaak, {
          naam: opdracht.resultaat,
          op: new Date(opdracht.op),
          ...(await toelichtingVan(id)),
        });
      }),
  };
}
