import { sql } from 'kysely';
import type { Regel } from '../kader/regel.ts';
import { niveauVan } from './vertrouwelijkheid.ts';

/** zrc-009, drc-007: without a vertrouwelijkheidaanduiding of its own an object has that of its type; it is never lowered unasked. */
export const vertrouwelijkheidVanType =
  (type: 'zaaktype' | 'informatieobjecttype'): Regel =>
  async ({ tx, oud, nieuw }) => {
    nieuw.vertrouwelijkheidaanduiding ||= oud?.vertrouwelijkheidaanduiding;
    if (nieuw.vertrouwelijkheidaanduiding) return;
    const rij = await tx.een<{ vertrouwelijkheid: number }>(
      sql`SELECT vertrouwelijkheid FROM ${sql.table(type)} WHERE uuid = ${nieuw[type]}::uuid`,
    );
    nieuw.vertrouwelijkheidaanduiding = niveauVan(rij?.vertrouwelijkheid);
  };

export const zrc009 = vertrouwelijkheidVanType('zaaktype');
export const drc007 = vertrouwelijkheidVanType('informatieobjecttype');
