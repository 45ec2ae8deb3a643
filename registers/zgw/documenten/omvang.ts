import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** The size that a document has now; null when it has none, or is not there. */
export async function omvangVan(tx: Vraagbaak, uuid: string): Promise<number | null> {
  const rij = await tx.een<{ bestandsomvang: number | null }>(
    sql`SELECT bestandsomvang FROM enkelvoudiginformatieobject WHERE uuid = ${uuid}::uuid`,
  );
  return rij?.bestandsomvang ?? null;
}

/** A content that stays has the size that it has. */
export const omvangKlopt: Regel = ({ oud, nieuw, gegeven, fout }) => {
  if (!oud?.inhoud || nieuw.inhoud !== oud.inhoud || !gegeven.has('bestandsomvang')) return;
  if (nieuw.bestandsomvang !== oud.bestandsomvang)
    fout('nonFieldErrors', 'file-size', 'De inhoud heeft een andere grootte dan bestandsomvang zegt.');
};
