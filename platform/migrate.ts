import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Kysely, type Migration, Migrator } from 'kysely';
import { readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { createLogger } from './logging.ts';

const folder = path.join(import.meta.dirname, '../migrations');

/** Brings a database to the newest migration. @returns names of the migrations that ran @throws what the failing one threw */
// biome-ignore lint/suspicious/noExplicitAny: migrations see tables before and after their types exist
export async function migrate(db: Kysely<any>): Promise<string[]> {
  const { error, results } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Imports from here, not from inside Kysely: vitest loads TypeScript for our own files only. */
async function getMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-.*(?<!\.test)\.ts$/.test(file));
  const modules = await Promise.all(
    files.map(async (file) => [
      file.slice(0, -3),
      (await import(pathToFileURL(path.join(folder, file)).href)) as Migration,
    ]),
  );
  return Object.fromEntries(modules);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const config = readConfig();
  const log = createLogger('migrate', config.LOG_LEVEL);
  const db = openDatabase(config.DATABASE_URL, 2);
  const done = await migrate(db);
  log.info({ migrations: done }, done.length > 0 ? 'database migrated' : 'database is up to date');
  await db.destroy();
}
