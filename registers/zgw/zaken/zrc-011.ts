import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

const eigen = /^~\/zaken\/api\/v1\/zaken\/([0-9a-f-]{36})$/;

/** zrc-011: every related case exists. */
export const zrc011: Regel = async ({ tx, nieuw, gegeven, extern, fout }) => {
  if (!gegeven.has('relevanteAndereZaken')) return;
  for (const [index, { url }] of (nieuw.relevanteAndereZaken as { url: string }[]).entries()) {
    const uuid = eigen.exec(url)?.[1];
    const bestaat = uuid
      ? await tx.een(sql`SELECT 1 FROM zaak WHERE uuid = ${uuid}::uuid`)
      : extern.get(url)?.status === 200;
    if (!bestaat) fout(`relevanteAndereZaken.${index}.url`, 'bad-url', 'Deze zaak bestaat niet.');
  }
};
