import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The operating system user that runs PostgreSQL. */
export interface OsUser {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses root; `nobody` exists everywhere, so nothing has to be added to the machine. */
export function postgresUser(): OsUser | undefined {
  return process.getuid?.() === 0 ? nobody() : undefined;
}

function nobody(): OsUser {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
  } catch {
    // No passwd file: a bare container.
  }
  return { uid: 65_534, gid: 65_534 };
}

/** Whether this user can reach and write the folder. Asked of the system itself: modes alone miss mounts and ACLs. */
export function canWrite(user: OsUser, folder: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { ...user, cwd: '/' }).status === 0
  );
}

/** Whether this user can run the program. */
export function canRun(user: OsUser | undefined, program: string): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
}
