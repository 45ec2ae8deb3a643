import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** True for the statustype with the highest volgnummer of its zaaktype. */
export async function isEindstatus(tx: Vraagbaak, statustype: unknown): Promise<boolean> {
  const rij = await tx.een<{ eind: boolean }>(sql`
    SELECT volgnummer = (SELECT max(m.volgnummer) FROM statustype m WHERE m.zaaktype = s.zaaktype) AS eind FROM statustype s WHERE s.uuid = ${statustype}::uuid`);
  return rij?.eind === true;
}
