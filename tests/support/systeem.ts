import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startApi } from '../../api/server.ts';
import { readConfig } from '../../platform/config.ts';
import type { Db } from '../../platform/database.ts';
import { freePort } from '../../platform/embedded/ports.ts';
import { createLogger } from '../../platform/logging.ts';
import { startWorker } from '../../worker/worker.ts';
import { testDatabase } from './database.ts';

/** The whole system in this process, on a database and task queue of its own. One per test file. */
export interface Systeem {
  url: string;
  smtpPort: number;
  db: Db;
  /** Asks the database in plain SQL. */
  ask<T>(sql: string, values?: unknown[]): Promise<T[]>;
  databaseUrl: string;
  /** The settings, for a process of its own beside this one. */
  env: Record<string, string>;
  /** Marks the workflows of this system. */
  taskQueue: string;
  /** Lines that api and worker logged. */
  logLines(): string[];
  /** What the embedded printers received for one address, oldest first. */
  readPostbus(aan: string): Promise<Poststuk[]>;
  stop(): Promise<void>;
}

export interface Poststuk {
  aan: string;
  onderwerp: string;
  tekst: string;
  berichtId: string;
  headers: Record<string, string>;
  aantal: number;
}

/** Starts it. @param extra settings that differ from the default @param delen `worker: false` leaves the worker out */
export async function startSysteem(
  extra: Record<string, string> = {},
  delen: { worker: boolean } = { worker: true },
): Promise<Systeem> {
  const database = await testDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'schakel-systeem-'));
  const [port, smtpPort, postbusPort] = [await freePort(), await freePort(), await freePort()];
  const taskQueue = `test-${randomUUID()}`;
  const env = {
    NODE_ENV: 'test',
    SCHAKEL_EMBEDDED: '1',
    SCHAKEL_DATA: folder,
    DATABASE_URL: database.url,
    PORT: String(port),
    SMTP_PORT: String(smtpPort),
    POSTBUS_PORT: String(postbusPort),
    SMTP_URL: `smtp://127.0.0.1:${postbusPort}`,
    TEMPORAL_TASK_QUEUE: taskQueue,
    LOG_LEVEL: 'trace',
    ...extra,
  };
  const config = readConfig({ ...process.env, ...env });
  const lines: string[] = [];
  const keep = { write: (line: string) => void lines.push(line) };
  const worker = delen.worker
    ? await startWorker(config, createLogger('worker', config.LOG_LEVEL, keep))
    : undefined;
  const api = await startApi(config, createLogger('api', config.LOG_LEVEL, keep));
  const url = `http://localhost:${port}`;

  return {
    url,
    smtpPort,
    db: database.db,
    ask: async <T>(text: string, values: unknown[] = []) => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query(text, values)).rows as T[];
      } finally {
        await client.end();
      }
    },
    databaseUrl: database.url,
    env,
    taskQueue,
    logLines: () => lines,
    async readPostbus(aan) {
      const response = await fetch(`${url}/postbus?aan=${encodeURIComponent(aan)}`, {
        headers: { accept: 'application/json' },
      });
      return ((await response.json()) as Poststuk[]).reverse();
    },
    async stop() {
      await api.stop();
      await worker?.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks again until there is an answer. @throws Error that says what was waited for */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  withinMs = 10_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`Waited ${withinMs} ms in vain for: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
