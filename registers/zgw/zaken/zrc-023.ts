import { sql } from 'kysely';
import { Geweigerd, type Regel } from '../../kader/regel.ts';

/** zrc-023: with a case goes everything that hangs on it. Tables do most; relations in other registers and trails here. */
export const zrc023: Regel = async ({ tx, uuid, fout, heeftScopeOp }) => {
  const deelzaken = await tx.alle<{ uuid: string }>(
    sql`SELECT uuid FROM zaak WHERE hoofdzaak = ${uuid}::uuid FOR UPDATE`,
  );
  for (const deelzaak of deelzaken)
    if (!(await heeftScopeOp('zaak', deelzaak.uuid, 'zaken.verwijderen')))
      throw new Geweigerd(
        403,
        'permission_denied',
        'Met deze zaak zou een deelzaak gaan die u niet mag verwijderen.',
      );
  const besluit = await tx.een(
    sql`SELECT 1 FROM besluit b JOIN zaak z ON z.uuid = b.zaak WHERE z.uuid = ${uuid}::uuid OR z.hoofdzaak = ${uuid}::uuid LIMIT 1`,
  );
  if (besluit) return fout('nonFieldErrors', 'pending-relations', 'De zaak heeft nog besluiten.');
  await tx.doe(
    sql`DELETE FROM objectinformatieobject WHERE object IN (SELECT '~/zaken/api/v1/zaken/' || uuid FROM zaak WHERE uuid = ${uuid}::uuid OR hoofdzaak = ${uuid}::uuid)`,
  );
  await tx.doe(
    sql`DELETE FROM zaakrelatie WHERE url IN (SELECT '~/zaken/api/v1/zaken/' || uuid FROM zaak WHERE uuid = ${uuid}::uuid OR hoofdzaak = ${uuid}::uuid)`,
  );
  await tx.doe(
    sql`DELETE FROM zgw_audit WHERE hoofdobject IN (SELECT uuid FROM zaak WHERE hoofdzaak = ${uuid}::uuid)`,
  );
};
