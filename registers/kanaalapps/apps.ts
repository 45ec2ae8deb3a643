import { type Kysely, sql } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import { checkWebhookUrl } from '../../platform/webhookadres.ts';
import type { Database, KanaalappTable } from '../database.ts';
import { makeToken, makeWebhookZout, tokenZoekwaarde, webhookGeheim } from './geheimen.ts';

type Db = Kysely<Database>;

/** A program of another party that serves one kanaal over HTTP. */
export interface Kanaalapp {
  id: string;
  naam: string;
  kanaal: Kanaal;
  aangemaaktOp: Date;
  /** Where outbound messages are pushed; absent for an app that polls. */
  webhook?: { url: string; geheim: string };
}

export interface NieuweKanaalapp {
  /** Lower-case letters, digits and dashes; stands in the log as the actor. */
  naam: string;
  kanaal: Kanaal;
  webhookUrl?: string;
  /** A fixed token, for demo apps only. */
  token?: string;
}

/** How this installation makes and reads secrets of apps. */
export interface Appregels {
  /** SCHAKEL_GEHEIM. */
  geheim: string;
  /** Loopback and plain http are allowed for webhooks. */
  ontwikkel: boolean;
}

/** A name or address that cannot be; nothing was stored. */
export class Appfout extends Error {
  override name = 'Appfout';
}

/**
 * Registers an app. Messages of its kanaal that were already waiting get their place in the queue.
 * @returns the app with its token, which can never be shown again
 * @throws Appfout for a name that is taken or malformed, or a webhook address that may not be
 */
export async function createKanaalapp(
  db: Db,
  regels: Appregels,
  { naam, kanaal, webhookUrl, token = makeToken() }: NieuweKanaalapp,
  nu: Date,
): Promise<Kanaalapp & { token: string }> {
  if (!/^[a-z][a-z0-9-]{2,59}$/.test(naam))
    throw new Appfout('naam: use 3 to 60 lower-case letters, digits and dashes, and begin with a letter.');
  const wrong = webhookUrl === undefined ? undefined : checkWebhookUrl(webhookUrl, regels);
  if (wrong) throw new Appfout(`webhook: ${wrong}`);
  const row = await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('kanaalapp')
      .values({
        naam,
        kanaal,
        token_zoekwaarde: tokenZoekwaarde(regels.geheim, token),
        webhook_url: webhookUrl ?? null,
        webhook_geheim: webhookUrl === undefined ? null : makeWebhookZout(),
        aangemaakt_op: nu,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!inserted) throw new Appfout('naam: there is an app with this name already.');
    await sql`
      UPDATE bericht SET uitgaand_volgnummer = nextval('bericht_uitgaand_volgnummer')
      WHERE kanaal = ${kanaal} AND richting = 'uit' AND status = 'onderweg' AND uitgaand_volgnummer IS NULL`.execute(
      trx,
    );
    return inserted;
  });
  return { ...toApp(row, regels), token };
}

/** Ends an app: its token is refused from the next request on. @returns false when there is none of this name */
export async function revokeKanaalapp(db: Db, naam: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('kanaalapp').where('naam', '=', naam).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** All apps, by name. */
export async function listKanaalapps(db: Db, regels: Appregels): Promise<Kanaalapp[]> {
  const rows = await db.selectFrom('kanaalapp').selectAll().orderBy('naam').execute();
  return rows.map((row) => toApp(row, regels));
}

/** The app of a token. The search goes by keyed hash, so its time tells nothing about the token. */
export async function findByToken(db: Db, regels: Appregels, token: string): Promise<Kanaalapp | undefined> {
  const row = await db
    .selectFrom('kanaalapp')
    .selectAll()
    .where('token_zoekwaarde', '=', tokenZoekwaarde(regels.geheim, token))
    .executeTakeFirst();
  return row && toApp(row, regels);
}

/** The app that serves a kanaal: the newest, so that a successor takes over when it is made. */
export async function findByKanaal(
  db: Db,
  regels: Appregels,
  kanaal: Kanaal,
): Promise<Kanaalapp | undefined> {
  const row = await db
    .selectFrom('kanaalapp')
    .selectAll()
    .where('kanaal', '=', kanaal)
    .orderBy('aangemaakt_op', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toApp(row, regels);
}

type Row = Pick<KanaalappTable, 'naam' | 'kanaal' | 'webhook_url' | 'webhook_geheim' | 'aangemaakt_op'> & {
  id: string;
};

function toApp(row: Row, { geheim }: Appregels): Kanaalapp {
  return {
    id: row.id,
    naam: row.naam,
    kanaal: row.kanaal,
    aangemaaktOp: row.aangemaakt_op,
    ...(row.webhook_url !== null && row.webhook_geheim !== null
      ? { webhook: { url: row.webhook_url, geheim: webhookGeheim(geheim, row.webhook_geheim) } }
      : {}),
  };
}
