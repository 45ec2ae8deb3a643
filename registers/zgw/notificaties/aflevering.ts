import { sql } from 'kysely';
import { maximumPogingen, wachttijd } from '../../../domein/bezorging.ts';
import { openNationalNumber } from '../../../platform/nationaal-nummer.ts';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** One message that one abonnement still has to get. */
export interface Aflevering {
  id: number;
  hoofdobject: string;
  soort: 'notificatie' | 'cloudevent';
  bericht_id: string;
  bericht: Record<string, unknown>;
  pogingen: number;
}

/** Where an abonnement is delivered, and as what. */
export interface Bestemming {
  callback_url: string;
  auth: string;
  /** Client that made the abonnement. */
  maker: string;
  cloudevents: boolean;
}

/** @returns undefined when the abonnement is gone */
export async function leesBestemming(tx: Vraagbaak, abonnement: string): Promise<Bestemming | undefined> {
  const rij = await tx.een<Bestemming>(sql`
    SELECT callback_url, auth, client_id AS maker, coalesce((gegevens->>'sendCloudevents')::boolean, false) AS cloudevents
    FROM abonnement WHERE uuid = ${abonnement}::uuid`);
  return rij && { ...rij, auth: openNationalNumber(rij.auth) };
}

/** A main object with a refused message that waits for its time: all behind it waits too. */
const staatStil = (nu: Date) => sql`EXISTS (
  SELECT 1 FROM zgw_aflevering e WHERE e.abonnement = d.abonnement AND e.hoofdobject = d.hoofdobject
    AND e.opgegeven_op IS NULL AND e.pogingen > 0 AND e.id <= d.id AND e.niet_voor > ${nu})`;

const rij = sql`d.id, d.hoofdobject, d.soort, d.bericht_id, d.bericht, d.pogingen`;

/**
 * What may be delivered now, oldest first: per main object everything in its order, or nothing. Only what was refused
 * waits for its time: clocks of workers differ, and a new row with the time of another would let the next one pass.
 * @param bezig main objects of which one is still on its way
 */
export const leesBeurt = (
  tx: Vraagbaak,
  abonnement: string,
  nu: Date,
  batch: number,
  bezig: readonly string[] = [],
): Promise<Aflevering[]> =>
  tx.alle<Aflevering>(sql`
    SELECT ${rij} FROM zgw_aflevering d
    WHERE d.abonnement = ${abonnement}::uuid AND d.opgegeven_op IS NULL AND d.hoofdobject <> ALL(${bezig}::text[]) AND NOT ${staatStil(nu)}
    ORDER BY d.id LIMIT ${batch}`);

/** The first of its main object. */
const vooraan = sql`NOT EXISTS (
  SELECT 1 FROM zgw_aflevering e WHERE e.abonnement = d.abonnement AND e.hoofdobject = d.hoofdobject AND e.opgegeven_op IS NULL AND e.id < d.id)`;

/**
 * One message to find out with whether anybody answers: one that was never tried, for what was may itself be the
 * trouble; else the one that waited longest since its last attempt.
 */
export const leesProef = (tx: Vraagbaak, abonnement: string): Promise<Aflevering[]> =>
  tx.alle<Aflevering>(sql`
    (SELECT ${rij} FROM zgw_aflevering d
      WHERE d.abonnement = ${abonnement}::uuid AND d.opgegeven_op IS NULL AND d.pogingen = 0 AND ${vooraan} ORDER BY d.id LIMIT 1)
    UNION ALL
    (SELECT ${rij} FROM zgw_aflevering d
      WHERE d.abonnement = ${abonnement}::uuid AND d.opgegeven_op IS NULL AND d.pogingen > 0 AND ${vooraan} ORDER BY d.niet_voor, d.id LIMIT 1)
    LIMIT 1`);

/** Delivered: nothing is kept. */
export const isAfgeleverd = (tx: Vraagbaak, ids: number[]): Promise<number> =>
  tx.doe(sql`DELETE FROM zgw_aflevering WHERE id = ANY(${ids}::bigint[])`);

/**
 * Refused: tried again later, or laid aside.
 * @param fout a status or a word, never what the other side wrote
 * @param telt false when nobody answers at all: that says nothing of this message, which waits for as long as it takes
 * @returns whether it was laid aside
 */
export async function isMislukt(
  tx: Vraagbaak,
  { id, pogingen }: Aflevering,
  fout: string,
  telt: boolean,
  nu: Date,
): Promise<boolean> {
  const nieuw = telt ? pogingen + 1 : Math.max(pogingen, 1);
  const weer = new Date(nu.getTime() + wachttijd(nieuw));
  const weg = nieuw >= maximumPogingen;
  await tx.doe(sql`
    UPDATE zgw_aflevering SET pogingen = ${nieuw}, niet_voor = ${weer}, laatste_fout = ${fout}, opgegeven_op = ${weg ? nu : null}
    WHERE id = ${id} AND opgegeven_op IS NULL`);
  return weg;
}

/** Still with the subscriber when a turn ends: its main object waits until it is booked, or for so long. */
export async function blijftOnderweg(tx: Vraagbaak, onderweg: Aflevering[], tot: Date): Promise<void> {
  if (onderweg.length === 0) return;
  await tx.doe(sql`
    UPDATE zgw_aflevering SET pogingen = greatest(pogingen, 1), niet_voor = ${tot}
    WHERE id = ANY(${onderweg.map(({ id }) => id)}::bigint[]) AND opgegeven_op IS NULL`);
}

/** Whoever looks for work that was missed finds none in what nobody answered to before this moment. */
export const rustTot = (tx: Vraagbaak, abonnement: string, tot: Date): Promise<number> =>
  tx.doe(sql`
    UPDATE zgw_aflevering SET niet_voor = greatest(niet_voor, ${tot})
    WHERE abonnement = ${abonnement}::uuid AND pogingen > 0 AND opgegeven_op IS NULL`);

/**
 * Somebody answers again: what was refused before need not wait for its time. The lock is the one that whoever changes or
 * removes the abonnement takes first, so that two never hold rows that the other needs.
 */
export const hoeftNietTeWachten = (tx: Vraagbaak, abonnement: string, nu: Date): Promise<number> =>
  tx.doe(sql`
    WITH vast AS MATERIALIZED (SELECT uuid FROM abonnement WHERE uuid = ${abonnement}::uuid FOR KEY SHARE)
    UPDATE zgw_aflevering SET niet_voor = ${nu} FROM vast
    WHERE abonnement = vast.uuid AND pogingen > 0 AND opgegeven_op IS NULL AND niet_voor > ${nu}`);

/** How an abonnement stands. */
export interface Achterstand {
  wachtend: number;
  geweigerd: number;
  opgegeven: number;
  /** When the first refused one may be tried again. */
  volgende: string | null;
  fout: string | null;
}

export const leesAchterstand = async (tx: Vraagbaak, abonnement: string): Promise<Achterstand> =>
  (await tx.een<Achterstand>(sql`
    SELECT count(*) FILTER (WHERE opgegeven_op IS NULL)::int AS wachtend,
      count(*) FILTER (WHERE opgegeven_op IS NULL AND pogingen > 0)::int AS geweigerd,
      count(*) FILTER (WHERE opgegeven_op IS NOT NULL)::int AS opgegeven,
      min(niet_voor) FILTER (WHERE opgegeven_op IS NULL AND pogingen > 0) AS volgende,
      (array_agg(laatste_fout ORDER BY niet_voor DESC) FILTER (WHERE laatste_fout IS NOT NULL))[1] AS fout
    FROM zgw_aflevering WHERE abonnement = ${abonnement}::uuid`)) as Achterstand;
