import { DefaultFailureConverter } from '@temporalio/common';

/** Loaded by path, in clients and in the workflow sandbox: failure messages and stacks are encoded too. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
