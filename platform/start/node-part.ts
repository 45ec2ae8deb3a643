import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describeExit, launch, type Running } from '../embedded/process.ts';
import { reasonIn } from './log-lines.ts';

/** A TypeScript program of ours. */
export interface NodeProgram {
  root: string;
  entry: string;
  env: NodeJS.ProcessEnv;
  onLine: (line: string) => void;
}

const readyLimitMs = 120_000;
const hook = pathToFileURL(path.join(import.meta.dirname, '../stop-with-parent.mjs')).href;

/** Starts a program that keeps running, and waits until it sends `{ ready: true }` over its message channel. */
export async function startProgram(program: NodeProgram): Promise<Running> {
  let ready = false;
  const running = await launchProgram(program, (message) => {
    ready ||= (message as { ready?: boolean } | null)?.ready === true;
  });
  let ended: string | undefined;
  running.exited.then((exit) => {
    ended = describeExit(exit);
  });
  for (const end = Date.now() + readyLimitMs; Date.now() < end; await sleep(20)) {
    if (ready) return running;
    if (ended)
      throw new Error(
        `${program.entry} stopped (${ended}): ${reasonIn(running.tail()) ?? 'it said nothing'}`,
      );
  }
  await running.stop();
  throw new Error(`${program.entry} did not say within ${readyLimitMs / 1000} s that it is ready`);
}

/** Runs a program to its end. @throws Error when it fails. */
export async function runProgram(program: NodeProgram): Promise<void> {
  const running = await launchProgram(program, () => {});
  const exit = await running.exited;
  if (exit.code === 0) return;
  throw new Error(
    `${program.entry} ended with ${describeExit(exit)}: ${reasonIn(running.tail()) ?? 'it said nothing'}`,
  );
}

function launchProgram(program: NodeProgram, onMessage: (message: unknown) => void): Promise<Running> {
  return launch({
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), '--import', hook, path.join(program.root, program.entry)],
    cwd: program.root,
    env: program.env,
    ipc: true,
    onLine: program.onLine,
    onMessage,
  });
}
