import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { eigenZaak, zaakBestaat } from './bestaat.ts';

/** Every case in gerelateerdeZaken exists and is another one (Open Zaak). */
export const gerelateerdeBestaan: Regel = async (wijziging) => {
  const { nieuw, gegeven, uuid, fout } = wijziging;
  if (!gegeven.has('gerelateerdeZaken')) return;
  for (const [index, { url }] of (nieuw.gerelateerdeZaken as { url: string }[]).entries()) {
    const naam = `gerelateerdeZaken.${index}.url`;
    if (eigenZaak(url) === uuid)
      fout(naam, 'self-forbidden', 'Een zaak kan niet aan zichzelf gerelateerd zijn.');
    else if (!(await zaakBestaat(wijziging, url))) fout(naam, 'bad-url', 'Deze zaak bestaat niet.');
  }
};

/** The relation goes both ways where both cases are ours, and ends on both sides (Open Zaak). */
export const koppelGerelateerde: Regel = async ({ tx, nieuw, gegeven, uuid }) => {
  if (!gegeven.has('gerelateerdeZaken')) return;
  // Two cases that name each other at once would wait for each other's rows.
  await tx.een(sql`SELECT pg_advisory_xact_lock(hashtextextended('gerelateerde-zaken', 0))`);
  const urls = [...new Set((nieuw.gerelateerdeZaken as { url: string }[]).map(({ url }) => url))];
  const zelf = `~/zaken/api/v1/zaken/${uuid}`;
  const weg = await tx.alle<{ url: string }>(
    sql`DELETE FROM zaakrelatie WHERE zaak = ${uuid}::uuid AND NOT url = ANY(${urls}::text[]) RETURNING url`,
  );
  const uuidsVan = (lijst: string[]): string[] => lijst.flatMap((url) => eigenZaak(url) ?? []).sort();
  await tx.doe(
    sql`DELETE FROM zaakrelatie WHERE url = ${zelf} AND zaak = ANY(${uuidsVan(weg.map(({ url }) => url))}::uuid[])`,
  );
  await tx.doe(sql`
    INSERT INTO zaakrelatie (zaak, url) SELECT ${uuid}::uuid, u FROM unnest(${urls}::text[]) u ON CONFLICT DO NOTHING`);
  await tx.doe(sql`
    INSERT INTO zaakrelatie (zaak, url) SELECT z, ${zelf} FROM unnest(${uuidsVan(urls)}::uuid[]) z ON CONFLICT DO NOTHING`);
};
