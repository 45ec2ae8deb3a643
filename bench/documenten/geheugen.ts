import { readFileSync } from 'node:fs';
import type { System } from '../system.ts';

const mb = 1_000_000;

/** Resident memory of a process, bytes (Linux). */
function residentVan(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) * 1_024;
}

/** Runs the work. @returns how long it took, and how much more memory the api had at most than before, in MB */
export async function meetGeheugen(
  systeem: System,
  work: () => Promise<void>,
): Promise<{ seconden: number; erbij: number }> {
  const { pid } = systeem.readBook().parts.api ?? {};
  if (pid === undefined) throw new Error('The system tells no pid of its api.');
  const voor = residentVan(pid);
  let hoogst = voor;
  const timer = setInterval(() => {
    hoogst = Math.max(hoogst, residentVan(pid));
  }, 50);
  const begin = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { seconden: (performance.now() - begin) / 1_000, erbij: (hoogst - voor) / mb };
}
