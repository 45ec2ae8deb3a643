import type { Router } from 'express';
import { leesAudit, toonAudit } from './audit.ts';
import { nietGevonden, nietToegestaan } from './fout.ts';
import { zoekRij } from './lees.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import { behandel, uuidUit } from './oproep.ts';
import type { Plek } from './resource.ts';
import { heeftRecht } from './toegang.ts';

const scope = ['audittrails.lezen'];

/** `GET {object}/audittrail[/{uuid}]`: as visible as the object itself, and only with the scope for it. */
export function auditRoutes(router: Router, omgeving: Omgeving, plek: Plek, pad: string): void {
  const naamVan = (naam: string) => omgeving.kaart.vind(naam).resource;

  async function eisHoofd(oproep: Oproep, uuid: string): Promise<string> {
    const gevonden = await zoekRij(omgeving, omgeving.opslag, plek, uuid);
    if (!gevonden) throw nietGevonden();
    const { aanroeper } = oproep;
    if (
      !heeftRecht(aanroeper, plek, scope, gevonden.sleutel) ||
      !heeftRecht(aanroeper, plek, plek.resource.scopes.lezen, gevonden.sleutel)
    )
      throw nietToegestaan();
    return omgeving.kaart.urlVan(oproep.basis, plek.resource.naam, uuid);
  }

  router.get(
    pad,
    behandel(omgeving, async (oproep, req, res) => {
      const uuid = uuidUit(req);
      const url = await eisHoofd(oproep, uuid);
      const rijen = await omgeving.opslag.alle(leesAudit(uuid));
      res
        .type('application/json')
        .end(JSON.stringify(rijen.map((rij) => toonAudit(rij, oproep.basis, url, naamVan))));
    }),
  );
  router.get(
    `${pad}/:regel`,
    behandel(omgeving, async (oproep, req, res) => {
      const uuid = uuidUit(req);
      const url = await eisHoofd(oproep, uuid);
      const rij = await omgeving.opslag.een(leesAudit(uuid, uuidUit(req, 'regel')));
      if (!rij) throw nietGevonden();
      res.type('application/json').end(JSON.stringify(toonAudit(rij, oproep.basis, url, naamVan)));
    }),
  );
}
