import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { expect, it } from 'vitest';
import type { Activiteiten } from '../../activities/contract.ts';
import type { BerichtSignaal, InteractieStart } from '../../domein/opdracht.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';

it('a message that comes while a conversation is being closed is heard all the same', async () => {
  const address = process.env.TEMPORAL_ADDRESS;
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: run the tests with `npm test`.');
  const connection = await NativeConnection.connect({ address });
  const client = new Client({ connection: await Connection.connect({ address }) });
  const taskQueue = randomUUID();
  const opened: string[] = [];
  const finished: number[] = [];
  const signal = (volgnummer: number): BerichtSignaal => ({
    berichtId: `b${volgnummer}`,
    stroom: 'i1',
    volgnummer,
    kanaal: 'email',
    soort: 'bericht',
    automatisch: false,
  });
  const start: InteractieStart = { kenmerk: 'S-TEST-2', interactieId: 'i1', kanaal: 'email' };
  const workflowId = `interactie:${taskQueue}`;
  const world: Partial<Activiteiten> = {
    startInteractie: async () => ({ verwerktTot: 0, medewerkerAanwezig: false }),
    passOn: async () => false,
    classifyBericht: async () => ({}),
    openVerzoek: async ({ berichtId }) => {
      opened.push(berichtId);
      return { kenmerk: 'S-TEST-3' };
    },
    finishInteractie: async ({ verwerktTot }) => {
      if (finished.length === 0) {
        await client.workflow.getHandle(workflowId).signal('bericht', signal(2));
        // Longer than a workflow task may take: the run reports in between, and hears the signal then.
        await new Promise((resolve) => setTimeout(resolve, 1_300));
      }
      finished.push(verwerktTot);
    },
  };
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: world as object,
  });
  await worker.runUntil(async () => {
    const handle = await client.workflow.signalWithStart('interactie', {
      workflowId,
      taskQueue,
      args: [start],
      workflowTaskTimeout: '1 second',
      signal: 'bericht',
      signalArgs: [signal(1)],
    });
    await handle.result();
  });
  expect(opened).toEqual(['b1', 'b2']);
  expect(finished).toEqual([1, 2]);
  await client.connection.close();
  await connection.close();
}, 30_000);
