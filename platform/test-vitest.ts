import { spawn } from 'node:child_process';
import path from 'node:path';

/**
 * Runs vitest over the repository with its report on the screen and in a file.
 * @returns its exit code
 */
export function runVitest(
  root: string,
  args: string[],
  report: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      path.join(root, 'platform/stop-with-parent.mjs'),
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
