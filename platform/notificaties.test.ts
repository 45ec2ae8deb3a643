import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../tests/support/database.ts';
import { watchNotifications } from './notificaties.ts';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

/** Listeners of this channel on the server. */
const listening = async (channel: string): Promise<number[]> =>
  (
    await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = $1`,
      [`LISTEN "${channel}"`],
    )
  ).rows.map(({ pid }) => pid);

test('hears, and hears again after the server has ended its connection', { timeout: 10_000 }, async () => {
  const heard: string[] = [];
  const watcher = watchNotifications(database.url, 'proef', (payload) => heard.push(payload));
  try {
    await expect.poll(() => heard, { timeout: 3_000 }).toEqual(['']);
    await client.query(`SELECT pg_notify('proef', 'een'), pg_notify('anders', 'niet')`);
    await expect.poll(() => heard).toEqual(['', 'een']);

    const [pid] = await listening('proef');
    await client.query('SELECT pg_terminate_backend($1)', [pid]);
    await client.query(`SELECT pg_notify('proef', 'gemist')`);
    // What came while nobody listened is made up for by one look.
    await expect.poll(() => heard, { timeout: 4_000 }).toEqual(['', 'een', '']);
    await client.query(`SELECT pg_notify('proef', 'twee')`);
    await expect.poll(() => heard).toEqual(['', 'een', '', 'twee']);
    expect(await listening('proef')).toHaveLength(1);
  } finally {
    await watcher.stop();
  }
  await expect.poll(() => listening('proef')).toEqual([]);
  await client.query(`SELECT pg_notify('proef', 'drie')`);
  expect(heard).not.toContain('drie');
});

test('stopping while it connects leaves nothing behind', async () => {
  let heard = 0;
  await watchNotifications(database.url, 'kort', () => heard++).stop();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await listening('kort')).toEqual([]);
  expect(heard).toBe(0);
});

test('waits for a server that is away, and stops while waiting', async () => {
  let heard = 0;
  const watcher = watchNotifications('postgres://nobody@127.0.0.1:1/weg', 'weg', () => heard++);
  await new Promise((resolve) => setTimeout(resolve, 700));
  await watcher.stop();
  expect(heard).toBe(0);
});
