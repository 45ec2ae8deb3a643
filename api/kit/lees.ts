import { type RawBuilder, sql } from 'kysely';
import { dagVan } from '../../registers/kader/dag.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { nietGevonden, nietToegestaan } from './fout.ts';
import { noteerLezing } from './leeslog.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import type { Plek, Scopesoort } from './resource.ts';
import { kolommenVan, leesRij, metPeildag } from './rij.ts';
import { telRijen } from './tel.ts';
import {
  heeftRecht,
  hoogsteRang,
  rechtenVoor,
  rijConditie,
  type Sleutel,
  sleutelSql,
  sleutelUit,
} from './toegang.ts';
import type { Vraag } from './vraag.ts';

/** The day of which relations are shown. */
export const peildagVan = ({ peildatum, nu }: Oproep): string => peildatum ?? dagVan(nu);

/** @throws Problem 403 when the caller holds none of the scopes at all */
export function eisScope(oproep: Oproep, plek: Plek, soort: Scopesoort): void {
  const rechten = rechtenVoor(oproep.aanroeper, plek.api, plek.resource.scopes[soort]);
  if (rechten !== 'alles' && rechten.length === 0) throw nietToegestaan();
}

/** A row with the key that decides on access to it. */
export interface Gevonden {
  waarden: Waarden;
  sleutel: Sleutel;
}

/** Reads one row, whoever asks. @param slot keeps others from changing it until the transaction ends */
export async function zoekRij(
  { kaart, nu }: Omgeving,
  bron: Vraagbaak,
  plek: Plek,
  uuid: string,
  slot = false,
  dag = dagVan(nu()),
): Promise<Gevonden | undefined> {
  const rij = await bron.een<Waarden>(sql`
    SELECT ${kolommenVan(plek.resource)}, ${sleutelSql(kaart, plek)} AS ":sleutel"
    FROM ${metPeildag(dag)} CROSS JOIN ${sql.table(plek.resource.tabel)} t WHERE t.uuid = ${uuid}::uuid ${slot ? sql`FOR NO KEY UPDATE OF t` : sql``}`);
  return rij && { waarden: leesRij(plek.resource, rij), sleutel: rij[':sleutel'] as Sleutel };
}

/** Reads one row for a caller. @throws Problem 404 when it is not there, 403 when the caller may not have it */
export async function eisRij(
  omgeving: Omgeving,
  oproep: Oproep,
  bron: Vraagbaak,
  plek: Plek,
  uuid: string,
  soort: Scopesoort,
  slot = false,
): Promise<Gevonden> {
  const gevonden = await zoekRij(omgeving, bron, plek, uuid, slot, peildagVan(oproep));
  if (!gevonden) throw nietGevonden();
  if (!heeftRecht(oproep.aanroeper, plek, plek.resource.scopes[soort], gevonden.sleutel))
    throw nietToegestaan();
  if (soort === 'lezen') await noteerLezing(omgeving, oproep, plek.resource, [gevonden.waarden]);
  return gevonden;
}

/**
 * What was shown once is shown again only to who may have it still: as the row is now, or as it was when it is gone.
 * @throws Problem 403
 */
export async function eisNogSteeds(
  omgeving: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  plek: Plek,
  soort: Scopesoort,
  beeld: Waarden,
): Promise<void> {
  const adres = omgeving.kaart.ontleed(beeld.url, oproep.basissen);
  const nu = adres.soort === 'eigen' ? await zoekRij(omgeving, tx, plek, adres.uuid) : undefined;
  // Of what hung on something nobody knows any more on what.
  const toen: Sleutel =
    plek.resource.toegang.soort === 'via' ? [null, hoogsteRang] : sleutelUit(plek.resource, beeld);
  if (!heeftRecht(oproep.aanroeper, plek, plek.resource.scopes[soort], nu ? nu.sleutel : toen))
    throw nietToegestaan();
}

/** One page of rows, and how many there are. */
export interface Bladzijde {
  rijen: Waarden[];
  aantal: number;
  meer: boolean;
}

function waar(
  { kaart }: Omgeving,
  oproep: Oproep,
  plek: Plek,
  condities: RawBuilder<unknown>[],
): { conditie: RawBuilder<unknown>; beperkt: boolean } | undefined {
  const recht = rijConditie(kaart, oproep.aanroeper, plek, plek.resource.scopes.lezen);
  if (recht === 'niets') return undefined;
  const alle = recht === 'alles' ? condities : [recht, ...condities];
  const conditie = alle.length > 0 ? sql`WHERE ${sql.join(alle, sql` AND `)}` : sql``;
  return { conditie, beperkt: recht !== 'alles' };
}

/** Reads the rows that the question asks for and the caller may see; both are decided in SQL. */
export async function leesLijst(
  omgeving: Omgeving,
  oproep: Oproep,
  plek: Plek,
  vraag: Vraag,
): Promise<Bladzijde> {
  const { resource } = plek;
  const gevonden = waar(omgeving, oproep, plek, vraag.condities);
  if (!gevonden) return { rijen: [], aantal: 0, meer: false };
  const { conditie } = gevonden;
  const tabel = sql.table(resource.tabel);
  const deel =
    resource.pagina === false
      ? sql``
      : sql`LIMIT ${vraag.grootte + 1} OFFSET ${(vraag.pagina - 1) * vraag.grootte}`;
  // Keys first: what follows from other tables is computed for the rows of this page only.
  const rijen = omgeving.opslag.alle<Waarden>(sql`
    WITH bladzijde AS MATERIALIZED (
      SELECT t.uuid, row_number() OVER () AS plaats FROM (SELECT t.uuid FROM ${tabel} t ${conditie} ORDER BY ${vraag.volgorde} ${deel}) t
    )
    SELECT ${kolommenVan(resource)} FROM ${metPeildag(peildagVan(oproep))} CROSS JOIN bladzijde JOIN ${tabel} t USING (uuid) ORDER BY bladzijde.plaats`);
  const aantal =
    resource.pagina === false
      ? 0
      : telRijen(omgeving.opslag, { tabel: resource.tabel, ...gevonden }, omgeving.telTot);
  const [gelezen, geteld] = await Promise.all([rijen, aantal]);
  const meer = resource.pagina !== false && gelezen.length > vraag.grootte;
  const waarden = (meer ? gelezen.slice(0, vraag.grootte) : gelezen).map((rij) => leesRij(resource, rij));
  await noteerLezing(omgeving, oproep, resource, waarden);
  return { rijen: waarden, meer, aantal: geteld };
}
