import type { Running } from './process.ts';

const alive = new Set<Running>();
let onChange: (pids: AlivePids) => void = () => {};

// An uncaught error must not leave a database behind.
process.on('exit', killAll);

/** Kills every process that was launched here and still runs. */
export function killAll(): void {
  for (const running of alive) running.kill();
}

/** Asks every process that was launched here to stop, and waits for it. */
export async function stopAll(graceMs?: number): Promise<void> {
  await Promise.all([...alive].map((running) => running.stop(graceMs)));
}

/** Takes a process up in the list until it ends. */
export function addAlive(running: Running): void {
  alive.add(running);
  tellAlive();
}

/** Takes a process that ended off the list. */
export function removeAlive(running: Running): void {
  alive.delete(running);
  tellAlive();
}

/** Whether a process is still on the list. */
export function isOnList(running: Running): boolean {
  return alive.has(running);
}

/** The processes that run: those that notice by their message channel that we are gone, and the others. */
export interface AlivePids {
  listening: number[];
  deaf: number[];
}

/** Tells one listener which processes run, each time that changes. */
export function followAlive(listener: (pids: AlivePids) => void): void {
  onChange = listener;
  tellAlive();
}

function tellAlive(): void {
  const pidsOf = (listening: boolean) =>
    [...alive].filter((running) => running.listening === listening).map((running) => running.pid);
  onChange({ listening: pidsOf(true), deaf: pidsOf(false) });
}
