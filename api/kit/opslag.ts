import { Socket } from 'node:net';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import pg from 'pg';
import type { Opslag, Vraagbaak } from '../../registers/kader/vraagbaak.ts';

export type { Opslag };

/** Texts that get a name at the server, so that it parses and plans them once per connection. */
const maximumNamed = 500;

/** Dates stay the text that the API shows; moments become ISO 8601 in UTC. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return isoMoment;
    if (oid === pg.types.builtins.INT8) return Number;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function isoMoment(text: string): string {
  return new Date(text).toISOString().replace('.000Z', 'Z');
}

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const names = new Map<string, string>();

/** A piece of SQL that is the same in every query, put into words once; one with parameters stays as it is. */
export function vasteTekst(stuk: RawBuilder<unknown>): RawBuilder<unknown> {
  const { sql: text, parameters } = stuk.compile(compiler);
  return parameters.length > 0 ? stuk : sql.raw(text);
}

/** Tells one piece of SQL, with its values, from another. */
export function kenmerkVan(stuk: RawBuilder<unknown>): string {
  const { sql: text, parameters } = stuk.compile(compiler);
  return JSON.stringify([text, parameters]);
}

function toQuery(query: RawBuilder<unknown>): pg.QueryConfig {
  const { sql: text, parameters } = query.compile(compiler);
  let name = names.get(text);
  if (name === undefined && names.size < maximumNamed) {
    name = `kit_${names.size}`;
    names.set(text, name);
  }
  return { text, values: [...parameters], types, ...(name ? { name } : {}) };
}

function vraagbaakOp(client: { query(config: pg.QueryConfig): Promise<pg.QueryResult> }): Vraagbaak {
  return {
    alle: async <T>(query: RawBuilder<T>) => (await client.query(toQuery(query))).rows as T[],
    een: async <T>(query: RawBuilder<T>) => (await client.query(toQuery(query))).rows[0] as T | undefined,
    doe: async (query) => (await client.query(toQuery(query))).rowCount ?? 0,
  };
}

/** Statements that are sent in one turn of the event loop leave in one write: each write wakes the server, which costs more than the statement. */
class Bundelaar extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
/** With a name, since only statements that are prepared are bundled. */
const begin = { name: 'kit_begin', text: 'BEGIN' };

/** @param max connections of this process for the register APIs */
export function openOpslag(url: string, max: number): Opslag {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
    // Statements that do not wait for each other's answer share a round trip.
    pipeline: true,
    stream: () => new Bundelaar(),
  });
  pool.on('error', () => undefined);
  // A connection in use that breaks between two statements would otherwise end the process: the next statement fails, and that is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    ...vraagbaakOp(pool),
    async transactie(work) {
      const client = await pool.connect();
      let ended = false;
      const tx = vraagbaakOp({
        // Work that was given up may still be on its way; by then the connection serves another transaction.
        query: (config) =>
          ended ? Promise.reject(new Error('This transaction has ended.')) : client.query(config),
      });
      try {
        // Not waited for: the first statement of the work travels with it.
        const [, result] = await Promise.all([client.query(begin), work(tx)]);
        ended = true;
        const { command } = await client.query('COMMIT');
        // After a statement that failed, and whose failure nobody passed on, PostgreSQL takes everything back without an error.
        if (command !== 'COMMIT')
          throw new Error('A statement of this transaction failed: nothing was written.');
        client.release();
        return result;
      } catch (error) {
        ended = true;
        const broken = await client.query('ROLLBACK').then(
          () => undefined,
          (reason: Error) => reason,
        );
        client.release(broken);
        throw error;
      }
    },
    stop: () => pool.end(),
  };
}
