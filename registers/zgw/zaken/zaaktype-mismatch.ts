import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** A type of this kind belongs to the zaaktype of the case. */
function hoortBijZaaktype(
  veld: 'statustype' | 'eigenschap' | 'roltype' | 'resultaattype' | 'zaakobjecttype',
): Regel {
  return async ({ tx, nieuw, fout }) => {
    if (!nieuw[veld]) return;
    const past = await tx.een(
      sql`SELECT 1 FROM zaak z JOIN ${sql.table(veld)} k ON k.zaaktype = z.zaaktype WHERE z.uuid = ${nieuw.zaak}::uuid AND k.uuid = ${nieuw[veld]}::uuid`,
    );
    if (!past)
      fout('nonFieldErrors', 'zaaktype-mismatch', `Het ${veld} hoort niet bij het zaaktype van de zaak.`);
  };
}

/** zrc-016 */
export const zrc016 = hoortBijZaaktype('statustype');
/** zrc-018 */
export const zrc018 = hoortBijZaaktype('eigenschap');
/** zrc-019 */
export const zrc019 = hoortBijZaaktype('roltype');
/** zrc-020 */
export const zrc020 = hoortBijZaaktype('resultaattype');
export const zaakobjecttypePast = hoortBijZaaktype('zaakobjecttype');

/** zrc-017: the kind of document is one of the zaaktype (by name, over all versions). */
export const zrc017: Regel = async ({ tx, nieuw, fout }) => {
  const past = await tx.een(sql`
    SELECT 1 FROM zaak z JOIN zaaktype_informatieobjecttype r ON r.zaaktype = z.zaaktype
    JOIN informatieobjecttype k ON k.uuid = r.informatieobjecttype
    JOIN enkelvoudiginformatieobject d ON d.uuid = ${nieuw.informatieobject}::uuid
    JOIN informatieobjecttype e ON e.uuid = d.informatieobjecttype AND e.catalogus = k.catalogus AND e.omschrijving = k.omschrijving
    WHERE z.uuid = ${nieuw.zaak}::uuid LIMIT 1`);
  if (!past)
    fout(
      'nonFieldErrors',
      'missing-zaaktype-informatieobjecttype-relation',
      'Dit soort document hoort niet bij het zaaktype.',
    );
};
