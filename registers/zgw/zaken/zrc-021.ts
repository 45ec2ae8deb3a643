import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { herleid, herleidAfhankelijken, leidAf, wisAfgeleid } from './archief.ts';
import { isEindstatus } from './statussen.ts';

/** zrc-007 and zrc-021: an end status closes the case, and what happens to it in the archive follows from its resultaat. */
export const sluitZaak: Regel = async (wijziging) => {
  const { tx, nieuw } = wijziging;
  if (!(await isEindstatus(tx, nieuw.statustype))) return;
  const zaak = nieuw.zaak as string;
  await tx.doe(sql`
    UPDATE zaak SET einddatum = (${nieuw.datumStatusGezet}::timestamptz AT TIME ZONE 'Europe/Amsterdam')::date WHERE uuid = ${zaak}::uuid`);
  await leidAf(wijziging, zaak);
  await herleidAfhankelijken(wijziging, zaak);
};

/**
 * zrc-021 and zrc-026: a source that becomes known, changes or goes after the case was closed still counts.
 * The change is of something that names its case in `zaak`.
 */
export const herleidBij =
  (...wijzen: string[]): Regel =>
  async (wijziging) => {
    const { oud, nieuw } = wijziging;
    for (const zaak of new Set([oud?.zaak, nieuw.zaak]))
      if (typeof zaak === 'string' && zaak) await herleid(wijziging, zaak, wijzen);
  };

/** zrc-021: another resultaat, or none any more, of a case that is closed already. */
export const herleidBijResultaat: Regel = async (wijziging) => {
  const { zaak, resultaattype } = wijziging.nieuw as { zaak: string; resultaattype: string };
  await (wijziging.actie === 'destroy'
    ? wisAfgeleid(wijziging, zaak, resultaattype)
    : herleid(wijziging, zaak));
};

const anders = (een: unknown, ander: unknown): boolean => JSON.stringify(een) !== JSON.stringify(ander);

/** zrc-021 and zrc-026: a date that a client sets holds; other related cases make another date. */
export const herleidZaak: Regel = async (wijziging) => {
  const { oud, nieuw, uuid, tx } = wijziging;
  if (!oud || wijziging.actie === 'destroy') return;
  const datum = anders(oud.archiefactiedatum, nieuw.archiefactiedatum);
  const start = anders(oud.startdatumBewaartermijn, nieuw.startdatumBewaartermijn);
  if (datum || start) await tx.doe(sql`UPDATE zaak SET brondatum = NULL WHERE uuid = ${uuid}::uuid`);
  if (start && !datum && nieuw.startdatumBewaartermijn) await leidAf(wijziging, uuid);
  if (anders(oud.hoofdzaak, nieuw.hoofdzaak)) await herleid(wijziging, uuid, ['hoofdzaak']);
  if (anders(oud.relevanteAndereZaken, nieuw.relevanteAndereZaken))
    await herleid(wijziging, uuid, ['gerelateerde_zaak']);
};
