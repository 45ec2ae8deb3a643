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
  cloudevents: boolean;
  /** Client that gave the authorisation; empty of before that was remembered. */
  gegeven_door: string;
}

/** @returns undefined when the abonnement is gone */
export async function leesBestemming(tx: Vraagbaak, abonnement: string): Promise<Bestemming | undefined> {
  const rij = await tx.een<Bestemming>(sql`
    SELECT callback_url, auth, coalesce((gegevens->>'sendCloudevents')::boolean, false) AS cloudevents,
      coalesce(gegevens->>'authGegevenDoor', '') AS gegeven_door
    FROM abonnement WHERE uuid = ${abonnement}::uuid`);
  return rij && { ...rij, auth: openNationalNumber(rij.auth) };
}

/** A main object with a refused message that waits for its time: all behind it waits too. */
const staatStil = (nu: Date) => sql`EXISTS (
  SELECT 1 FROM zgw_aflevering e WHERE e.abonnement = d.abonnement AND e.hoofdobject = d.hoofdobject
    AND e.opgegeven_op IS NULL AND e.pogingen > 0 AND e.id <= d.id AND e.niet_voor > ${nu})`;

/** What may be delivered now, oldest first: per main object everything in its order, or nothing. */
export const leesBeurt = (
  tx: Vraagbaak,
  abonnement: string,
  nu: Date,
  batch: number,
): Promise<Aflevering[]> =>
  tx.alle<Aflevering>(sql`
    SELECT d.id, d.hoofdobject, d.soort, d.bericht_id, d.bericht, d.pogingen FROM zgw_aflevering d
    WHERE d.abonnement = ${abonnement}::uuid AND d.opgegeven_op IS NULL AND d.niet_voor <= ${nu} AND NOT ${staatStil(nu)}
    ORDER BY d.id LIMIT ${batch}`);

/** One message to find out with whether anybody answers: the one that had to wait longest since its last attempt. */
export const leesProef = (tx: Vraagbaak, abonnement: string): Promise<Aflevering[]> =>
  tx.alle<Aflevering>(sql`
    SELECT d.id, d.hoofdobject, d.soort, d.bericht_id, d.bericht, d.pogingen FROM zgw_aflevering d
    WHERE d.abonnement = ${abonnement}::uuid AND d.opgegeven_op IS NULL AND NOT EXISTS (
      SELECT 1 FROM zgw_aflevering e WHERE e.abonnement = d.abonnement AND e.hoofdobject = d.hoofdobject AND e.opgegeven_op IS NULL AND e.id < d.id)
    ORDER BY d.niet_voor, d.id LIMIT 1`);

/** Delivered: nothing is kept. */
export const isAfgeleverd = (tx: Vraagbaak, ids: number[]): Promise<number> =>
  tx.doe(sql`DELETE FROM zgw_aflevering WHERE id = ANY(${ids}::bigint[])`);

/** Refused: tried again later, or laid aside. @param fout a status or a word, never what the other side wrote */
export async function isMislukt(
  tx: Vraagbaak,
  { id, pogingen }: Aflevering,
  fout: string,
  nu: Date,
): Promise<void> {
  const nieuw = pogingen + 1;
  const weer = new Date(nu.getTime() + wachttijd(nieuw));
  await tx.doe(sql`
    UPDATE zgw_aflevering SET pogingen = ${nieuw}, niet_voor = ${weer}, laatste_fout = ${fout}, opgegeven_op = ${nieuw >= maximumPogingen ? nu : null}
    WHERE id = ${id} AND opgegeven_op IS NULL`);
}

/** Somebody answers again: what was refused before need not wait for its time. */
export const hoeftNietTeWachten = (tx: Vraagbaak, abonnement: string, nu: Date): Promise<number> =>
  tx.doe(sql`
    UPDATE zgw_aflevering SET niet_voor = ${nu}
    WHERE abonnement = ${abonnement}::uuid AND pogingen > 0 AND opgegeven_op IS NULL AND niet_voor > ${nu}`);

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
