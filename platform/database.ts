import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '../registers/database.ts';

// Counts and sizes fit a double; dates stay Date objects.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type { Database };
export type Db = Kysely<Database>;

/**
 * Opens a pool. Connections that break are replaced at the next query; the caller of that query sees the error.
 * @param max connections of this process; all processes together must stay below the server's limit
 */
export function openDatabase(url: string, max = 10): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  // An idle connection that the server closes would otherwise end the process.
  pool.on('error', () => undefined);
  // So would one in use between two statements of a transaction: the next statement fails, and that is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
