import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { vraagAchterSlot } from '../../kader/slot.ts';

/** zrc-013: a hoofdzaak is another case, and no deelzaak itself. */
export const zrc013: Regel = async ({ tx, oud, nieuw, uuid, gegeven, fout }) => {
  if (!nieuw.hoofdzaak || !gegeven.has('hoofdzaak')) return;
  if (nieuw.hoofdzaak === uuid)
    return fout('hoofdzaak', 'self-forbidden', 'Een zaak kan geen deelzaak van zichzelf zijn.');
  if (nieuw.hoofdzaak === oud?.hoofdzaak) return;
  // Two cases that become each other's hoofdzaak, or one under the other, at once: the second looks after the first.
  const hoofd = await vraagAchterSlot(
    tx,
    'hoofdzaak',
    sql<{
      hoofdzaak: string | null;
    }>`SELECT hoofdzaak FROM zaak WHERE uuid = ${nieuw.hoofdzaak}::uuid FOR KEY SHARE`,
  );
  if (hoofd?.hoofdzaak)
    fout('hoofdzaak', 'deelzaak-als-hoofdzaak', 'Deelzaken van deelzaken zijn niet toegestaan.');
  const eigen = await tx.een(sql`SELECT 1 FROM zaak WHERE hoofdzaak = ${uuid}::uuid LIMIT 1`);
  if (eigen) fout('hoofdzaak', 'deelzaak-als-hoofdzaak', 'Deze zaak heeft zelf deelzaken.');
};
