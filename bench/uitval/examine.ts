import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { demoApp } from '../../registers/kanaalapps/demo.ts';
import type { System } from '../system.ts';
import type { Findings } from './checks.ts';
import { waitUntilDrained } from './drained.ts';
import { readPost, readTijdlijn, readVerzoeken } from './registers.ts';
import type { Traffic } from './traffic.ts';
import { Workflows } from './workflows.ts';

/** Runs something on the database of the system. */
export async function withDatabase<T>(
  { addresses }: System,
  work: (database: pg.Client) => Promise<T>,
): Promise<T> {
  const database = new pg.Client({ connectionString: addresses.database });
  database.on('error', () => undefined);
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

/**
 * Waits until the system has nothing left to do, and looks at everything it holds.
 * @param examples ids of messages that nobody sent
 * @param keepEvents folder for the events of workflows that are stuck
 */
export function examine(
  system: System,
  traffic: Traffic,
  examples: string[],
  patienceMs: number,
  keepEvents?: string,
): Promise<Findings & { drainSeconds: number }> {
  return withDatabase(system, async (database) => {
    const workflows = new Workflows(system.addresses.temporal);
    try {
      const drained = await waitUntilDrained(database, workflows, patienceMs);
      if (keepEvents && drained.left.length > 0) await keepStuck(workflows, keepEvents);
      return {
        ledger: traffic.ledger,
        tijdlijn: await readTijdlijn(database, examples),
        verzoeken: await readVerzoeken(database, examples),
        post: await readPost(database),
        byStatus: await workflows.count(),
        notDrained: drained.left,
        app: { made: await countForApp(database), received: traffic.receivedByApp },
        drainSeconds: drained.seconds,
      };
    } finally {
      await workflows.close();
    }
  });
}

async function countForApp(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ made: number }>(
    `SELECT count(*)::int AS made FROM bericht WHERE richting = 'uit' AND kanaal = $1`,
    [demoApp.kanaal],
  );
  return rows[0]!.made;
}

async function keepStuck(workflows: Workflows, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const ids = new Set((await workflows.findUnfinished()).map(({ workflowId }) => workflowId));
  for (const id of [...ids].slice(0, 5)) {
    const events = await workflows.readEvents(id);
    writeFileSync(path.join(folder, `${id.replaceAll(':', '_')}.events`), `${events.join('\n')}\n`);
  }
}
