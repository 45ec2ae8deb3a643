import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Over } from './tijdlijn.ts';

/** Whose data stand in a dossier: ids of partijen, or of the verzoek or interactie itself while the klant is unknown. */
export async function listBetrokkenen(db: Kysely<Database>, over: Over): Promise<string[]> {
  const id = 'verzoekId' in over ? over.verzoekId : over.interactieId;
  const query =
    'verzoekId' in over
      ? sql<{ partij_id: string }>`
          SELECT partij_id FROM verzoek WHERE id = ${id} AND partij_id IS NOT NULL
          UNION SELECT partij_id FROM betrokkene WHERE verzoek_id = ${id} AND partij_id IS NOT NULL`
      : sql<{
          partij_id: string;
        }>`SELECT partij_id FROM interactie WHERE id = ${id} AND partij_id IS NOT NULL`;
  const { rows } = await query.execute(db);
  return rows.length > 0 ? rows.map((row) => row.partij_id) : [id];
}
