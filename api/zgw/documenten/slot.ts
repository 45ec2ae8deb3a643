import type { Request, Router } from 'express';
import { sql } from 'kysely';
import type { Vraagbaak, Waarden } from '../../../registers/kader/vraagbaak.ts';
import { isSlot, nieuwSlot } from '../../../registers/zgw/documenten/drc-009.ts';
import type { Inhoudopslag, Opgeborgen } from '../../../registers/zgw/documenten/inhoud.ts';
import { isHeel } from '../../../registers/zgw/documenten/integriteit.ts';
import { nietGevonden, nietToegestaan, veldFout } from '../../kit/fout.ts';
import { inTransactie } from '../../kit/idempotentie.ts';
import { zoekRij } from '../../kit/lees.ts';
import { leesJson } from '../../kit/lichaam.ts';
import type { Omgeving, Oproep } from '../../kit/omgeving.ts';
import { behandel, uuidUit } from '../../kit/oproep.ts';
import type { Plek } from '../../kit/resource.ts';
import { heeftRecht } from '../../kit/toegang.ts';

const pad = '/enkelvoudiginformatieobjecten/:uuid';
const json = leesJson(10_000);
const ontgrendelaars = ['documenten.lock', 'documenten.geforceerd-unlock'];

const geenSlot = () => veldFout('nonFieldErrors', 'incorrect-lock-id', 'Het lock klopt niet.');

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

/** What a document waited for when it was about to be unlocked. */
interface Stand {
  lock: unknown;
  /** SHA-256 of its parts, in their order; null for one that is not there. */
  delen: (string | null)[];
}

async function delenVan(tx: Vraagbaak, uuid: unknown): Promise<Stand['delen']> {
  const rijen = await tx.alle<{ sha256: string | null }>(
    sql`SELECT sha256 FROM bestandsdeel WHERE informatieobject = ${uuid}::uuid ORDER BY volgnummer`,
  );
  return rijen.map(({ sha256 }) => sha256);
}

/** @throws Problem 400 when parts are missing, and nobody forces */
function eisVolledig({ delen }: Stand, dwingt: boolean): void {
  if (dwingt || !delen.includes(null)) return;
  if (delen.every((deel) => deel === null))
    throw veldFout('nonFieldErrors', 'file-size', 'Er is nog geen enkel bestandsdeel.');
  throw veldFout('nonFieldErrors', 'incomplete-upload', 'Nog niet alle bestandsdelen zijn er.');
}

/** `POST {document}/lock` and `POST {document}/unlock` (drc-009); with the last, parts become the content. */
export function slotRoutes(router: Router, omgeving: Omgeving, plek: Plek, inhoud: Inhoudopslag): void {
  /** The document, locked against other changes. @throws Problem 403, 404 */
  async function eisDocument(tx: Vraagbaak, oproep: Oproep, req: Request, scopes: readonly string[]) {
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
        const lock = nieuwSlot();
        await tx.doe(
          sql`UPDATE enkelvoudiginformatieobject SET lock = ${lock} WHERE uuid = ${waarden.uuid}::uuid`,
        );
        return { status: 200, body: { lock } };
      });
      res.type('application/json').end(JSON.stringify(body));
    }),
  );

  /** The lock fits, and all parts are there; joined they are the content. */
  async function voegDelenSamen(oproep: Oproep, req: Request) {
    const slot = lockUit(req.body);
    const stand = await omgeving.opslag.transactie(async (tx): Promise<Stand> => {
      const { waarden, mag } = await eisDocument(tx, oproep, req, ontgrendelaars);
      const dwingt = mag('documenten.geforceerd-unlock') && (slot === undefined || slot === '');
      if (!dwingt && !isSlot(waarden.lock, slot)) throw geenSlot();
      const gevonden = { lock: waarden.lock, delen: await delenVan(tx, waarden.uuid) };
      eisVolledig(gevonden, dwingt);
      return gevonden;
    });
    const heel = stand.delen.length > 0 && !stand.delen.includes(null);
    // Joining may take long, and waits for no row: the lock still keeps others out.
    return { stand, geheel: heel ? await inhoud.voegSamen(stand.delen as string[]) : undefined };
  }

  router.post(
    `${pad}/unlock`,
    json,
    behandel(omgeving, async (oproep, req, res) => {
      await inTransactie(
        omgeving,
        oproep,
        req,
        async (tx, { stand, geheel }: Awaited<ReturnType<typeof voegDelenSamen>>) => {
          const { waarden } = await eisDocument(tx, oproep, req, ontgrendelaars);
          await ontgrendel(tx, waarden, stand, geheel);
          return { status: 204, body: null };
        },
        { vooraf: () => voegDelenSamen(oproep, req) },
      );
      res.status(204).end();
    }),
  );
}

/**
 * Parts that are all there become the content. Of an upload that somebody forced to an end nothing stays: half a content
 * is none.
 * @throws Problem 400 when somebody else unlocked the document in the meantime, or other parts came
 */
async function ontgrendel(
  tx: Vraagbaak,
  waarden: Waarden,
  stand: Stand,
  geheel: Opgeborgen | undefined,
): Promise<void> {
  if (waarden.lock !== stand.lock) throw geenSlot();
  if (JSON.stringify(await delenVan(tx, waarden.uuid)) !== JSON.stringify(stand.delen))
    throw veldFout('nonFieldErrors', 'incomplete-upload', 'Er kwam intussen nog een bestandsdeel.');
  if (geheel && !isHeel(geheel.sha256, waarden.integriteit))
    throw veldFout('integriteit.waarde', 'invalid', 'De inhoud heeft een andere SHA-256.');
  const inhoud = geheel
    ? sql`, inhoud_sha256 = ${geheel.sha256}, bestandsomvang = ${geheel.grootte}::bigint`
    : stand.delen.length > 0
      ? sql`, bestandsomvang = NULL`
      : sql``;
  await tx.doe(
    sql`UPDATE enkelvoudiginformatieobject SET lock = NULL ${inhoud} WHERE uuid = ${waarden.uuid}::uuid`,
  );
  await tx.doe(sql`DELETE FROM bestandsdeel WHERE informatieobject = ${waarden.uuid}::uuid`);
}
