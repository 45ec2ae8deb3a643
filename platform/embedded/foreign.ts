import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalGroup } from './process.ts';

/** Whether a process with this pid exists, also when it is somebody else's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The command line of a process, or an empty text. Pids are used again, so a pid alone proves nothing. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * Stops a process of an earlier run, provided that its command line holds `proof`.
 * @returns whether there was such a process.
 */
export async function stopLeftover(
  pid: number,
  proof: string,
  signals: NodeJS.Signals[] = ['SIGTERM', 'SIGKILL'],
): Promise<boolean> {
  if (!isAlive(pid) || !commandLine(pid).includes(proof)) return false;
  for (const signal of signals) {
    if (signal === 'SIGKILL') signalGroup(pid, signal);
    else process.kill(pid, signal);
    for (let waited = 0; waited < 5_000 && isAlive(pid); waited += 25) await sleep(25);
    if (!isAlive(pid)) return true;
  }
  throw new Error(`Process ${pid} of an earlier run does not stop; end it by hand.`);
}
