import { sql } from 'kysely';
import type { Vraagbaak } from '../../kader/vraagbaak.ts';

/** How the delivery to one abonnement stands. */
export interface Afleverstand {
  abonnement: string;
  wachtend: number;
  /** Of these: refused at least once. */
  geweigerd: number;
  opgegeven: number;
  /** Age of the oldest that waits, seconds. */
  oudste: number;
}

/** Only abonnementen with something to deliver or laid aside. */
export const leesStanden = (tx: Vraagbaak, nu: Date): Promise<Afleverstand[]> =>
  tx.alle<Afleverstand>(sql`
    SELECT abonnement, count(*) FILTER (WHERE opgegeven_op IS NULL)::int AS wachtend,
      count(*) FILTER (WHERE opgegeven_op IS NULL AND pogingen > 0)::int AS geweigerd,
      count(*) FILTER (WHERE opgegeven_op IS NOT NULL)::int AS opgegeven,
      coalesce(round(extract(epoch FROM ${nu}::timestamptz - min(op) FILTER (WHERE opgegeven_op IS NULL))), 0)::int AS oudste
    FROM zgw_aflevering GROUP BY abonnement ORDER BY abonnement`);

/** Notifications that no abonnement was looked up for yet. */
export const leesUitbak = async (tx: Vraagbaak): Promise<number> =>
  (await tx.een<{ n: number }>(sql`SELECT count(*)::int AS n FROM zgw_notificatie`))?.n ?? 0;
