import path from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';

/** A worker for the baseline workflows, with the settings of worker/worker.ts. */
const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
const worker = await Worker.create({
  connection,
  taskQueue: 'bench-kaal',
  workflowsPath: path.join(import.meta.dirname, 'workflows.ts'),
  maxCachedWorkflows: 1_000,
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
  activityTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
await worker.run();
