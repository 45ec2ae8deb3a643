import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

const klasse = 'https://selectielijst.openzaak.nl/api/v1/resultaten/afa30940-855b-4a7e-aa21-9e15a8078814';

/** A list that waits for a decision, as the nightly proposal makes it. @returns its id */
export async function maakArchieflijst(
  db: Db,
  soort: 'vernietigen' | 'overdragen',
  identificaties: string[],
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO archieflijst (soort, peildatum, voorgesteld_op) VALUES (${soort}, '2026-11-24', '2026-11-24T02:00:00Z') RETURNING id`.execute(
    db,
  );
  const id = rows[0]!.id;
  for (const [index, identificatie] of identificaties.entries())
    await sql`
      INSERT INTO archiefregel (lijst, volgnummer, zaak, identificatie, zaaktype, resultaattype, selectielijstklasse, archiefactiedatum, stand)
      VALUES (${id}::uuid, ${index + 1}, uuidv7(), ${identificatie}, 'Evenement organiseren', 'Verleend', ${klasse}, '2024-03-15', 'x')`.execute(
      db,
    );
  return id;
}
