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
}

/**
 * Runs a change in one transaction, and only once when the request has an `Idempotency-Key`.
 * @throws Problem 400 for a key of the wrong length
 */
export async function inTransactie(
  omgeving: Omgeving,
  oproep: Oproep,
  req: Request,
  werk: (tx: Vraagbaak) => Promise<Bewaard>,
): Promise<Bewaard> {
  const sleutel = req.get('idempotency-key');
  if (sleutel !== undefined && (sleutel.length < 1 || sleutel.length > 255))
    throw new Problem(
      400,
      'invalid',
      'Idempotency-Key klopt niet.',
      'De header Idempotency-Key is 1 tot 255 tekens lang.',
    );
  const verzoek = `${req.method} ${req.originalUrl}\n${JSON.stringify(req.body ?? null)}`;
  return metBegrip(() =>
    omgeving.opslag.transactie((tx) =>
      sleutel === undefined
        ? werk(tx)
        : eenmalig(tx, oproep.aanroeper.clientId, sleutel, verzoek, oproep.nu, () => werk(tx)),
    ),
  );
}

/**
 * Runs a change once per key of a client, inside the transaction of that change. A second request with the same key
 * waits for the first one to commit, and gets its answer.
 * @throws Problem 422 when the key was used for another request
 */
async function eenmalig(
  tx: Vraagbaak,
  clientId: string,
  sleutel: string,
  verzoek: string,
  nu: Date,
  werk: () => Promise<Bewaard>,
): Promise<Bewaard> {
  const hash = createHash('sha256').update(verzoek).digest('hex');
  const grens = new Date(nu.getTime() - bewaardMs);
  // Skips what another request is clearing away.
  await tx.doe(sql`
    DELETE FROM zgw_idempotentie WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM zgw_idempotentie WHERE op < ${grens}
      ORDER BY op LIMIT ${perKeerWeg} FOR UPDATE SKIP LOCKED))`);
  const eerste = await tx.doe(sql`
    INSERT INTO zgw_idempotentie (client_id, sleutel, verzoek, op) VALUES (${clientId}, ${sleutel}, ${hash}, ${nu})
    ON CONFLICT (client_id, sleutel) DO UPDATE
    SET verzoek = excluded.verzoek, op = excluded.op, status = NULL, antwoord = NULL, verzegeld = NULL, objecten = '{}'
    WHERE zgw_idempotentie.op < ${grens}`);
  if (eerste === 0) {
    const eerder = await tx.een<{
      verzoek: string;
      status: number;
      antwoord: unknown;
      verzegeld: string | null;
    }>(sql`
      SELECT verzoek, status, antwoord, verzegeld FROM zgw_idempotentie WHERE client_id = ${clientId} AND sleutel = ${sleutel}`);
    if (eerder?.verzoek !== hash)
      throw new Problem(
        422,
        'idempotency-key-reused',
        'Sleutel al gebruikt.',
        'Deze Idempotency-Key hoort bij een ander verzoek.',
      );
    // Without a seal: from before answers were sealed.
    const body =
      eerder.verzegeld === null ? eerder.antwoord : JSON.parse(openNationalNumber(eerder.verzegeld));
    return { status: eerder.status, body };
  }
  const antwoord = await werk();
  const tekst = JSON.stringify(antwoord.body ?? null);
  await tx.doe(sql`
    UPDATE zgw_idempotentie
    SET status = ${antwoord.status}, verzegeld = ${sealNationalNumber(tekst)}, objecten = ${[...new Set(tekst.match(uuid) ?? [])]}::text[]
    WHERE client_id = ${clientId} AND sleutel = ${sleutel}`);
  return antwoord;
}
