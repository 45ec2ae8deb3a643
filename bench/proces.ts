import { fork } from 'node:child_process';
import path from 'node:path';

/** Starts a helper program of the bench in a process of its own. @returns its first message */
export async function startHelper(
  file: string,
  env: Record<string, string>,
): Promise<{ message: { port?: number }; stop(): void }> {
  const child = fork(path.join(import.meta.dirname, file), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const message = await new Promise<{ port?: number }>((resolve, reject) => {
    child.once('message', (value) => resolve(value as { port?: number }));
    child.once('exit', (code) => reject(new Error(`${file} stopped with ${code}.`)));
  });
  return { message, stop: () => void child.disconnect() };
}
