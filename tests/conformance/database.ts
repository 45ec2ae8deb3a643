import path from 'node:path';
import { openDatabase } from '../../platform/database.ts';
import { freePort } from '../../platform/embedded/ports.ts';
import { postgresUrl, startPostgres } from '../../platform/embedded/postgres.ts';
import { prepareCluster } from '../../platform/embedded/postgres-cluster.ts';
import { migrate } from '../../platform/migrate.ts';

/** A throw-away, migrated database for one run. */
export async function prepareDatabase(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const cluster = await prepareCluster({
    folder: path.join(folder, 'postgres'),
    shelter: path.join(folder, 'shelter'),
    throwAway: true,
    note: (text) => console.log(`  ${text}`),
  });
  const port = await freePort();
  const running = await startPostgres(cluster, { port, throwAway: true });
  const url = postgresUrl(port);
  const db = openDatabase(url, 1);
  await migrate(db);
  await db.destroy();
  return { url, stop: async () => void (await running.stop()) };
}
