import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { niveauVan } from '../vertrouwelijkheid.ts';

/** zrc-009: without a vertrouwelijkheidaanduiding of its own a case has that of its zaaktype; it is never lowered unasked. */
export const zrc009: Regel = async ({ tx, oud, nieuw }) => {
  nieuw.vertrouwelijkheidaanduiding ||= oud?.vertrouwelijkheidaanduiding;
  if (nieuw.vertrouwelijkheidaanduiding) return;
  const zaaktype = await tx.een<{ vertrouwelijkheid: number }>(
    sql`SELECT vertrouwelijkheid FROM zaaktype WHERE uuid = ${nieuw.zaaktype}::uuid`,
  );
  nieuw.vertrouwelijkheidaanduiding = niveauVan(zaaktype?.vertrouwelijkheid);
};
