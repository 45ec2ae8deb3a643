import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Db, openDatabase } from '../../platform/database.ts';
import { migrate } from '../../platform/migrate.ts';

/** A database of a test's own. */
export interface TestDatabase {
  db: Db;
  url: string;
  close(): Promise<void>;
}

const template = 'schakel_template';

function serverUrl(): string {
  const url = process.env.SCHAKEL_TEST_DATABASE_URL;
  if (!url) throw new Error('SCHAKEL_TEST_DATABASE_URL is not set: run the tests with `npm test`.');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function withServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Migrates one template per server; all test files at once wait for whoever is first. */
async function ensureTemplate(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
    template,
  ]);
  if (rows.length > 0) return;
  await client.query(`DROP DATABASE IF EXISTS ${template}`);
  await client.query(`CREATE DATABASE ${template}`);
  const db = openDatabase(urlOf(template), 1);
  await migrate(db);
  await db.destroy();
  await client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE true`);
}

/** A fresh, migrated database: a clone of the template, dropped at `close`. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(4201)');
    await ensureTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const db = openDatabase(urlOf(name), 10);
  return {
    db,
    url: urlOf(name),
    async close() {
      await db.destroy();
      await withServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
