import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { overlapt } from './ztc-016.ts';

type Fout = (name: string, code: string, reason: string) => void;

/** ztc-012: a zaaktype is published after everything that it refers to. */
async function zonderConcepten(tx: Vraagbaak, uuid: string, fout: Fout): Promise<void> {
  const concept = await tx.een(sql`
    SELECT 1 FROM zaaktype z JOIN besluittype b ON b.uuid = ANY(z.besluittypen) WHERE z.uuid = ${uuid}::uuid AND b.concept
    UNION ALL
    SELECT 1 FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype i ON i.uuid = r.informatieobjecttype WHERE r.zaaktype = ${uuid}::uuid AND i.concept
    LIMIT 1`);
  if (concept)
    fout(
      'nonFieldErrors',
      'concept-relation',
      'Een gerelateerd besluittype of informatieobjecttype is nog niet gepubliceerd.',
    );
}

/** Makes a concept definitive (ztc-012, ztc-016). Publishing again changes nothing. */
export async function publiceer(
  tx: Vraagbaak,
  tabel: 'zaaktype' | 'besluittype' | 'informatieobjecttype',
  uuid: string,
  fout: Fout,
): Promise<void> {
  const rij = await tx.een<{ begin_geldigheid: string; einde_geldigheid: string | null }>(
    sql`SELECT begin_geldigheid, einde_geldigheid FROM ${sql.table(tabel)} WHERE uuid = ${uuid}::uuid`,
  );
  if (!rij) return;
  if (tabel === 'zaaktype') {
    await zonderConcepten(tx, uuid, fout);
    if (await overlapt(tx, tabel, uuid, rij.begin_geldigheid, rij.einde_geldigheid))
      fout('nonFieldErrors', 'overlap', 'Een andere gepubliceerde versie is in deze periode al geldig.');
  }
  await tx.doe(sql`UPDATE ${sql.table(tabel)} SET concept = false WHERE uuid = ${uuid}::uuid`);
}
