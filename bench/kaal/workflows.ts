import { condition } from '@temporalio/workflow';

/** The baseline of an intake: a workflow that does nothing. */
export async function leeg(): Promise<void> {}

/** An open workflow that costs nothing more after its first task. */
export async function open(): Promise<void> {
  await condition(() => false);
}
