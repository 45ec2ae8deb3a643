import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { wachtOpBeurt } from './beurt.ts';
import type { Typetabel } from './types.ts';
import { naamkolom, overlapReden, overlapt, type Versie } from './ztc-016.ts';

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

/**
 * Makes a concept definitive (ztc-012, ztc-016).
 * @returns false when it was already: publishing again changes nothing
 */
export async function publiceer(tx: Vraagbaak, tabel: Typetabel, uuid: string, fout: Fout): Promise<boolean> {
  if (tabel === 'zaaktype') await wachtOpBeurt(tx, [uuid]);
  const versie = await tx.een<Versie & { concept: boolean }>(sql`
    SELECT uuid, concept, catalogus, ${sql.ref(naamkolom[tabel])} AS naam, begin_geldigheid AS van, einde_geldigheid AS tot
    FROM ${sql.table(tabel)} WHERE uuid = ${uuid}::uuid`);
  if (!versie?.concept) return false;
  if (tabel === 'zaaktype') await zonderConcepten(tx, uuid, fout);
  if (await overlapt(tx, tabel, versie)) fout('beginGeldigheid', 'overlap', overlapReden);
  await tx.doe(sql`UPDATE ${sql.table(tabel)} SET concept = false WHERE uuid = ${uuid}::uuid`);
  return true;
}
