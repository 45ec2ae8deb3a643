import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { taskQueue as gewoneQueue } from '../domein/opdracht.ts';

/** Id of the schedule; systems beside each other on one Temporal each have their own. */
export const archiefschemaId = (taskQueue: string): string =>
  taskQueue === gewoneQueue ? 'archiefvoorstel' : `archiefvoorstel:${taskQueue}`;

/** Makes the schedule that proposes every night what may be destroyed or transferred, unless it is there. */
export async function planArchiefvoorstel(client: Client, taskQueue: string): Promise<void> {
  const scheduleId = archiefschemaId(taskQueue);
  try {
    await client.schedule.create({
      scheduleId,
      spec: { calendars: [{ hour: 3, minute: 0 }], timezone: 'Europe/Amsterdam' },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
      action: {
        type: 'startWorkflow',
        workflowType: 'archiefvoorstel',
        workflowId: scheduleId,
        taskQueue,
        args: [],
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
