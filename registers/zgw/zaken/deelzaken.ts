import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { isEindstatus } from './statussen.ts';

/** A case is closed after its deelzaken, and each of those has its resultaat (Open Zaak). */
export const geenOpenDeelzaken: Regel = async ({ tx, nieuw, fout }) => {
  if (!(await isEindstatus(tx, nieuw.statustype))) return;
  const deelzaken = await tx.een<{ open: boolean | null; zonder: boolean | null }>(sql`
    SELECT bool_or(d.einddatum IS NULL) AS open, bool_or(NOT EXISTS (SELECT 1 FROM resultaat r WHERE r.zaak = d.uuid)) AS zonder
    FROM zaak d WHERE d.hoofdzaak = ${nieuw.zaak}::uuid`);
  if (deelzaken?.open)
    fout('nonFieldErrors', 'deelzaken-not-closed', 'Er zijn deelzaken die nog niet afgesloten zijn.');
  else if (deelzaken?.zonder)
    fout('nonFieldErrors', 'deelzaak-resultaat-does-not-exist', 'Er zijn deelzaken zonder resultaat.');
};

/** A deelzaak is opened again after its hoofdzaak (Open Zaak). */
export const hoofdzaakIsOpen: Regel = async ({ tx, nieuw, fout }) => {
  const dicht = await tx.een(sql`
    SELECT 1 FROM zaak d JOIN zaak h ON h.uuid = d.hoofdzaak WHERE d.uuid = ${nieuw.zaak}::uuid AND h.einddatum IS NOT NULL`);
  if (dicht && !(await isEindstatus(tx, nieuw.statustype)))
    fout('nonFieldErrors', 'hoofdzaak-closed', 'De hoofdzaak is afgesloten; heropen die eerst.');
};
