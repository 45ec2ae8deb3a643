import { Connection } from '@temporalio/client';

const open = 1;
const namespace = 'default';
/** Names of the enum WorkflowExecutionStatus, by number. */
const statuses = [
  '',
  'running',
  'completed',
  'failed',
  'canceled',
  'terminated',
  'continuedAsNew',
  'timedOut',
  'paused',
];

/** An open workflow with something still to do, or stuck. */
export interface Unfinished {
  workflowId: string;
  why: string;
}

/** Looks at the workflows from outside, as an operator would. */
export class Workflows {
  readonly #connection: Connection;

  constructor(address: string) {
    this.#connection = Connection.lazy({ address });
  }

  /** How many workflows there are by status. */
  async count(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { id, status } of await this.list('')) {
      const name = statuses[status] || `status ${status} of ${id}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  /** Open workflows with a task or an activity underway. Those that wait for people are not among them. */
  async findUnfinished(): Promise<Unfinished[]> {
    const ids = (await this.list('ExecutionStatus = "Running"')).filter(({ status }) => status === open);
    const found: Unfinished[] = [];
    const next = ids.values();
    const describe = async (): Promise<void> => {
      for (const { id, runId } of next) {
        const described = await this.#connection.workflowService.describeWorkflowExecution({
          namespace,
          execution: { workflowId: id, runId },
        });
        const { pendingWorkflowTask, pendingActivities = [], workflowExecutionInfo } = described;
        if (workflowExecutionInfo?.status !== open) continue;
        if (pendingWorkflowTask)
          found.push({ workflowId: id, why: `workflow task, attempt ${pendingWorkflowTask.attempt}` });
        for (const activity of pendingActivities ?? [])
          found.push({
            workflowId: id,
            why: `activity ${activity.activityType?.name}, attempt ${activity.attempt}`,
          });
      }
    };
    await Promise.all(Array.from({ length: 8 }, describe));
    return found;
  }

  /** All workflows that a visibility query finds. */
  async list(query: string): Promise<{ id: string; runId: string; status: number }[]> {
    const found: { id: string; runId: string; status: number }[] = [];
    let nextPageToken: Uint8Array | undefined;
    do {
      const page = await this.#connection.workflowService.listWorkflowExecutions({
        namespace,
        query,
        pageSize: 1000,
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      for (const { execution, status } of page.executions ?? [])
        found.push({ id: execution?.workflowId ?? '', runId: execution?.runId ?? '', status: status ?? 0 });
      nextPageToken = page.nextPageToken ?? undefined;
    } while (nextPageToken && nextPageToken.length > 0);
    return found;
  }

  /** The names of the events of one workflow with their times, oldest first, to see how it got stuck. */
  async readEvents(workflowId: string): Promise<string[]> {
    const { history } = await this.#connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId },
    });
    return (history?.events ?? []).map((event) => JSON.stringify(event));
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}
