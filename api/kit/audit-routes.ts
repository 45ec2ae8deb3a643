import type { Router } from 'express';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { leesAudit, toonAudit } from './audit.ts';
import { nietGevonden, nietToegestaan } from './fout.ts';
import { zoekRij } from './lees.ts';
import { noteerLezing } from './leeslog.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import { behandel, uuidUit } from './oproep.ts';
import type { Plek } from './resource.ts';
import { heeftRecht, type Sleutel, sleutelUit } from './toegang.ts';

const scope = ['audittrails.lezen'];

/**
 * `GET {object}/audittrail[/{uuid}]`: as visible as the object itself, and only with the scope for it. A line is judged
 * by what the object was when it was written, as an older version is: what is openbaar now may have been geheim.
 */
export function auditRoutes(router: Router, omgeving: Omgeving, plek: Plek, pad: string): void {
  const naamVan = (naam: string) => omgeving.kaart.vind(naam).resource;
  const mag = ({ aanroeper }: Oproep, sleutel: Sleutel): boolean =>
    heeftRecht(aanroeper, plek, scope, sleutel) &&
    heeftRecht(aanroeper, plek, plek.resource.scopes.lezen, sleutel);

  /** All lines, each with whether the caller may have it. */
  async function leesSpoor(oproep: Oproep, uuid: string): Promise<{ rij: Waarden; vrij: boolean }[]> {
    const gevonden = await zoekRij(omgeving, omgeving.opslag, plek, uuid);
    if (!gevonden) throw nietGevonden();
    if (!mag(oproep, gevonden.sleutel)) throw nietToegestaan();
    await noteerLezing(omgeving, oproep, plek.resource, [gevonden.waarden]);
    let toen: Sleutel[] = [];
    return (await omgeving.opslag.alle(leesAudit(uuid))).map((rij) => {
      if (rij.resource === plek.resource.naam) {
        const { oud, nieuw } = rij.wijzigingen as Record<'oud' | 'nieuw', Waarden | null>;
        toen = [oud, nieuw].flatMap((beeld) => (beeld ? [sleutelUit(plek.resource, beeld)] : []));
      } else toen = toen.slice(-1);
      return { rij, vrij: toen.every((sleutel) => mag(oproep, sleutel)) };
    });
  }

  const toon = (oproep: Oproep, uuid: string, rij: Waarden): Waarden =>
    toonAudit(rij, oproep.basis, omgeving.kaart.urlVan(oproep.basis, plek.resource.naam, uuid), naamVan);

  router.get(
    pad,
    behandel(omgeving, async (oproep, req, res) => {
      const uuid = uuidUit(req);
      const vrij = (await leesSpoor(oproep, uuid)).filter((regel) => regel.vrij);
      res.type('application/json').end(JSON.stringify(vrij.map(({ rij }) => toon(oproep, uuid, rij))));
    }),
  );
  router.get(
    `${pad}/:regel`,
    behandel(omgeving, async (oproep, req, res) => {
      const uuid = uuidUit(req);
      const nummer = uuidUit(req, 'regel');
      const regel = (await leesSpoor(oproep, uuid)).find(({ rij }) => rij.uuid === nummer);
      if (!regel) throw nietGevonden();
      if (!regel.vrij) throw nietToegestaan();
      res.type('application/json').end(JSON.stringify(toon(oproep, uuid, regel.rij)));
    }),
  );
}
