import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { sql } from 'kysely';
import { Problem } from '../../platform/problem.ts';
import type { Vraagbaak } from '../../registers/kader/vraagbaak.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import { metBegrip } from './schrijf.ts';

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
  const eerste = await tx.doe(sql`
    INSERT INTO zgw_idempotentie (client_id, sleutel, verzoek, op) VALUES (${clientId}, ${sleutel}, ${hash}, ${nu}) ON CONFLICT DO NOTHING`);
  if (eerste === 0) {
    const eerder = await tx.een<{ verzoek: string; status: number; antwoord: unknown }>(sql`
      SELECT verzoek, status, antwoord FROM zgw_idempotentie WHERE client_id = ${clientId} AND sleutel = ${sleutel}`);
    if (eerder?.verzoek !== hash)
      throw new Problem(
        422,
        'idempotency-key-reused',
        'Sleutel al gebruikt.',
        'Deze Idempotency-Key hoort bij een ander verzoek.',
      );
    return { status: eerder.status, body: eerder.antwoord };
  }
  const antwoord = await werk();
  await tx.doe(sql`
    UPDATE zgw_idempotentie SET status = ${antwoord.status}, antwoord = ${JSON.stringify(antwoord.body)}::jsonb WHERE client_id = ${clientId} AND sleutel = ${sleutel}`);
  return antwoord;
}
