import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { Activiteiten } from '../../activities/contract.ts';
import { taskQueue } from '../../domein/opdracht.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';

/** A server that skips time, with a worker on it. One global clock per environment: no tests side by side. */
export async function startEngine(
  activities: Partial<Activiteiten>,
  entry?: string,
): Promise<{ env: TestWorkflowEnvironment; stop(): Promise<void> }> {
  const path = process.env.SCHAKEL_TEST_TIMESKIPPING;
  if (!path) throw new Error('SCHAKEL_TEST_TIMESKIPPING is not set: run the tests with `npm test`.');
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.namespace ?? 'default',
    searchAttributes: {
      ...Object.fromEntries(
        ['Kanaal', 'Product', 'Fase', 'WachtOp'].map((name) => [
          name,
          proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
        ]),
      ),
      Uiterlijk: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
    },
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: await bundleWorkflows(undefined, entry),
    activities: activities as object,
  });
  const running = worker.run();
  return {
    env,
    async stop() {
      worker.shutdown();
      await running;
      await env.teardown();
    },
  };
}
