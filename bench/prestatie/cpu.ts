import { readdirSync, readFileSync } from 'node:fs';
import type { System } from '../system.ts';

/** A clock tick of /proc, in milliseconds. */
const tickMs = 10;

/** Milliseconds of processor time that each part has used so far; empty where there is no /proc. */
export function readCpu(system: System): Record<string, number> {
  const used: Record<string, number> = {};
  for (const [part, { pid }] of Object.entries(system.readBook().parts)) {
    if (pid === undefined) continue;
    try {
      used[part] = [pid, ...childrenOf(pid)].reduce((sum, one) => sum + cpuOf(one), 0);
    } catch {
      return {};
    }
  }
  return used;
}

/** Processor time between two readings, per thing done. */
export function cpuPer(
  count: number,
  before: Record<string, number>,
  after: Record<string, number>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([part, used]) => [part, (used - (before[part] ?? 0)) / count]),
  );
}

function fieldsOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name stands in brackets and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Own time, and that of children that ended: PostgreSQL has a process per connection. */
function cpuOf(pid: number): number {
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fieldsOf(pid).slice(11, 15).map(Number);
  return (user + system + childUser + childSystem) * tickMs;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(fieldsOf(pid)[1]) === parent;
      } catch {
        // It ended meanwhile.
        return false;
      }
    });
}
