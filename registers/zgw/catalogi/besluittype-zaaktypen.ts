import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** A besluittype that names its zaaktypen (Catalogi 1.2) is kept in the list of each of them; one that goes leaves all. */
export const koppelZaaktypen: Regel = async ({ tx, actie, nieuw, uuid, gegeven }) => {
  const zaaktypen = actie === 'destroy' ? [] : nieuw.zaaktypen;
  if (actie !== 'destroy' && !gegeven.has('zaaktypen')) return;
  await tx.doe(sql`
    UPDATE zaaktype SET besluittypen = array_remove(besluittypen, ${uuid}::uuid)
    WHERE besluittypen @> ARRAY[${uuid}::uuid] AND NOT uuid = ANY(${zaaktypen}::uuid[])`);
  await tx.doe(sql`
    UPDATE zaaktype SET besluittypen = besluittypen || ${uuid}::uuid
    WHERE uuid = ANY(${zaaktypen}::uuid[]) AND NOT besluittypen @> ARRAY[${uuid}::uuid]`);
};
