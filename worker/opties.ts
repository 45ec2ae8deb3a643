import type { WorkerOptions } from '@temporalio/worker';

/** How much a worker takes in hand; the bench gives its baseline the same. */
export const workerOptions = {
  /** Workflows kept in memory: a cold replay costs some 2.5 ms per workflow task. */
  maxCachedWorkflows: 1_000,
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
  activityTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
  shutdownGraceTime: '8 seconds',
} as const satisfies Partial<WorkerOptions>;
