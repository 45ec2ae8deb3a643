import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** A number that no case of this bronorganisatie has or will get by itself; numbers of a sequence never come back. */
export async function vrijNummer(tx: Vraagbaak, bronorganisatie: unknown, nu: Date): Promise<string> {
  for (;;) {
    const rij = await tx.een<{ nummer: number }>(sql`SELECT nextval('zaak_nummer') AS nummer`);
    const nummer = `ZAAK-${nu.getUTCFullYear()}-${String(rij?.nummer ?? 0).padStart(10, '0')}`;
    if (!(await isBezet(tx, bronorganisatie, nummer))) return nummer;
  }
}

/** zrc-002: identificatie is unique within the bronorganisatie, and made when it was not given. */
export const zrc002: Regel = async ({ tx, actie, nieuw, uuid, gegeven, nu, fout }) => {
  if (actie === 'create' && !nieuw.identificatie) {
    nieuw.identificatie = await vrijNummer(tx, nieuw.bronorganisatie, nu);
    return;
  }
  if (!gegeven.has('identificatie') && !gegeven.has('bronorganisatie')) return;
  if (await isBezet(tx, nieuw.bronorganisatie, nieuw.identificatie, uuid))
    fout(
      'identificatie',
      'identificatie-niet-uniek',
      'Deze identificatie bestaat al voor deze bronorganisatie.',
    );
};

async function isBezet(
  tx: Vraagbaak,
  bronorganisatie: unknown,
  identificatie: unknown,
  behalve?: string,
): Promise<boolean> {
  // Two writers of one number: the second waits here until the first is done.
  await tx.een(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`zaak:${bronorganisatie}:${identificatie}`}, 0))`,
  );
  const ander = await tx.een(
    sql`SELECT 1 FROM zaak WHERE bronorganisatie = ${bronorganisatie} AND identificatie = ${identificatie} AND uuid IS DISTINCT FROM ${behalve ?? null}::uuid`,
  );
  return ander !== undefined;
}
