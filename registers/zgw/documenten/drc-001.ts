import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { leesType } from '../catalogi/types.ts';
import { niveauVan } from '../vertrouwelijkheid.ts';

/** drc-001: the informatieobjecttype is published. */
export const drc001: Regel = async ({ tx, oud, nieuw, fout }) => {
  if (oud?.informatieobjecttype === nieuw.informatieobjecttype) return;
  const type = await leesType(tx, 'informatieobjecttype', nieuw.informatieobjecttype);
  if (type?.concept)
    fout('informatieobjecttype', 'not-published', 'Het informatieobjecttype is nog een concept.');
};

/** drc-007: without a vertrouwelijkheidaanduiding of its own a document has that of its type; it is never lowered unasked. */
export const drc007: Regel = async ({ tx, oud, nieuw }) => {
  nieuw.vertrouwelijkheidaanduiding ||= oud?.vertrouwelijkheidaanduiding;
  if (nieuw.vertrouwelijkheidaanduiding) return;
  const type = await tx.een<{ vertrouwelijkheid: number }>(
    sql`SELECT vertrouwelijkheid FROM informatieobjecttype WHERE uuid = ${nieuw.informatieobjecttype}::uuid`,
  );
  nieuw.vertrouwelijkheidaanduiding = niveauVan(type?.vertrouwelijkheid);
};
