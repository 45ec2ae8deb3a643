import type { Kysely } from 'kysely';
import { findOnderwerp } from '../berichten/onderwerp.ts';
import type { Database } from '../database.ts';

export interface NieuweGebeurtenis {
  kenmerk: string;
  /** The same sleutel again changes nothing. */
  sleutel: string;
  soort: string;
  gegevens?: Record<string, string | number>;
  /** `systeem:<part>` or `medewerker:<pseudonym>`. */
  actor: string;
}

/** Writes down that something happened to a verzoek or interactie, for its timeline. */
export async function recordGebeurtenis(
  db: Kysely<Database>,
  nieuw: NieuweGebeurtenis,
  nu: Date,
): Promise<void> {
  const over = await findOnderwerp(db, nieuw.kenmerk);
  await db
    .insertInto('gebeurtenis')
    .values({
      sleutel: nieuw.sleutel,
      verzoek_id: over.verzoek?.id ?? null,
      interactie_id: over.interactieId,
      soort: nieuw.soort,
      gegevens: JSON.stringify(nieuw.gegevens ?? {}),
      actor: nieuw.actor,
      op: nu,
    })
    .onConflict((conflict) => conflict.column('sleutel').doNothing())
    .execute();
}
