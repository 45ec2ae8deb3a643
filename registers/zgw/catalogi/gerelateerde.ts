import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

const isAdres = /^(https?:\/|~)\//;

/** Related zaaktypen may be named by identificatie instead of address (Catalogi 1.3): the newest version is meant. */
export const losGerelateerdeOp: Regel = async ({ tx, nieuw, gegeven, fout }) => {
  if (!gegeven.has('gerelateerdeZaaktypen')) return;
  for (const [index, relatie] of (nieuw.gerelateerdeZaaktypen as { zaaktype: string }[]).entries()) {
    if (isAdres.test(relatie.zaaktype)) continue;
    const rij = await tx.een<{ uuid: string }>(sql`
      SELECT uuid FROM zaaktype WHERE catalogus = ${nieuw.catalogus}::uuid AND identificatie = ${relatie.zaaktype}
      ORDER BY concept, begin_geldigheid DESC LIMIT 1`);
    if (rij) relatie.zaaktype = `~/catalogi/api/v1/zaaktypen/${rij.uuid}`;
    else
      fout(
        `gerelateerdeZaaktypen.${index}.zaaktype`,
        'bad-url',
        'Geen zaaktype met deze identificatie in deze catalogus.',
      );
  }
};
