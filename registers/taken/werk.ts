import { type Kysely, type Selectable, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Database, Taakstatus, TaakTable } from '../database.ts';

/** One piece of work of people, with references and codes only: the list holds no personal data. */
export interface Werk {
  id: string;
  sleutel: string;
  soort: TaakTable['soort'];
  naam: string;
  vaardigheid: string;
  /** 1 (first) to 5. */
  prioriteit: number;
  uiterlijk: Date;
  status: Taakstatus;
  /** Pseudonym of whoever has it. */
  medewerker: string | null;
  geclaimdTot: Date | null;
  /** The klant wrote, and nobody has taken or answered since. */
  nieuwBerichtOp: Date | null;
  wachtSinds: Date;
  teLaat: boolean;
  /** Of the verzoek, or of the interactie where there is none. */
  kenmerk: string;
  verzoekId: string | null;
  interactieId: string;
  /** Code of the process. */
  product: string | null;
  /** Where the klant was last. */
  kanaal: Kanaal | null;
}

export interface Werkfilter {
  /** `open`: waits for somebody, a lease that ran out included. `mijn`: in hand of this medewerker. `bezig`: in hand of anybody. */
  status: 'open' | 'mijn' | 'bezig';
  medewerker: string;
  /** Absent: of every skill. */
  vaardigheden?: readonly string[];
}

/** Work nobody has, a lease that ran out included. */
const waits = (nu: Date) =>
  sql<SqlBool>`(taak.status = 'open' OR (taak.status = 'in_behandeling' AND taak.geclaimd_tot < ${nu}))`;

const hasSkill = (vaardigheden: readonly string[]) =>
  sql<SqlBool>`taak.vaardigheid = ANY(${[...vaardigheden]}::text[])`;

/**
 * Lower comes first. Priority with ageing: for every promised term that passes, work rises one level,
 * so nothing waits for ever behind a stream of urgent work.
 */
export const orderOf = (nu: Date) => sql<number>`taak.prioriteit
  - extract(epoch FROM (${nu}::timestamptz - taak.aangemaakt_op))
  / greatest(extract(epoch FROM (taak.uiterlijk - taak.aangemaakt_op)), 60)`;

type Taakquery = (query: SelectQueryBuilder<Database, 'taak', Selectable<TaakTable>>) => typeof query;

/** @param choose which tasks, and how many: chosen before anything is looked up with them */
function selectWerk(db: Kysely<Database>, nu: Date, choose: Taakquery) {
  return db
    .selectFrom(choose(db.selectFrom('taak').selectAll('taak')).as('taak'))
    .leftJoin('verzoek', 'verzoek.id', 'taak.verzoek_id')
    .innerJoinLateral(lastConversation, (join) => join.onTrue())
    .select([
      'taak.id',
      'taak.sleutel',
      'taak.soort',
      'taak.naam',
      'taak.vaardigheid',
      'taak.prioriteit',
      'taak.uiterlijk',
      'taak.status',
      'taak.medewerker',
      'taak.geclaimd_tot as geclaimdTot',
      'taak.nieuw_bericht_op as nieuwBerichtOp',
      'taak.aangemaakt_op as wachtSinds',
      'taak.verzoek_id as verzoekId',
      'verzoek.product',
      'gesprek.interactie_id as interactieId',
      'gesprek.kanaal',
      sql<string>`coalesce(verzoek.kenmerk, gesprek.kenmerk)`.as('kenmerk'),
      sql<boolean>`taak.uiterlijk < ${nu}`.as('teLaat'),
    ]);
}

/** The conversation that the klant used last, of all that belong to the task. */
const lastConversation = () =>
  sql<{ interactie_id: string; kenmerk: string; kanaal: Kanaal | null }>`(
    SELECT interactie.id AS interactie_id, interactie.kenmerk, conversatie.kanaal
    FROM interactie LEFT JOIN conversatie ON conversatie.interactie_id = interactie.id
    WHERE interactie.id IN (
      SELECT taak.interactie_id UNION
      SELECT iv.interactie_id FROM interactie_verzoek iv WHERE iv.verzoek_id = taak.verzoek_id
    )
    ORDER BY conversatie.laatst_gebruikt_op DESC NULLS LAST LIMIT 1
  )`.as<'gesprek'>(sql`gesprek`);

/** The list of work in the order in which it should be done, at most 200. @param nu moment of asking */
export async function listWerk(db: Kysely<Database>, filter: Werkfilter, nu: Date): Promise<Werk[]> {
  const { status, medewerker, vaardigheden } = filter;
  return selectWerk(db, nu, (taken) => {
    let query = taken.orderBy(orderOf(nu)).orderBy('taak.id').limit(200);
    query = query.where(status === 'open' ? waits(nu) : sql<SqlBool>`taak.status = 'in_behandeling'`);
    if (status === 'mijn') query = query.where('taak.medewerker', '=', medewerker);
    return vaardigheden ? query.where(hasSkill(vaardigheden)) : query;
  })
    .orderBy(orderOf(nu))
    .orderBy('taak.id')
    .execute();
}

/** One piece of work, whatever its status, or undefined. */
export async function findWerk(db: Kysely<Database>, id: string, nu: Date): Promise<Werk | undefined> {
  return selectWerk(db, nu, (taken) => taken.where('taak.id', '=', id)).executeTakeFirst();
}

/** Work about a verzoek or an interactie, newest first. */
export async function listWerkOver(
  db: Kysely<Database>,
  over: { verzoekId: string } | { interactieId: string },
  nu: Date,
): Promise<Werk[]> {
  return selectWerk(db, nu, (taken) => {
    const query = taken.orderBy('taak.aangemaakt_op', 'desc').limit(50);
    return 'verzoekId' in over
      ? query.where('taak.verzoek_id', '=', over.verzoekId)
      : query.where('taak.interactie_id', '=', over.interactieId);
  })
    .orderBy('taak.aangemaakt_op', 'desc')
    .execute();
}

export interface Drukte {
  wachtend: number;
  teLaat: number;
  /** When the longest waiting work was made. */
  langstSinds: Date | null;
}

/** How busy it is for these skills. @param vaardigheden absent: all */
export async function countWerk(
  db: Kysely<Database>,
  vaardigheden: readonly string[] | undefined,
  nu: Date,
): Promise<Drukte> {
  let query = db
    .selectFrom('taak')
    .select((eb) => [
      eb.fn.countAll<number>().as('wachtend'),
      eb.fn.countAll<number>().filterWhere('uiterlijk', '<', nu).as('teLaat'),
      eb.fn.min('aangemaakt_op').as('langstSinds'),
    ])
    .where(waits(nu));
  if (vaardigheden) query = query.where(hasSkill(vaardigheden));
  return query.executeTakeFirstOrThrow();
}
