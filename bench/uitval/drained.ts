import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Workflows } from './workflows.ts';

export interface Drained {
  seconds: number;
  /** Why it is not drained, when time was up first. */
  left: string[];
}

/**
 * Waits until nothing is underway: the relay has passed everything on, every outbound message was handed over, and no
 * workflow has a task or an activity in hand. As long as there is progress it goes on waiting.
 * @param patienceMs longest time without any progress
 */
export async function waitUntilDrained(
  database: pg.Client,
  workflows: Workflows,
  patienceMs: number,
): Promise<Drained> {
  const started = Date.now();
  let last = '';
  let moved = started;
  for (;;) {
    const left = await findLeft(database, workflows).catch((error: Error) => [error.message]);
    const seconds = (Date.now() - started) / 1000;
    // A task that fails again and again is no progress.
    const now = left.join().replace(/attempt \d+/g, '');
    if (now !== last) moved = Date.now();
    last = now;
    if (left.length === 0 || Date.now() - moved > patienceMs) return { seconds, left };
    await sleep(500);
  }
}

async function findLeft(database: pg.Client, workflows: Workflows): Promise<string[]> {
  const { rows } = await database.query<{ doorgifte: number; uit: number }>(`
    SELECT (SELECT count(*)::int FROM doorgifte) AS doorgifte,
           (SELECT count(*)::int FROM bericht WHERE richting = 'uit'
              AND (status = 'te_verzenden' OR status = 'onderweg' AND kanaal <> 'chat')) AS uit`);
  const { doorgifte = 0, uit = 0 } = rows[0] ?? {};
  if (doorgifte > 0) return [`${doorgifte} items wait in doorgifte`];
  if (uit > 0) return [`${uit} outbound messages were not handed over`];
  return (await workflows.findUnfinished()).map(({ workflowId, why }) => `${workflowId}: ${why}`);
}
