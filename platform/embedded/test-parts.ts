import path from 'node:path';
import { freePort } from './ports.ts';
import { postgresUrl, startPostgres } from './postgres.ts';
import { prepareCluster } from './postgres-cluster.ts';
import type { Running } from './process.ts';
import { startTemporal } from './temporal.ts';
import { findExecutable } from './temporal-executable.ts';

/** The parts that all suites of one test run share. */
export interface TestParts {
  /** How the suites find them. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Starts a throw-away database and an in-memory Temporal, and finds the server that skips time.
 * @param folder an empty folder that the caller removes afterwards
 */
export async function startTestParts(folder: string): Promise<TestParts> {
  const started = Date.now();
  const note = (text: string) => console.log(`  ${text}`);
  const [database, temporal, timeSkipping] = await Promise.all([
    startDatabase(folder, note),
    startServer(folder, note),
    findExecutable('temporal-test-server', folder, note),
  ]);
  console.log(`✔ PostgreSQL and Temporal for the tests  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return {
    env: {
      SCHAKEL_TEST_DATABASE_URL: postgresUrl(database.port),
      TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
      SCHAKEL_TEST_TIMESKIPPING: timeSkipping.file,
      SCHAKEL_DATA: path.join(folder, 'data'),
      SCHAKEL_EMBEDDED: '1',
    },
    async stop() {
      await Promise.all([temporal.running.stop(), database.running.stop()]);
    },
  };
}

interface PartOnPort {
  running: Running;
  port: number;
}

async function startDatabase(folder: string, note: (text: string) => void): Promise<PartOnPort> {
  const cluster = await prepareCluster({
    folder: path.join(folder, 'postgres'),
    shelter: path.join(folder, 'shelter'),
    throwAway: true,
    note,
  });
  const port = await freePort();
  return { port, running: await startPostgres(cluster, { port, throwAway: true }) };
}

async function startServer(folder: string, note: (text: string) => void): Promise<PartOnPort> {
  const { file } = await findExecutable('temporal', folder, note);
  const port = await freePort();
  return { port, running: await startTemporal({ executable: file, port, logLevel: 'never' }) };
}
