import { sql } from 'kysely';
import { Geweigerd, type Regel } from '../../kader/regel.ts';

/** ztc-017: only an empty catalogus can go. */
export const ztc017: Regel = async ({ tx, uuid }) => {
  const vol = await tx.een(sql`
    SELECT 1 WHERE EXISTS (SELECT 1 FROM zaaktype WHERE catalogus = ${uuid}::uuid)
      OR EXISTS (SELECT 1 FROM besluittype WHERE catalogus = ${uuid}::uuid)
      OR EXISTS (SELECT 1 FROM informatieobjecttype WHERE catalogus = ${uuid}::uuid)`);
  if (vol)
    throw new Geweigerd(
      409,
      'CATALOG_NOT_EMPTY',
      'De catalogus kan niet worden verwijderd omdat deze nog items bevat.',
    );
};
