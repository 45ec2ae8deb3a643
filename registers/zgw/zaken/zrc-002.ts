import { type RawBuilder, sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { vraagAchterSlot } from '../../kader/slot.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** SQL: how a number of ours is written. */
export const nummerVan = (nu: Date, volgende: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`${`ZAAK-${nu.getUTCFullYear()}-`} || lpad((${volgende})::text, 10, '0')`;

/** A number that no case of this bronorganisatie has or will get by itself; numbers of a sequence never come back. */
async function vrijNummer(tx: Vraagbaak, bronorganisatie: unknown, nu: Date): Promise<string> {
  for (;;) {
    const rij = await tx.een<{ nummer: string }>(
      sql`SELECT ${nummerVan(nu, sql`nextval('zaak_nummer')`)} AS nummer`,
    );
    if (rij && !(await isBezet(tx, bronorganisatie, rij.nummer))) return rij.nummer;
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
  const ander = await vraagAchterSlot(
    tx,
    `zaak:${bronorganisatie}:${identificatie}`,
    sql`SELECT 1 FROM zaak WHERE bronorganisatie = ${bronorganisatie} AND identificatie = ${identificatie} AND uuid IS DISTINCT FROM ${behalve ?? null}::uuid`,
  );
  return ander !== undefined;
}
