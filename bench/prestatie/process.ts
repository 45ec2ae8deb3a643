import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A program of this folder in a process of its own, which answers questions one at a time. */
export interface Helper {
  pid: number;
  ask<T>(question: object): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a program and waits for its first message. @throws Error when it ends before that */
export async function startHelper<T>(
  file: string,
  env: Record<string, string>,
): Promise<{ helper: Helper; hello: T }> {
  const child = fork(path.join(import.meta.dirname, file), [], {
    execArgv: [
      '--import',
      'tsx',
      '--import',
      path.join(import.meta.dirname, '../../platform/stop-with-parent.mjs'),
    ],
    env: { ...process.env, ...env },
  });
  const hello = await nextMessage<T>(child, file);
  return {
    hello,
    helper: {
      pid: child.pid!,
      ask: (question) => {
        const answer = nextMessage<never>(child, file);
        child.send(question);
        return answer;
      },
      async stop() {
        if (child.exitCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    },
  };
}

function nextMessage<T>(child: ChildProcess, file: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`${file} ended with exit code ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}
