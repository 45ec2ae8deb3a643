import { readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive, stopLeftover } from './foreign.ts';
import { type Cluster, postgresEnv } from './postgres-cluster.ts';
import { describeExit, launch, type Running } from './process.ts';

/** How to serve a cluster. */
export interface PostgresOptions {
  port: number;
  throwAway?: boolean;
  onLine?: (line: string) => void;
}

const recoveryLimitMs = 120_000;
const backendsLimitMs = 10_000;

/** The address of the embedded database on this port. */
export function postgresUrl(port: number): string {
  return `postgres://schakel@127.0.0.1:${port}/schakel`;
}

/**
 * Serves the cluster and waits until the database `schakel` answers. After a crash PostgreSQL
 * recovers by itself; a server that an earlier run left behind is stopped first.
 */
export async function startPostgres(cluster: Cluster, options: PostgresOptions): Promise<Running> {
  await stopEarlierServer(cluster.folder);
  for (const end = Date.now() + backendsLimitMs; ; await sleep(200)) {
    try {
      return await serve(cluster, options);
    } catch (error) {
      // Backends of a killed server end by themselves, one that is busy a moment later.
      if (!/shared memory block/.test((error as Error).message) || Date.now() > end) throw error;
    }
  }
}

async function serve(cluster: Cluster, options: PostgresOptions): Promise<Running> {
  const running = await launch({
    command: cluster.binaries.postgres,
    args: ['-D', cluster.folder, ...serverSettings(options).flatMap((setting) => ['-c', setting])],
    ...cluster.user,
    cwd: '/',
    env: postgresEnv(),
    // "Fast shutdown": open connections are ended, the checkpoint is written.
    stopSignal: 'SIGINT',
    onLine: options.onLine,
  });
  try {
    const client = await connectWhenReady(options.port, running);
    try {
      await requireOwn(client, cluster.folder);
      await ensureDatabase(client);
    } finally {
      await client.end();
    }
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

function serverSettings({ port, throwAway }: PostgresOptions): string[] {
  const durability = throwAway
    ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
    : ['fsync=on', 'synchronous_commit=on'];
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    // Socket paths have a length limit that deep folders exceed.
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=128MB',
    'max_wal_size=1GB',
    'random_page_cost=1.1',
    // Compiling a query costs more than running it at these sizes.
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    // Statements, and the values that messages of errors quote, may be personal data.
    'log_min_error_statement=panic',
    'log_min_messages=log',
    ...durability,
  ];
}

async function stopEarlierServer(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return;
  }
  await stopLeftover(pid, folder, ['SIGINT', 'SIGQUIT', 'SIGKILL']);
  // A dead pid is PostgreSQL's own business: it looks there for backends that still run. But when
  // another program has got that pid by now, PostgreSQL would refuse to start for ever.
  if (isAlive(pid)) rmSync(file, { force: true });
}

/** Ours may have given way to another server on this port, which must not get our data. */
async function requireOwn(client: pg.Client, folder: string): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  const served = rows[0]?.data_directory ?? '';
  if (served !== folder && served !== realpathSync(folder)) {
    throw new Error('Another PostgreSQL listens on the port of this one.');
  }
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const found = await client.query("select 1 from pg_database where datname = 'schakel'");
  if (found.rowCount === 0) await client.query('create database schakel');
}

async function connectWhenReady(port: number, running: Running): Promise<pg.Client> {
  let ended: string | undefined;
  running.exited.then((exit) => {
    ended = describeExit(exit);
  });
  let reason = '';
  for (const end = Date.now() + recoveryLimitMs; Date.now() < end; await sleep(25)) {
    if (ended) throw new Error(`PostgreSQL stopped (${ended}): ${lastLine(running) ?? 'it said nothing'}`);
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'schakel', database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      reason = (error as Error).message;
    }
  }
  throw new Error(`PostgreSQL did not answer within ${recoveryLimitMs / 1000} s: ${reason}`);
}

function lastLine(running: Running): string | undefined {
  const lines = running.tail();
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1);
}
