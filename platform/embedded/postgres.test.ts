import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from './ports.ts';
import { postgresUrl, startPostgres } from './postgres.ts';
import { type ClusterPlace, prepareCluster } from './postgres-cluster.ts';
import { stopAll } from './process.ts';

let folder: string;
let place: ClusterPlace;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-postgres-'));
  chmodSync(folder, 0o711);
  const hidden = path.join(folder, 'private');
  place = { folder: path.join(hidden, 'postgres'), shelter: path.join(folder, 'shelter'), throwAway: true };
});

afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true });
});

async function query(port: number, text: string): Promise<unknown[]> {
  const client = new pg.Client(postgresUrl(port));
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it('serves a database from below a folder that only its owner can enter', async () => {
  const hidden = path.dirname(place.folder);
  await import('node:fs/promises').then((fs) => fs.mkdir(hidden, { mode: 0o700 }));
  const notes: string[] = [];
  const cluster = await prepareCluster({ ...place, note: (text) => notes.push(text) });
  const port = await freePort();
  await startPostgres(cluster, { port });
  expect(
    await query(port, "select lower('ÀÉ') as klein, current_setting('server_encoding') as tekens"),
  ).toEqual([{ klein: 'àé', tekens: 'UTF8' }]);
  // As root another user runs it, who cannot enter.
  expect(notes.filter((note) => note.includes('its data is in'))).toHaveLength(
    process.getuid?.() === 0 ? 1 : 0,
  );
  expect(existsSync(path.join(place.shelter, 'cluster', 'PG_VERSION'))).toBe(process.getuid?.() === 0);
});

it('keeps what was committed when it is killed, and takes over from a server that was left behind', async () => {
  const cluster = await prepareCluster(place);
  const port = await freePort();
  const first = await startPostgres(cluster, { port });
  await query(port, 'create table t (n int); insert into t values (7)');
  first.kill();
  await first.exited;

  const second = await startPostgres(await prepareCluster(place), { port });
  expect(await query(port, 'select n from t')).toEqual([{ n: 7 }]);

  await startPostgres(cluster, { port });
  expect(await second.exited).toEqual({ code: 0, signal: null });
  expect(await query(port, 'select n from t')).toEqual([{ n: 7 }]);
});

it('says why it does not start', async () => {
  const cluster = await prepareCluster(place);
  await expect(startPostgres(cluster, { port: 1 << 20 })).rejects.toThrow(
    /PostgreSQL stopped \(exit code 1\): .*port/,
  );
});
