import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** zrc-022: a case is archived when its documents are, and when is known what happens to it and when. */
export const zrc022: Regel = async ({ tx, nieuw, uuid, fout }) => {
  if (nieuw.archiefstatus === 'nog_te_archiveren') return;
  const open = await tx.een(sql`
    SELECT 1 FROM zaakinformatieobject r JOIN enkelvoudiginformatieobject i ON i.uuid = r.informatieobject
    WHERE r.zaak = ${uuid}::uuid AND i.status <> 'gearchiveerd' LIMIT 1`);
  if (open)
    fout('archiefstatus', 'documents-not-archived', 'Er zijn informatieobjecten die niet gearchiveerd zijn.');
  if (!nieuw.archiefnominatie)
    fout('archiefnominatie', 'archiefnominatie-not-set', 'De archiefnominatie is nog niet gezet.');
  if (!nieuw.archiefactiedatum)
    fout('archiefactiedatum', 'archiefactiedatum-not-set', 'De archiefactiedatum is nog niet gezet.');
};
