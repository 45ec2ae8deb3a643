import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { taskQueue as gewoneQueue } from '../domein/opdracht.ts';

/** Workflows that begin every night, by the hour (time of Amsterdam). */
const nachtelijks = {
  /** What may be destroyed or transferred. */
  archiefvoorstel: 3,
  /** Orphans in the store of documents, and a sample of the others. */
  inhoudopruiming: 2,
} as const;

type Nachtelijk = keyof typeof nachtelijks;

/** Id of a schedule; systems beside each other on one Temporal each have their own. */
export const schemaId = (workflow: Nachtelijk, taskQueue: string): string =>
  taskQueue === gewoneQueue ? workflow : `${workflow}:${taskQueue}`;

/** Makes the schedules that are not there; one that an operator changed or paused stays as it is. */
export async function planNachtelijks(client: Client, taskQueue: string): Promise<void> {
  for (const [naam, hour] of Object.entries(nachtelijks)) {
    const scheduleId = schemaId(naam as Nachtelijk, taskQueue);
    try {
      await client.schedule.create({
        scheduleId,
        spec: { calendars: [{ hour, minute: 0 }], timezone: 'Europe/Amsterdam' },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
        action: {
          type: 'startWorkflow',
          workflowType: naam,
          workflowId: scheduleId,
          taskQueue,
          args: [],
        },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
