import { sql } from 'kysely';
import type { Wijziging } from '../../kader/regel.ts';
import { bepaalBrondatum, type Procedure, vreemdeBronnen } from './brondatum.ts';

interface Stand {
  einddatum: string;
  archiefnominatie: string | null;
  archiefactiedatum: string | null;
  archiefstatus: string;
  brondatum: string | null;
  start: string | null;
  nominatie: string | null;
  termijn: string | null;
  procedure: Procedure | null;
}

/** A closed case with what its resultaattype says of the archive. */
const leesStand = ({ tx }: Wijziging, zaak: string): Promise<Stand | undefined> =>
  tx.een<Stand>(sql`
    SELECT z.einddatum, z.archiefnominatie, z.archiefactiedatum, z.archiefstatus, z.brondatum,
      nullif(z.gegevens->>'startdatumBewaartermijn', '') AS start, nullif(t.gegevens->>'archiefnominatie', '') AS nominatie,
      t.gegevens->>'archiefactietermijn' AS termijn, t.gegevens->'brondatumArchiefprocedure' AS procedure
    FROM zaak z JOIN resultaat r ON r.zaak = z.uuid JOIN resultaattype t ON t.uuid = r.resultaattype
    WHERE z.uuid = ${zaak}::uuid AND z.einddatum IS NOT NULL FOR NO KEY UPDATE OF z`);

/** A start that was set by hand holds (zrc-026): it was not derived, so no brondatum stands beside it. */
const metDeHand = ({ start, brondatum }: Stand): string | undefined =>
  start && !brondatum ? start : undefined;

const afgeleid = (wijziging: Wijziging, zaak: string, { einddatum, termijn, procedure }: Stand) =>
  procedure && termijn ? bepaalBrondatum(wijziging, zaak, einddatum, procedure) : undefined;

/** zrc-021: what happens to a case that is closed follows from its resultaat. */
export async function leidAf(wijziging: Wijziging, zaak: string): Promise<void> {
  const stand = await leesStand(wijziging, zaak);
  if (!stand) return;
  const hand = metDeHand(stand);
  const brondatum = hand ? undefined : await afgeleid(wijziging, zaak, stand);
  await schrijf(wijziging, zaak, stand, brondatum, hand ?? brondatum, stand.archiefactiedatum);
}

/**
 * Derives again after a source has changed: what was derived follows, or goes when its source is gone; what was set by
 * hand, and what has been archived, stays.
 * @param wijzen ways of derivation that the change can matter to
 */
export async function herleid(wijziging: Wijziging, zaak: string, wijzen?: readonly string[]): Promise<void> {
  const stand = await leesStand(wijziging, zaak);
  if (stand?.archiefstatus !== 'nog_te_archiveren') return;
  if (wijzen && !wijzen.includes(stand.procedure?.afleidingswijze ?? '')) return;
  if (metDeHand(stand) || (stand.archiefactiedatum && !stand.brondatum)) return;
  const vreemd = await wijziging.tx.alle(vreemdeBronnen(zaak));
  // What stands elsewhere is asked when a status is set, never within another change.
  if (vreemd.some(({ adres }) => !wijziging.extern.has(adres))) return;
  const brondatum = await afgeleid(wijziging, zaak, stand);
  await schrijf(wijziging, zaak, stand, brondatum, brondatum, null);
}

/** Derives again for the cases whose date hangs on the end of this one. */
export async function herleidAfhankelijken(wijziging: Wijziging, zaak: string): Promise<void> {
  const url = JSON.stringify([{ url: `~/zaken/api/v1/zaken/${zaak}` }]);
  const rijen = await wijziging.tx.alle<{ uuid: string }>(sql`
    SELECT uuid FROM zaak WHERE hoofdzaak = ${zaak}::uuid AND einddatum IS NOT NULL
    UNION SELECT uuid FROM zaak WHERE gegevens->'relevanteAndereZaken' <> '[]'
      AND gegevens->'relevanteAndereZaken' @> ${url}::jsonb AND einddatum IS NOT NULL
    ORDER BY uuid`);
  for (const { uuid } of rijen) await herleid(wijziging, uuid, ['hoofdzaak', 'gerelateerde_zaak']);
}

/**
 * The resultaat of a closed case goes: so does what was derived from it. With the nominatie of a wrong resultaat a case
 * would be destroyed that the right one keeps.
 */
export async function wisAfgeleid({ tx }: Wijziging, zaak: string, resultaattype: string): Promise<void> {
  await tx.doe(sql`
    UPDATE zaak z SET archiefnominatie = NULL FROM resultaattype t
    WHERE z.uuid = ${zaak}::uuid AND t.uuid = ${resultaattype}::uuid AND z.archiefnominatie = t.gegevens->>'archiefnominatie'
      AND z.einddatum IS NOT NULL AND z.archiefstatus = 'nog_te_archiveren'`);
  await tx.doe(sql`
    UPDATE zaak SET archiefactiedatum = NULL, brondatum = NULL, gegevens = gegevens - 'startdatumBewaartermijn'
    WHERE uuid = ${zaak}::uuid AND brondatum IS NOT NULL AND archiefstatus = 'nog_te_archiveren'`);
}

/** @param anders archiefactiedatum when the start is not known */
async function schrijf(
  { tx }: Wijziging,
  zaak: string,
  stand: Stand,
  brondatum: string | undefined,
  start: string | undefined,
  anders: string | null,
): Promise<void> {
  const nominatie = stand.archiefnominatie || stand.nominatie;
  // zrc-026: only what will be destroyed has a start of its term.
  const bewaar = start && nominatie === 'vernietigen' ? { startdatumBewaartermijn: start } : {};
  await tx.doe(sql`
    UPDATE zaak SET archiefnominatie = ${nominatie}::text, brondatum = ${brondatum ?? null}::date,
      archiefactiedatum = coalesce((${start ?? null}::date + ${stand.termijn}::interval)::date, ${anders}::date),
      gegevens = gegevens - 'startdatumBewaartermijn' || ${JSON.stringify(bewaar)}::jsonb
    WHERE uuid = ${zaak}::uuid`);
}
