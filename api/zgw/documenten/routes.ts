import { randomUUID } from 'node:crypto';
import type express from 'express';
import type { RequestHandler, Router } from 'express';
import { sql } from 'kysely';
import type { Vraagbaak, Waarden } from '../../../registers/kader/vraagbaak.ts';
import { isSlot } from '../../../registers/zgw/documenten/drc-009.ts';
import type { Inhoudopslag, Opgeborgen } from '../../../registers/zgw/documenten/inhoud.ts';
import { isHeel } from '../../../registers/zgw/documenten/integriteit.ts';
import { stuurObject } from '../../kit/antwoord.ts';
import { nietGevonden, nietToegestaan, veldFout } from '../../kit/fout.ts';
import { inTransactie } from '../../kit/idempotentie.ts';
import { eisRij, eisScope, zoekRij } from '../../kit/lees.ts';
import { leesJson } from '../../kit/lichaam.ts';
import type { Omgeving, Oproep } from '../../kit/omgeving.ts';
import { behandel, eisJson, uuidUit } from '../../kit/oproep.ts';
import { heeftRecht, sleutelUit } from '../../kit/toegang.ts';
import { toonRij } from '../../kit/toon.ts';
import { bestandsdeelRoute } from './bestandsdelen.ts';
import { stuurInhoud } from './download.ts';
import { isGroot, Lichaamlezer } from './stroom.ts';
import { leesVersie } from './versies.ts';

const pad = '/enkelvoudiginformatieobjecten/:uuid';
const json = leesJson(10_000);

/** The lock in a body, which may be left out by who may unlock by force. */
function lockUit(body: unknown): unknown {
  if (body === undefined) return undefined;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw veldFout('nonFieldErrors', 'invalid', 'De inhoud moet een JSON-object zijn.');
  const { lock } = body as { lock?: unknown };
  if (lock !== undefined && typeof lock !== 'string')
    throw veldFout('lock', 'invalid', 'Dit moet een tekst zijn.');
  return lock;
}

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
    (soort: 'create' | 'update'): RequestHandler =>
    (req, res, next) => {
      if (!isGroot(req)) return next();
      return behandel(omgeving, async (oproep) => {
        eisScope(oproep, plek, soort);
        req.body = await new Lichaamlezer(inhoud, maximum, ['inhoud']).lees(req);
        next();
      })(req, res, next);
    };
  router.post('/enkelvoudiginformatieobjecten', eisJson, leesGroot('create'));
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
      stuurObject(req, res, plek.resource, toonRij(omgeving.kaart, oproep.basis, plek.resource, waarden));
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
        res.end();
        return;
      }
      await stuurInhoud(req, res, inhoud, waarden.inhoud as string);
    }),
  );

  const ontgrendelt = ['documenten.lock', 'documenten.geforceerd-unlock'];

  /** The document, locked against other changes. @throws Problem 403, 404 */
  async function eisDocument(tx: Vraagbaak, oproep: Oproep, req: express.Request, scopes: readonly string[]) {
    const gevonden = await zoekRij(omgeving, tx, plek, uuidUit(req), true);
    if (!gevonden) throw nietGevonden();
    const mag = (...gevraagd: string[]): boolean =>
      heeftRecht(oproep.aanroeper, plek, gevraagd, gevonden.sleutel);
    if (!mag(...scopes)) throw nietToegestaan();
    return { waarden: gevonden.waarden, mag };
  }

  router.post(
    `${pad}/lock`,
    json,
    behandel(omgeving, async (oproep, req, res) => {
      const { body } = await inTransactie(omgeving, oproep, req, async (tx) => {
        const { waarden } = await eisDocument(tx, oproep, req, ['documenten.lock']);
        if (waarden.lock) throw veldFout('nonFieldErrors', 'existing-lock', 'Het document is al gelockt.');
        const lock = randomUUID().replaceAll('-', '');
        await tx.doe(
          sql`UPDATE enkelvoudiginformatieobject SET lock = ${lock} WHERE uuid = ${waarden.uuid}::uuid`,
        );
        return { status: 200, body: { lock } };
      });
      res.type('application/json').end(JSON.stringify(body));
    }),
  );

  /** The lock fits, and all parts are there; joined they are the content. */
  async function voegDelenSamen(oproep: Oproep, req: express.Request): Promise<Opgeborgen | undefined> {
    const slot = lockUit(req.body);
    const delen = await omgeving.opslag.transactie(async (tx) => {
      const { waarden, mag } = await eisDocument(tx, oproep, req, ontgrendelt);
      const dwingt = mag('documenten.geforceerd-unlock') && (slot === undefined || slot === '');
      if (!dwingt && !isSlot(waarden.lock, slot))
        throw veldFout(
          'nonFieldErrors',
          slot ? 'incorrect-lock-id' : 'missing-lock-id',
          'Het lock klopt niet.',
        );
      const rijen = await tx.alle<{ sha256: string | null }>(
        sql`SELECT sha256 FROM bestandsdeel WHERE informatieobject = ${waarden.uuid}::uuid ORDER BY volgnummer`,
      );
      if (!dwingt && rijen.some((deel) => deel.sha256 === null))
        throw veldFout('nonFieldErrors', 'incomplete-upload', 'Nog niet alle bestandsdelen zijn er.');
      return rijen.flatMap((deel) => deel.sha256 ?? []);
    });
    // Joining may take long, and waits for no row: the lock still keeps others out.
    return delen.length > 0 ? inhoud.voegSamen(delen) : undefined;
  }

  router.post(
    `${pad}/unlock`,
    json,
    behandel(omgeving, async (oproep, req, res) => {
      await inTransactie(
        omgeving,
        oproep,
        req,
        async (tx, geheel: Opgeborgen | undefined) => {
          const { waarden } = await eisDocument(tx, oproep, req, ontgrendelt);
          if (geheel && !isHeel(geheel.sha256, waarden.integriteit))
            throw veldFout('integriteit.waarde', 'invalid', 'De inhoud heeft een andere SHA-256.');
          if (geheel)
            await tx.doe(
              sql`UPDATE enkelvoudiginformatieobject SET inhoud_sha256 = ${geheel.sha256}, bestandsomvang = ${geheel.grootte} WHERE uuid = ${waarden.uuid}::uuid`,
            );
          await tx.doe(sql`DELETE FROM bestandsdeel WHERE informatieobject = ${waarden.uuid}::uuid`);
          await tx.doe(
            sql`UPDATE enkelvoudiginformatieobject SET lock = NULL WHERE uuid = ${waarden.uuid}::uuid`,
          );
          return { status: 204, body: null };
        },
        { vooraf: () => voegDelenSamen(oproep, req) },
      );
      res.status(204).end();
    }),
  );

  bestandsdeelRoute(router, omgeving, plek, inhoud);
}
