import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { addAlive, isOnList, removeAlive } from './alive.ts';

export { killAll, stopAll } from './alive.ts';

/** How a process ended: one of the two is set. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What to run and as whom. */
export interface LaunchOptions {
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** Opens a message channel; the child sees `disconnect` when we are gone. */
  ipc?: boolean;
  /** The signal that asks this program to stop in order. */
  stopSignal?: NodeJS.Signals;
  onLine?: (line: string) => void;
  onMessage?: (message: unknown) => void;
}

/** A process that we started and still answer for. */
export interface Running {
  pid: number;
  /** Whether it has a message channel to us. */
  listening: boolean;
  exited: Promise<Exit>;
  /** The last lines it wrote, for the sentence that says why it stopped. */
  tail(): string[];
  /** Asks it to stop, and kills it when it has not done so after `graceMs`. */
  stop(graceMs?: number): Promise<Exit>;
  kill(): void;
}

const tailLines = 40;
/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches us alone
 * and we decide the order in which parts stop.
 * @throws Error when the program cannot be started at all.
 */
export async function launch(options: LaunchOptions): Promise<Running> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: options.ipc ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  });
  const tail = collectLines(child, options.onLine);
  if (options.onMessage) child.on('message', options.onMessage);
  await once(child, 'spawn');
  const running = follow(child, tail, options.stopSignal ?? 'SIGTERM');
  return running;
}

function follow(child: ChildProcess, tail: string[], stopSignal: NodeJS.Signals): Running {
  const pid = child.pid as number;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      removeAlive(running);
      const exit = { code, signal };
      // A grandchild may hold the pipes open, so the last lines get a moment and no more.
      const patience = setTimeout(() => resolve(exit), 200);
      child.once('close', () => {
        clearTimeout(patience);
        resolve(exit);
      });
    });
  });
  const running: Running = {
    pid,
    listening: child.channel !== undefined && child.channel !== null,
    exited,
    tail: () => [...tail],
    kill: () => signalGroup(pid, 'SIGKILL'),
    async stop(graceMs = 10_000) {
      if (!isOnList(running)) return exited;
      child.kill(stopSignal);
      const timer = setTimeout(() => running.kill(), graceMs);
      try {
        return await exited;
      } finally {
        clearTimeout(timer);
      }
    },
  };
  addAlive(running);
  return running;
}

function collectLines(child: ChildProcess, onLine?: (line: string) => void): string[] {
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      onLine?.(line);
    });
  }
  return tail;
}

/** Sends a signal to a process group, or to the one process where it leads no group; gone is fine. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // No such group or process.
    }
  }
}

/** `exit code 1` or `SIGKILL`, for people. */
export function describeExit({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}

/** Runs a program to its end. @throws Error with its last lines when it fails. */
export async function run(options: LaunchOptions): Promise<string[]> {
  const running = await launch(options);
  const exit = await running.exited;
  if (exit.code === 0) return running.tail();
  const lines = running.tail().slice(-6).join('\n  ');
  throw new Error(`${options.command} ended with ${describeExit(exit)}${lines && `:\n  ${lines}`}`);
}
