import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from './foreign.ts';

const folder = path.join(os.tmpdir(), `schakel-poorten-${process.getuid?.() ?? 'user'}`);
const mine = new Set<string>();

process.on('exit', () => {
  for (const file of mine) rmSync(file, { force: true });
});

/**
 * Claims a port for this process until it ends. Between choosing a port and listening on it lies the
 * start of a part: without a claim, two starts at once would choose the same one.
 * @returns whether the port is ours
 */
export function claimPort(port: number): boolean {
  const file = path.join(folder, `${port}`);
  if (mine.has(file)) return true;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isStale(file)) rmSync(file, { force: true });
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    mine.add(file);
    return true;
  } catch (error) {
    // Where claims cannot be kept, ports are chosen without them.
    return (error as NodeJS.ErrnoException).code !== 'EEXIST';
  }
}

function isStale(file: string): boolean {
  try {
    const holder = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return !(holder > 0 && isAlive(holder));
  } catch {
    return false;
  }
}
