import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** What the medewerker who finished the last task of a verzoek wrote for the klant. */
export async function readToelichting(db: Kysely<Database>, verzoekId: string): Promise<string | undefined> {
  const taak = await db
    .selectFrom('taak')
    .select('resultaat')
    .where('verzoek_id', '=', verzoekId)
    .where('status', '=', 'klaar')
    .where('soort', '=', 'taak')
    .orderBy('afgerond_op', 'desc')
    .limit(1)
    .executeTakeFirst();
  const toelichting = taak?.resultaat?.toelichting;
  return typeof toelichting === 'string' && toelichting ? toelichting : undefined;
}
