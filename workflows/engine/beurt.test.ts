import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompleteAsyncError, Context } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Activiteiten } from '../../activities/contract.ts';
import type { BerichtSignaal, VerzoekStart } from '../../domein/opdracht.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';

let connection: NativeConnection;
let client: Client;
let workflowBundle: WorkflowBundle;
beforeAll(async () => {
  const address = process.env.TEMPORAL_ADDRESS;
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: run the tests with `npm test`.');
  connection = await NativeConnection.connect({ address });
  client = new Client({ connection: await Connection.connect({ address }) });
  workflowBundle = await bundleWorkflows();
});
afterAll(async () => {
  await client.connection.close();
  await connection.close();
});

it('a message that comes in while the process goes on leaves a history that can be replayed', async () => {
  const taskQueue = randomUUID();
  let token: Uint8Array | undefined;
  let tasks = 0;
  let contacts = 0;
  const world: Partial<Activiteiten> = {
    registerIntake: async () => ({ klaar: false, gegevens: {} }),
    openZaak: async () => undefined,
    openTaak: async () => {
      tasks += 1;
    },
    // Begun before the task of the process, and done after it.
    registerBericht: async () => {
      await sleep(300);
      contacts += 1;
      return { bijTaak: true };
    },
    sendBericht: async ({ sjabloon }) => {
      if (sjabloon !== 'ontvangstbevestiging') return { status: 'verzonden' };
      token = Context.current().info.taskToken;
      throw new CompleteAsyncError();
    },
  };
  const work = async (until: () => boolean): Promise<void> => {
    const worker = await Worker.create({
      connection,
      taskQueue,
      workflowBundle,
      activities: world as object,
    });
    await worker.runUntil(vi.waitFor(() => expect(until()).toBe(true), { timeout: 10_000 }));
  };
  const signal = (volgnummer: number): BerichtSignaal => ({
    berichtId: `b${volgnummer}`,
    stroom: 'i1',
    volgnummer,
    kanaal: 'email',
    soort: 'bericht',
    automatisch: false,
  });
  const start: VerzoekStart = {
    kenmerk: 'S-TEST-1',
    ronde: 1,
    product: 'melden-overlast',
    kanaal: 'email',
    berichtId: 'b1',
  };
  const handle = await client.workflow.signalWithStart('meldenOverlast', {
    workflowId: `verzoek:${taskQueue}`,
    taskQueue,
    args: [start],
    signal: 'bericht',
    signalArgs: [signal(1)],
  });
  await work(() => token !== undefined);
  // Both are there before the next worker looks: one workflow task begins both calls.
  await handle.signal('bericht', signal(2));
  await client.activity.complete(token as Uint8Array, { status: 'verzonden' });
  await work(() => tasks === 1 && contacts === 1);

  await Worker.runReplayHistory({ workflowBundle }, await handle.fetchHistory());
  await handle.terminate();
});
