import type { Request, Response, Router } from 'express';
import { Problem } from '../../platform/problem.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { meldWaarschuwingen } from './antwoord.ts';
import { type Deelopdracht, leesDelen, wieVerdwijnen } from './handeling-delen.ts';
import { inTransactie } from './idempotentie.ts';
import { eisNogSteeds, eisRij, eisScope, zoekRij } from './lees.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import { behandel, eisCrs, uuidUit } from './oproep.ts';
import type { Api, Handeling, Handelingsdeel, Plek } from './resource.ts';
import { doeVooraf, type Vooraf, voerUitIn } from './schrijf.ts';
import { toonRij } from './toon.ts';

/** `POST /{pad}`, or `POST /{pad}/{uuid}` on a row that exists: all parts in one transaction, each as it would go alone. */
export function handelingRoutes(router: Router, omgeving: Omgeving, api: Api): void {
  for (const handeling of api.handelingen ?? []) {
    const { resource } = omgeving.kaart.vind(handeling.delen[0].resource);
    const pad = handeling.bestaand ? `/${handeling.pad}/:uuid` : `/${handeling.pad}`;
    router.post(
      pad,
      ...(resource.crs ? [eisCrs] : []),
      behandel(omgeving, (oproep, req, res) => verricht(omgeving, oproep, handeling, req, res)),
    );
  }
}

/** The parts of an act, with what was done for them before the transaction. */
interface Klaar {
  opdrachten: (Deelopdracht & { vooraf: Vooraf })[];
  genoemd: Set<string>;
}

async function bereidVoor(
  omgeving: Omgeving,
  oproep: Oproep,
  handeling: Handeling,
  body: unknown,
  uuid: string | undefined,
): Promise<Klaar> {
  const { resource } = omgeving.kaart.vind(handeling.delen[0].resource);
  const hoofdUrl = uuid && omgeving.kaart.urlVan(oproep.basis, resource.naam, uuid);
  const { opdrachten: gelezen, genoemd } = leesDelen(handeling, body, uuid, hoofdUrl);
  const opdrachten: Klaar['opdrachten'] = [];
  for (const deel of gelezen)
    opdrachten.push({
      ...deel,
      vooraf: await metVoorvoegsel(deel.naam, () =>
        doeVooraf(omgeving, oproep, plekVan(omgeving, deel.deel), deel),
      ),
    });
  return { opdrachten, genoemd };
}

async function verricht(
  omgeving: Omgeving,
  oproep: Oproep,
  handeling: Handeling,
  req: Request,
  res: Response,
): Promise<void> {
  const [eerste] = handeling.delen;
  const plek = omgeving.kaart.vind(eerste.resource);
  const uuid = handeling.bestaand ? uuidUit(req) : undefined;
  eisScope(oproep, plek, uuid ? 'update' : 'create');
  const antwoord = await inTransactie(
    omgeving,
    oproep,
    req,
    async (tx, delen: Klaar) => ({
      status: uuid ? 200 : 201,
      body: await voerDelenUit(omgeving, oproep, tx, handeling, delen, uuid),
    }),
    {
      vooraf: async () => {
        if (uuid) await eisRij(omgeving, oproep, omgeving.opslag, plek, uuid, 'update');
        return bereidVoor(omgeving, oproep, handeling, req.body, uuid);
      },
      nogSteeds: async (bron, { body }) => {
        for (const deel of handeling.delen)
          for (const beeld of [(body as Waarden)[deel.naam] ?? []].flat()) {
            const soort = uuid && deel === eerste ? 'update' : 'create';
            await eisNogSteeds(omgeving, oproep, bron, plekVan(omgeving, deel), soort, beeld as Waarden);
          }
      },
    },
  );
  meldWaarschuwingen(oproep, res);
  res.status(antwoord.status).type('application/json').end(JSON.stringify(antwoord.body));
}

/** The resource of a part, with the rules that this act adds. */
function plekVan({ kaart }: Omgeving, deel: Handelingsdeel): Plek {
  const { api, resource } = kaart.vind(deel.resource);
  return { api, resource: { ...resource, regels: [...resource.regels, ...(deel.regels ?? [])] } };
}

async function voerDelenUit(
  omgeving: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  { delen }: Handeling,
  { opdrachten, genoemd }: Klaar,
  bestaand: string | undefined,
): Promise<Waarden> {
  const [eerste] = delen;
  const plek = omgeving.kaart.vind(eerste.resource);
  let hoofd = bestaand;
  if (hoofd) await eisRij(omgeving, oproep, tx, plek, hoofd, 'update', true);
  const antwoord: Waarden = Object.fromEntries(
    delen.flatMap((deel) => (deel.lijst ? [[deel.naam, [] as Waarden[]]] : [])),
  );
  for (const deel of delen) {
    const eigen = opdrachten.filter((opdracht) => opdracht.deel === deel);
    const plekDeel = plekVan(omgeving, deel);
    const vast = deel.veld ? { [deel.veld]: hoofd } : undefined;
    const vervangt = deel.vervangt && hoofd && genoemd.has(deel.naam);
    const weg = vervangt ? await wieVerdwijnen(tx, plekDeel, deel, hoofd as string, eigen) : [];
    // First, so that what comes in their place does not stand beside them.
    for (const uuid of weg)
      await voerUitIn(omgeving, oproep, tx, plekDeel, { actie: 'destroy', body: undefined, uuid }, niets);
    for (const opdracht of eigen) {
      const beeld = await metVoorvoegsel(opdracht.naam, () =>
        voerUitIn(omgeving, oproep, tx, plekDeel, vast ? { ...opdracht, vast } : opdracht, opdracht.vooraf),
      );
      if (deel.lijst) (antwoord[deel.naam] as Waarden[]).push(beeld);
      else antwoord[deel.naam] = beeld;
      if (deel === eerste) hoofd ??= uuidVan(omgeving, oproep, beeld);
    }
  }
  // Later parts may have changed the first one: a last status closes a case.
  const rij = hoofd ? await zoekRij(omgeving, tx, plek, hoofd) : undefined;
  if (rij) {
    const beeld = toonRij(omgeving.kaart, oproep.basis, plek.resource, rij.waarden);
    const { vormNieuw } = plek.resource;
    antwoord[eerste.naam] = vormNieuw && !bestaand ? vormNieuw(beeld, rij.waarden) : beeld;
  }
  return antwoord;
}

const niets: Vooraf = { body: undefined, antwoorden: new Map() };

function uuidVan({ kaart }: Omgeving, oproep: Oproep, beeld: Waarden): string {
  const gevonden = kaart.ontleed(beeld.url, oproep.basissen);
  if (gevonden.soort !== 'eigen') throw new Error(`${String(beeld.url)} is no address of ours.`);
  return gevonden.uuid;
}

/** Complaints of a part are named by it: `rollen.0.roltype`. */
async function metVoorvoegsel<T>(naam: string, werk: () => Promise<T>): Promise<T> {
  try {
    return await werk();
  } catch (error) {
    if (!(error instanceof Problem) || error.invalidParams.length === 0) throw error;
    const { status, code, title, detail, invalidParams } = error;
    throw new Problem(
      status,
      code,
      title,
      detail,
      invalidParams.map((fout) => ({ ...fout, name: `${naam}.${fout.name}` })),
    );
  }
}
