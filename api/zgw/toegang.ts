import type { Readable } from 'node:stream';
import { Problem } from '../../platform/problem.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Verbinding, ZgwApi, Zgwtoegang } from '../../registers/zaakregister/verbinding.ts';
import { foutVan } from '../../registers/zaakregister/weigering.ts';
import type { Inhoudopslag } from '../../registers/zgw/documenten/inhoud.ts';
import type { Aanroeper } from '../kit/aanroeper.ts';
import { eisRij, leesLijst } from '../kit/lees.ts';
import type { Omgeving, Oproep } from '../kit/omgeving.ts';
import type { Plek } from '../kit/resource.ts';
import { doeVooraf, metBegrip, type Opdracht, voerUit, voerUitIn } from '../kit/schrijf.ts';
import { toonRij } from '../kit/toon.ts';
import { leesVraag } from '../kit/vraag.ts';

/** Schakel itself as a caller: what it does stands in the audit trail under this name. */
const schakel: Aanroeper = {
  clientId: 'schakel',
  applicatie: '',
  label: 'Schakel',
  alles: true,
  alleenVrijgegeven: false,
  rechten: [],
  gebruikersId: 'schakel',
  gebruikersWeergave: 'Schakel',
  actor: 'systeem:schakel',
};

/** A call that Schakel makes itself. @param toelichting why, for the audit trail */
export const eigenOproep = ({ basissen, nu }: Omgeving, toelichting: string): Oproep => ({
  basis: basissen[0] ?? '',
  basissen,
  aanroeper: schakel,
  toelichting,
  aanleiding: toelichting,
  nu: nu(),
  waarschuwingen: [],
});

/** Resources by their paths. */
const namen: Record<string, string> = {
  'catalogi/zaaktypen': 'zaaktype',
  'catalogi/statustypen': 'statustype',
  'catalogi/resultaattypen': 'resultaattype',
  'catalogi/roltypen': 'roltype',
  'catalogi/besluittypen': 'besluittype',
  'catalogi/zaaktype-informatieobjecttypen': 'zaaktypeinformatieobjecttype',
  'zaken/zaken': 'zaak',
  'zaken/rollen': 'rol',
  'zaken/statussen': 'status',
  'zaken/resultaten': 'resultaat',
  'zaken/zaakinformatieobjecten': 'zaakinformatieobject',
  'besluiten/besluiten': 'besluit',
  'documenten/enkelvoudiginformatieobjecten': 'enkelvoudiginformatieobject',
};

/**
 * The ZGW APIs without HTTP: the same reading and writing that the routes use, so all rules, audit lines and
 * notifications hold. `samen` is one transaction.
 */
export function openEigenToegang(omgeving: Omgeving, inhoud: Inhoudopslag): Zgwtoegang {
  const plekVan = (api: ZgwApi, pad: string): Plek => {
    const naam = namen[`${api}/${pad}`];
    if (!naam) throw new Error(`No resource at ${api}/${pad}.`);
    return omgeving.kaart.vind(naam);
  };

  function verbindingOp(op: Omgeving): Verbinding {
    const basis = op.basissen[0] ?? '';
    const oproep = (): Oproep => eigenOproep(op, '');
    const beeldVan = (plek: Plek, rij: Waarden): Waarden => toonRij(op.kaart, basis, plek.resource, rij);
    const vind = (url: string): { plek: Plek; uuid: string } => {
      const gevonden = op.kaart.ontleed(url, op.basissen);
      if (gevonden.soort !== 'eigen') throw new Error('An address that is not ours.');
      return { plek: op.kaart.vind(gevonden.naam), uuid: gevonden.uuid };
    };
    const voer = (plek: Plek, opdracht: Opdracht): Promise<Waarden> =>
      alsAntwoord(plek.resource.pad, () => voerUit(op, oproep(), plek, opdracht));

    return {
      async lijst(api, pad, filters) {
        const { api: van, resource } = plekVan(api, pad);
        // Without pages, so nothing is counted.
        const plek = { api: van, resource: { ...resource, pagina: false as const } };
        return alsAntwoord(plek.resource.pad, async () => {
          const vraag = leesVraag(op.kaart, oproep(), plek.resource, filters);
          const { rijen } = await leesLijst(op, oproep(), plek, vraag);
          return rijen.map((rij) => beeldVan(plek, rij));
        });
      },
      async lees(url) {
        const { plek, uuid } = vind(url);
        const { waarden } = await eisRij(op, oproep(), op.opslag, plek, uuid, 'lezen');
        return beeldVan(plek, waarden);
      },
      maak: (api, pad, body) => voer(plekVan(api, pad), { actie: 'create', body }),
      async verwijder(url) {
        const { plek, uuid } = vind(url);
        await voer(plek, { actie: 'destroy', body: undefined, uuid });
      },
      async maakDocument(body, document) {
        const plek = plekVan('documenten', 'enkelvoudiginformatieobjecten');
        const { sha256, grootte } = await inhoud.bergOp(
          (await document.open()) as Readable,
          document.grootte,
        );
        const opdracht: Opdracht = { actie: 'create', body };
        return alsAntwoord(plek.resource.pad, async () => {
          const vooraf = await doeVooraf(op, oproep(), plek, opdracht);
          const metInhoud = { ...(vooraf.body as Waarden), inhoud: sha256, bestandsomvang: grootte };
          return metBegrip(() =>
            op.opslag.transactie((tx) =>
              voerUitIn(op, oproep(), tx, plek, opdracht, { ...vooraf, body: metInhoud }),
            ),
          );
        });
      },
    };
  }

  return {
    ...verbindingOp(omgeving),
    samen: (work) =>
      omgeving.opslag.transactie((tx) => work(verbindingOp({ ...omgeving, opslag: binnen(tx) }))),
  };
}

/** A transaction in the place of the database: what would begin one takes part in this one. */
export function binnen(tx: Vraagbaak): Omgeving['opslag'] {
  return { ...tx, transactie: (work) => work(tx), stop: async () => undefined };
}

/** A refusal as a client would hear it. */
async function alsAntwoord<T>(pad: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw foutVan(error.status, pad, error);
    throw error;
  }
}
