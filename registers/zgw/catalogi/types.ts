import { type RawBuilder, sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** What rules need to know of a versioned type. */
export interface Type {
  uuid: string;
  catalogus: string;
  concept: boolean;
  begin_geldigheid: string;
  einde_geldigheid: string | null;
  gegevens: Record<string, unknown>;
}

export type Typetabel = 'zaaktype' | 'besluittype' | 'informatieobjecttype';

/** Reads types by uuid, in no order. Addresses and nothing are passed over. */
export async function leesTypen(tx: Vraagbaak, tabel: Typetabel, uuids: unknown): Promise<Type[]> {
  const lijst = (Array.isArray(uuids) ? uuids : [uuids]).filter(
    (uuid): uuid is string => typeof uuid === 'string' && !uuid.includes('/'),
  );
  if (lijst.length === 0) return [];
  return tx.alle<Type>(sql`
    SELECT uuid, catalogus, concept, begin_geldigheid, einde_geldigheid, gegevens FROM ${sql.table(tabel)} WHERE uuid = ANY(${lijst}::uuid[])`);
}

export const leesType = async (tx: Vraagbaak, tabel: Typetabel, uuid: unknown): Promise<Type | undefined> =>
  (await leesTypen(tx, tabel, uuid))[0];

/** SQL: the version `t` is published and valid on a day. */
export const geldigOp = (alias: string, dag: RawBuilder<unknown>): RawBuilder<unknown> => {
  const van = sql.ref(`${alias}.begin_geldigheid`);
  const tot = sql.ref(`${alias}.einde_geldigheid`);
  return sql`(NOT ${sql.ref(`${alias}.concept`)} AND ${van} <= ${dag} AND (${tot} IS NULL OR ${tot} >= ${dag}))`;
};
