import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
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

/** @param max connections of this process for the register APIs */
export function openOpslag(url: string, max: number): Opslag {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
    // Statements that do not wait for each other's answer share a round trip.
    pipeline: true,
  });
  pool.on('error', () => undefined);
  return {
    ...vraagbaakOp(pool),
    async transactie(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(vraagbaakOp(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
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
