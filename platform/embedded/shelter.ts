import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * The folder that stands in for a data folder that PostgreSQL's user cannot enter, such as one below
 * a private home. Its name follows from the data folder, so that a second start finds it.
 */
export function shelterOf(dataFolder: string): string {
  const hash = createHash('sha256').update(path.resolve(dataFolder)).digest('hex').slice(0, 16);
  return path.join(lastingTemp(), `schakel-${hash}`);
}

function lastingTemp(): string {
  try {
    accessSync('/var/tmp', constants.W_OK);
    // Unlike /tmp it survives a restart of the machine.
    return '/var/tmp';
  } catch {
    return os.tmpdir();
  }
}

/** Makes the shelter. @throws Error when somebody else made it: anyone can write beside it. */
export function makeShelter(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else; remove it or set SCHAKEL_DATA to another folder.`);
  }
}

/** Removes the shelter of a data folder, when there is one. */
export async function removeShelter(dataFolder: string): Promise<void> {
  await rm(shelterOf(dataFolder), { recursive: true, force: true });
}
