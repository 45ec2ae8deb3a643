import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { bepaalBrondatum, type Procedure } from './brondatum.ts';
import { isEindstatus } from './statussen.ts';

interface Archief {
  archiefnominatie: string | null;
  archiefactiedatum: string | null;
  nominatie: string;
  termijn: string | null;
  procedure: Procedure | null;
}

/** zrc-007 and zrc-021: an end status closes the case, and what happens to it in the archive follows from its resultaat. */
export const sluitZaak: Regel = async (wijziging) => {
  const { tx, nieuw } = wijziging;
  if (!(await isEindstatus(tx, nieuw.statustype))) return;
  const zaak = nieuw.zaak as string;
  const sluiting = await tx.een<{ einddatum: string }>(sql`
    UPDATE zaak SET einddatum = (${nieuw.datumStatusGezet}::timestamptz AT TIME ZONE 'Europe/Amsterdam')::date WHERE uuid = ${zaak}::uuid RETURNING einddatum`);
  const archief = await tx.een<Archief>(sql`
    SELECT z.archiefnominatie, z.archiefactiedatum, t.gegevens->>'archiefnominatie' AS nominatie, t.gegevens->>'archiefactietermijn' AS termijn,
      t.gegevens->'brondatumArchiefprocedure' AS procedure
    FROM zaak z JOIN resultaat r ON r.zaak = z.uuid JOIN resultaattype t ON t.uuid = r.resultaattype WHERE z.uuid = ${zaak}::uuid`);
  if (!archief || !sluiting) return;
  const brondatum =
    archief.procedure && archief.termijn
      ? await bepaalBrondatum(wijziging, zaak, sluiting.einddatum, archief.procedure)
      : undefined;
  await tx.doe(sql`
    UPDATE zaak SET archiefnominatie = coalesce(archiefnominatie, ${archief.nominatie || null}::text),
      archiefactiedatum = coalesce(archiefactiedatum, (${brondatum ?? null}::date + ${archief.termijn}::interval)::date),
      gegevens = gegevens || ${JSON.stringify(brondatum ? { startdatumBewaartermijn: brondatum } : {})}::jsonb
    WHERE uuid = ${zaak}::uuid`);
};
