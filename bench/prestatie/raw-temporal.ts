import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { workerOptions } from '../../worker/opties.ts';

// The baseline of intakes: raw no-op workflows on the same Temporal, with the worker settings and the number of starts at
// once that the system has.
const lanes = 8;
const taskQueue = 'nullijn';
Runtime.install({
  shutdownSignals: [],
  logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
});
const address = process.env.TEMPORAL_ADDRESS!;
const connection = await NativeConnection.connect({ address });
const client = new Client({ connection: await Connection.connect({ address }) });
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: path.join(import.meta.dirname, 'noop-workflows.ts'),
  logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
});
const worker = await Worker.create({ connection, taskQueue, workflowBundle, ...workerOptions });
void worker.run();

let round = 0;
/** Starts and finishes `count` workflows. @returns seconds */
async function run(count: number): Promise<number> {
  round += 1;
  const ids = Array.from({ length: count }, (_, n) => `nullijn:${process.pid}:${round}:${n}`).values();
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (const workflowId of ids) await client.workflow.start('noop', { workflowId, taskQueue });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  // Tasks are handed out in the order of starting: when the last of each lane is done, all are.
  const last = Array.from({ length: lanes }, (_, n) => `nullijn:${process.pid}:${round}:${count - 1 - n}`);
  await Promise.all(last.map((id) => client.workflow.getHandle(id).result()));
  return (performance.now() - started) / 1000;
}

process.on('message', ({ count }: { count: number }) => {
  run(count).then((seconds) => process.send?.({ seconds }));
});
process.send?.({ ready: true });
process.on('SIGTERM', () => process.exit(0));
