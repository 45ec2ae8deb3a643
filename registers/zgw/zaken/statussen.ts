import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** Answers within one transaction: several rules ask the same of one new status. */
const gevraagd = new WeakMap<Vraagbaak, Map<unknown, Promise<boolean>>>();

/** True for the statustype with the highest volgnummer of its zaaktype. */
export function isEindstatus(tx: Vraagbaak, statustype: unknown): Promise<boolean> {
  const eerder = gevraagd.get(tx) ?? new Map<unknown, Promise<boolean>>();
  gevraagd.set(tx, eerder);
  const antwoord = eerder.get(statustype) ?? vraagEindstatus(tx, statustype);
  eerder.set(statustype, antwoord);
  return antwoord;
}

async function vraagEindstatus(tx: Vraagbaak, statustype: unknown): Promise<boolean> {
  const rij = await tx.een<{ eind: boolean }>(sql`
    SELECT volgnummer = (SELECT max(m.volgnummer) FROM statustype m WHERE m.zaaktype = s.zaaktype) AS eind FROM statustype s WHERE s.uuid = ${statustype}::uuid`);
  return rij?.eind === true;
}

/** Who set a status plays a part in its case (Open Zaak). */
export const gezetDoorRolVanZaak: Regel = async ({ tx, nieuw, fout }) => {
  if (!nieuw.gezetdoor) return;
  const rol = await tx.een(
    sql`SELECT 1 FROM rol WHERE uuid = ${nieuw.gezetdoor}::uuid AND zaak = ${nieuw.zaak}::uuid`,
  );
  if (!rol) fout('nonFieldErrors', 'zaak-mismatch', 'De rol in gezetdoor hoort niet bij de zaak.');
};
