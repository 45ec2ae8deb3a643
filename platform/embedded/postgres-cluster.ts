import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canWrite, type OsUser, postgresUser } from './os-user.ts';
import { type Binaries, findBinaries } from './postgres-binaries.ts';
import { run } from './process.ts';
import { makeShelter } from './shelter.ts';

/** A cluster on disk with the programs that serve it. */
export interface Cluster {
  folder: string;
  binaries: Binaries;
  user: OsUser | undefined;
}

/** Where a cluster may be kept. */
export interface ClusterPlace {
  /** The folder that we would like to hold the cluster. */
  folder: string;
  /** The folder that takes over when PostgreSQL's user cannot enter the first. */
  shelter: string;
  /** Test clusters need not survive a power cut. */
  throwAway?: boolean;
  note?: (text: string) => void;
}

/** Finds or makes the cluster. It can be called again on an existing one. */
export async function prepareCluster(place: ClusterPlace): Promise<Cluster> {
  const note = place.note ?? (() => {});
  const user = postgresUser();
  const binaries = findBinaries(user, place.shelter, note);
  const folder = reachableFolder(place, user, note);
  const cluster = { folder, binaries, user };
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await initialise(cluster, place.throwAway ?? false);
  return cluster;
}

function reachableFolder(
  place: ClusterPlace,
  user: OsUser | undefined,
  note: (text: string) => void,
): string {
  const wanted = place.folder;
  if (!user) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return wanted;
  }
  if (!existsSync(awayNote(wanted))) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    chownSync(wanted, user.uid, user.gid);
    if (canWrite(user, wanted)) return wanted;
    if (existsSync(path.join(wanted, 'PG_VERSION'))) {
      throw new Error(
        `PostgreSQL's user (${user.uid}) can no longer enter ${wanted}; give it access or start with --nieuw.`,
      );
    }
    rmSync(wanted, { recursive: true, force: true });
    // Whatever stands in the shelter belonged to a data folder that was since removed by hand.
    rmSync(path.join(place.shelter, 'cluster'), { recursive: true, force: true });
  }
  return shelteredFolder(place, user, note);
}

function shelteredFolder(place: ClusterPlace, user: OsUser, note: (text: string) => void): string {
  const sheltered = path.join(place.shelter, 'cluster');
  makeShelter(place.shelter);
  mkdirSync(sheltered, { recursive: true, mode: 0o700 });
  chownSync(sheltered, user.uid, user.gid);
  writeFileSync(awayNote(place.folder), `${sheltered}\n`);
  note(`PostgreSQL's user cannot enter ${path.dirname(place.folder)}: its data is in ${sheltered}`);
  return sheltered;
}

/** The file that says that the cluster of this folder is in the shelter. */
function awayNote(folder: string): string {
  return `${folder}-elders.txt`;
}

async function initialise({ folder, binaries, user }: Cluster, throwAway: boolean): Promise<void> {
  // Made inside the folder and moved up when complete: half a cluster must never look like a whole one.
  const unfinished = `${folder}/unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await run({
    command: binaries.initdb,
    args: [
      '--pgdata',
      unfinished,
      '--username=schakel',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(throwAway ? ['--no-sync'] : []),
    ],
    ...user,
    cwd: '/',
    env: postgresEnv(),
  });
  moveUp(unfinished, folder);
}

function moveUp(from: string, folder: string): void {
  const parent = path.dirname(folder);
  const aside = path.join(parent, `.${path.basename(folder)}.${process.pid}`);
  renameSync(from, aside);
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}

/** The little that PostgreSQL needs from the environment; the rest could change its behaviour. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
