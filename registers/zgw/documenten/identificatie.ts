import { type RawBuilder, sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { vraagAchterSlot } from '../../kader/slot.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** SQL: so many numbers of ours, of which none comes back. */
const nieuweNummers = (nu: Date, aantal: number): RawBuilder<{ identificatie: string }> =>
  sql`SELECT ${`DOCUMENT-${nu.getUTCFullYear()}-`} || lpad(nextval('document_nummer')::text, 10, '0') AS identificatie FROM generate_series(1, ${aantal}::int)`;

/**
 * Numbers that no document of this bronorganisatie has, or will get by itself: whoever reserved one gives it to a
 * document by naming it (Open Zaak, `documentnummer_reserveren`).
 */
export async function reserveerNummers(
  tx: Vraagbaak,
  bronorganisatie: unknown,
  aantal: number,
  nu: Date,
): Promise<string[]> {
  const nummers: string[] = [];
  while (nummers.length < aantal) {
    const rijen = await tx.alle<{ identificatie: string }>(sql`
      WITH nieuw AS MATERIALIZED (${nieuweNummers(nu, aantal - nummers.length)})
      SELECT identificatie FROM nieuw WHERE NOT EXISTS (
        SELECT 1 FROM enkelvoudiginformatieobject d
        WHERE d.bronorganisatie = ${bronorganisatie} AND d.identificatie = nieuw.identificatie)`);
    nummers.push(...rijen.map(({ identificatie }) => identificatie));
  }
  return nummers;
}

/** identificatie is unique within the bronorganisatie, and made when it was not given. */
export const documentIdentificatie: Regel = async ({ tx, actie, nieuw, uuid, gegeven, nu, fout }) => {
  if (actie === 'create' && !nieuw.identificatie)
    [nieuw.identificatie] = await reserveerNummers(tx, nieuw.bronorganisatie, 1, nu);
  else if (!gegeven.has('identificatie') && !gegeven.has('bronorganisatie')) return;
  const ander = await vraagAchterSlot(
    tx,
    `document:${nieuw.bronorganisatie}:${nieuw.identificatie}`,
    sql`SELECT 1 FROM enkelvoudiginformatieobject WHERE bronorganisatie = ${nieuw.bronorganisatie} AND identificatie = ${nieuw.identificatie} AND uuid <> ${uuid}::uuid`,
  );
  if (ander)
    fout(
      'identificatie',
      'identificatie-niet-uniek',
      'Deze identificatie bestaat al voor deze bronorganisatie.',
    );
};
