import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';

/** How long a finished workflow can be looked at; the server's own choice is one day. */
const retention = msToTs('30 days');

/**
 * Makes the namespace of the embedded server keep finished workflows as long as we want.
 * @throws Error as long as the server does not answer.
 */
export async function setUpNamespace(address: string, namespace = 'default'): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      const found = await connection.workflowService.describeNamespace({ namespace });
      if (found.config?.workflowExecutionRetentionTtl?.seconds?.eq(retention.seconds ?? 0)) return;
      await connection.workflowService.updateNamespace({
        namespace,
        config: { workflowExecutionRetentionTtl: retention },
      });
    });
  } finally {
    await connection.close();
  }
}
