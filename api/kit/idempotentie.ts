import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { sql } from 'kysely';
import { openNationalNumber, sealNationalNumber } from '../../platform/nationaal-nummer.ts';
import { Problem } from '../../platform/problem.ts';
import type { Vraagbaak } from '../../registers/kader/vraagbaak.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import { metBegrip } from './schrijf.ts';

/** How long an answer is kept, milliseconds; the same key after that is a new request. */
export const bewaardMs = 7 * 24 * 3_600_000;
/** What each request with a key clears away of what is older: more than it adds, few enough to cost nothing. */
const perKeerWeg = 5;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** An answer that was given before, kept so that the same request is never carried out twice. */
export interface Bewaard {
  status: number;
  body: unknown;
  /** What rules warned of, when the answer was kept. */
  waarschuwingen?: string[];
}

/** A request under a key of its client. */
interface Eenmaal {
  clientId: string;
  sleutel: string;
  /** Fingerprint of all that the request asks. */
  hash: string;
  nu: Date;
}

/** @throws Problem 400 for a key of the wrong length */
function eenmaalUit(oproep: Oproep, req: Request): Eenmaal | undefined {
  const sleutel = req.get('idempotency-key');
  if (sleutel === undefined) return undefined;
  if (sleutel.length < 1 || sleutel.length > 255)
    throw new Problem(
      400,
      'invalid',
      'Idempotency-Key klopt niet.',
      'De header Idempotency-Key is 1 tot 255 tekens lang.',
    );
  const verzoek = `${req.method} ${req.originalUrl}\n${JSON.stringify(req.body ?? null)}`;
  const hash = createHash('sha256').update(verzoek).digest('hex');
  return { clientId: oproep.aanroeper.clientId, sleutel, hash, nu: oproep.nu };
}

/** What stands around the work of a change. */
interface Rondom<V> {
  /**
   * Slow work before the transaction. It is left out when there is an answer already: what it looks at may be gone by
   * now, also by that request itself.
   */
  vooraf?: () => Promise<V>;
  /** Judges a kept answer: rights may have been taken away since it was given. */
  nogSteeds?: (bron: Vraagbaak, antwoord: Bewaard) => Promise<void>;
}

/**
 * Runs a change in one transaction, and only once when the request has an `Idempotency-Key`.
 * @throws Problem 400 for a key of the wrong length, 422 when it was used for another request
 */
export async function inTransactie<V>(
  { opslag }: Omgeving,
  oproep: Oproep,
  req: Request,
  werk: (tx: Vraagbaak, vooraf: V) => Promise<Bewaard>,
  { vooraf = async () => undefined as V, nogSteeds = async () => undefined }: Rondom<V> = {},
): Promise<Bewaard> {
  const eenmaal = eenmaalUit(oproep, req);
  async function geefWeer(bron: Vraagbaak, antwoord: Bewaard): Promise<Bewaard> {
    await nogSteeds(bron, antwoord);
    oproep.waarschuwingen.push(...(antwoord.waarschuwingen ?? []));
    return antwoord;
  }
  const eerder = eenmaal && (await leesEerder(opslag, eenmaal));
  if (eerder) return geefWeer(opslag, eerder);
  const klaar = await vooraf();
  return metBegrip(() =>
    opslag.transactie(async (tx) => {
      if (!eenmaal) return werk(tx, klaar);
      let nieuw = false;
      const antwoord = await eenmalig(tx, eenmaal, async () => {
        nieuw = true;
        return { ...(await werk(tx, klaar)), waarschuwingen: [...oproep.waarschuwingen] };
      });
      return nieuw ? antwoord : geefWeer(tx, antwoord);
    }),
  );
}

const vanaf = (nu: Date): Date => new Date(nu.getTime() - bewaardMs);

/**
 * The answer that a request got before.
 * @throws Problem 422 when the key was used for another request
 */
async function leesEerder(
  bron: Vraagbaak,
  { clientId, sleutel, hash, nu }: Eenmaal,
): Promise<Bewaard | undefined> {
  const eerder = await bron.een<{
    verzoek: string;
    status: number;
    antwoord: unknown;
    verzegeld: string | null;
    waarschuwingen: string[];
  }>(sql`
    SELECT verzoek, status, antwoord, verzegeld, waarschuwingen FROM zgw_idempotentie
    WHERE client_id = ${clientId} AND sleutel = ${sleutel} AND op >= ${vanaf(nu)}`);
  if (!eerder) return undefined;
  if (eerder.verzoek !== hash)
    throw new Problem(
      422,
      'idempotency-key-reused',
      'Sleutel al gebruikt.',
      'Deze Idempotency-Key hoort bij een ander verzoek.',
    );
  // Without a seal: from before answers were sealed.
  const body = eerder.verzegeld === null ? eerder.antwoord : JSON.parse(openNationalNumber(eerder.verzegeld));
  return { status: eerder.status, body, waarschuwingen: eerder.waarschuwingen };
}

/**
 * Runs a change once per key of a client, inside the transaction of that change. A second request with the same key
 * waits for the first one to commit, and gets its answer.
 */
async function eenmalig(tx: Vraagbaak, eenmaal: Eenmaal, werk: () => Promise<Bewaard>): Promise<Bewaard> {
  const { clientId, sleutel, hash, nu } = eenmaal;
  // Skips what another request is clearing away.
  await tx.doe(sql`
    DELETE FROM zgw_idempotentie WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM zgw_idempotentie WHERE op < ${vanaf(nu)}
      ORDER BY op LIMIT ${perKeerWeg} FOR UPDATE SKIP LOCKED))`);
  const eerste = await tx.doe(sql`
    INSERT INTO zgw_idempotentie (client_id, sleutel, verzoek, op) VALUES (${clientId}, ${sleutel}, ${hash}, ${nu})
    ON CONFLICT (client_id, sleutel) DO UPDATE
    SET verzoek = excluded.verzoek, op = excluded.op, status = NULL, antwoord = NULL, verzegeld = NULL, objecten = '{}', waarschuwingen = '{}'
    WHERE zgw_idempotentie.op < ${vanaf(nu)}`);
  const eerder = eerste === 0 ? await leesEerder(tx, eenmaal) : undefined;
  if (eerder) return eerder;
  const antwoord = await werk();
  const tekst = JSON.stringify(antwoord.body ?? null);
  await tx.doe(sql`
    UPDATE zgw_idempotentie
    SET status = ${antwoord.status}, verzegeld = ${sealNationalNumber(tekst)}, objecten = ${[...new Set(tekst.match(uuid) ?? [])]}::text[],
      waarschuwingen = ${antwoord.waarschuwingen ?? []}::text[]
    WHERE client_id = ${clientId} AND sleutel = ${sleutel}`);
  return antwoord;
}
