import type { WorkerOptions } from '@temporalio/worker';

/** How much a worker takes in hand; the bench gives its baseline the same. */
export const workerOptions = {
  /** Workflows kept in memory: a cold replay costs some 2.5 ms per workflow task. */
  maxCachedWorkflows: 1_000,
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
  activityTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 5, maximum: 20 },
  shutdownGraceTime: '8 seconds',
} as const satisfies Partial<WorkerOptions>;

/**
 * Delivering waits for others and hardly computes. An abonnement has one turn at a time, so that with a place for each
 * a subscriber that does not answer keeps nobody else waiting.
 */
export const notificatieOptions = {
  maxConcurrentActivityTaskExecutions: 1_000,
  activityTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 2, maximum: 10 },
  shutdownGraceTime: '8 seconds',
} as const satisfies Partial<WorkerOptions>;
