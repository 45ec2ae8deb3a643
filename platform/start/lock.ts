import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, isAlive } from '../embedded/foreign.ts';

/** Gives the data folder free for another start. */
export type Unlock = () => void;

/** The file in the data folder that says who uses it. */
export const lockName = 'lock';

/**
 * Takes the data folder for this process.
 * @throws Error when another start uses it. The lock of a process that is gone is taken over.
 */
export async function lockFolder(folder: string): Promise<Unlock> {
  const file = path.join(folder, lockName);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!tryLink(mine, file)) {
      const holder = readPid(file);
      if (holder !== undefined && isStart(holder)) {
        throw new Error(
          `Schakel is already running on ${folder} (process ${holder}); stop it, or set SCHAKEL_DATA to another folder.`,
        );
      }
      removeStale(file, holder);
      await sleep(50);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readPid(file) === process.pid) rmSync(file, { force: true });
  };
}

function tryLink(from: string, to: string): boolean {
  try {
    // Linking is all or nothing, and the file is complete when it appears.
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStart(pid: number): boolean {
  return pid !== process.pid && isAlive(pid) && commandLine(pid).includes('node');
}

function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return undefined;
  }
}

function removeStale(file: string, holder: number | undefined): void {
  // Moved aside and looked at again: a third process may have taken over in between.
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readPid(aside) !== holder) tryLink(aside, file);
    unlinkSync(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
