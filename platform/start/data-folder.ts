import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { postgresUser } from '../embedded/os-user.ts';
import { removeShelter } from '../embedded/shelter.ts';
import { lockName } from './lock.ts';

/** Marks a folder that we made, and so may empty. */
const marker = 'schakel-data';

/** Makes the data folder, and marks it when it is ours alone. @throws Error when it cannot be used. */
export function makeDataFolder(folder: string): void {
  try {
    // As root, PostgreSQL's own user must be able to pass through to the cluster.
    mkdirSync(folder, { recursive: true, mode: postgresUser() ? 0o711 : 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`the data folder ${folder} cannot be used (${code}); set SCHAKEL_DATA to another one.`);
  }
  const others = readdirSync(folder).filter((name) => !name.startsWith(lockName));
  if (others.length === 0) {
    writeFileSync(
      path.join(folder, marker),
      'Made by Schakel; `npm start -- --nieuw` empties this folder.\n',
    );
  }
}

/**
 * Removes everything in the data folder, and what stood elsewhere in its place.
 * @throws Error when the folder holds anything that we did not make.
 */
export async function emptyDataFolder(folder: string): Promise<void> {
  const names = readdirSync(folder).filter((name) => !name.startsWith(lockName));
  if (names.length > 0 && !existsSync(path.join(folder, marker))) {
    throw new Error(
      `${folder} was not made by Schakel, so --nieuw does not empty it; remove it yourself or set SCHAKEL_DATA.`,
    );
  }
  // The marker last: an interrupted removal can be repeated.
  for (const name of names.filter((name) => name !== marker)) {
    rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
  await removeShelter(folder);
}
