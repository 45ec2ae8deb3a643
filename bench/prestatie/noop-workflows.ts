/** The baseline of an intake: a workflow that does nothing. */
export async function noop(): Promise<void> {}
