import type express from 'express';
import type { RequestHandler, Router } from 'express';
import type { Waarden } from '../../../registers/kader/vraagbaak.ts';
import type { Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';
import { stuurObject } from '../../kit/antwoord.ts';
import { klapUit } from '../../kit/expand.ts';
import { nietToegestaan } from '../../kit/fout.ts';
import { eisRij, eisScope } from '../../kit/lees.ts';
import type { Omgeving, Oproep } from '../../kit/omgeving.ts';
import { behandel, eisJson, uuidUit } from '../../kit/oproep.ts';
import { heeftRecht, sleutelUit } from '../../kit/toegang.ts';
import { toonRij } from '../../kit/toon.ts';
import { leesExpand } from '../../kit/vraag.ts';
import { bestandsdeelRoute } from './bestandsdelen.ts';
import { stuurInhoud } from './download.ts';
import { slotRoutes } from './slot.ts';
import { isGroot, Lichaamlezer } from './stroom.ts';
import { leesVersie } from './versies.ts';

const pad = '/enkelvoudiginformatieobjecten/:uuid';

/** What documents can do besides the usual: older versions, download, lock, parts. */
export function documentRoutes(
  router: Router,
  omgeving: Omgeving,
  inhoud: Inhoudopslag,
  maximum: number,
): void {
  const plek = omgeving.kaart.vind('enkelvoudiginformatieobject');

  /** Who may not write must not fill the store either: that is judged before a large body is read. */
  const leesGroot =
    (soort: 'create' | 'update', veld = 'inhoud'): RequestHandler =>
    (req, res, next) => {
      if (!isGroot(req)) return next();
      return behandel(omgeving, async (oproep) => {
        eisScope(oproep, plek, soort);
        req.body = await new Lichaamlezer(inhoud, maximum, [veld]).lees(req);
        next();
      })(req, res, next);
    };
  router.post('/enkelvoudiginformatieobjecten', eisJson, leesGroot('create'));
  router.post('/document_registreren', eisJson, leesGroot('create', 'enkelvoudiginformatieobject.inhoud'));
  for (const methode of ['put', 'patch'] as const) router[methode](pad, eisJson, leesGroot('update'));

  async function gevraagdeVersie(oproep: Oproep, req: express.Request): Promise<Waarden> {
    const uuid = uuidUit(req);
    const { waarden } = await eisRij(omgeving, oproep, omgeving.opslag, plek, uuid, 'lezen');
    const { versie, registratieOp } = req.query;
    if (versie === undefined && registratieOp === undefined) return waarden;
    const toen = await leesVersie(omgeving.opslag, plek.resource, waarden, versie, registratieOp);
    // What is released now may not have been then, and what is openbaar now may have been geheim, or of another type.
    const sleutelToen = sleutelUit(plek.resource, toen);
    if (!heeftRecht(oproep.aanroeper, plek, plek.resource.scopes.lezen, sleutelToen)) throw nietToegestaan();
    return toen;
  }

  router.get(pad, (req, res, next) => {
    // Without a version the kit answers, with expand and all.
    if (req.query.versie === undefined && req.query.registratieOp === undefined) return next();
    return behandel(omgeving, async (oproep) => {
      const waarden = await gevraagdeVersie(oproep, req);
      const beeld = toonRij(omgeving.kaart, oproep.basis, plek.resource, waarden);
      await klapUit(omgeving, oproep, plek.resource, [beeld], leesExpand(req.query.expand, []));
      stuurObject(req, res, plek.resource, beeld);
    })(req, res, next);
  });

  router.get(
    `${pad}/download`,
    behandel(omgeving, async (oproep, req, res) => {
      const waarden = await gevraagdeVersie(oproep, req);
      // Shown by a browser, a document of a client could run script in our name.
      // After `attachment`, which takes the type from the name.
      res.attachment((waarden.bestandsnaam as string) || 'document').type('application/octet-stream');
      if (!waarden.inhoud) {
        // An empty file is one; where no content came (yet) there is nothing to give, as in Open Zaak.
        res.status(waarden.bestandsomvang === 0 ? 200 : 204).end();
        return;
      }
      await stuurInhoud(req, res, inhoud, waarden.inhoud as string);
    }),
  );

  slotRoutes(router, omgeving, plek, inhoud);
  bestandsdeelRoute(router, omgeving, plek, inhoud);
}
