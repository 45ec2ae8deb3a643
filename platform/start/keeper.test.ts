import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Exit, Running } from '../embedded/process.ts';
import { Keeper } from './keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process on paper: it ends when told. */
function paperProcess() {
  let end: (exit: Exit) => void = () => {};
  const exited = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const running: Running = {
    pid: 1,
    listening: true,
    exited,
    tail: () => [],
    kill: () => end({ code: null, signal: 'SIGKILL' }),
    stop: async () => {
      end({ code: 0, signal: null });
      return exited;
    },
  };
  return { running, end };
}

function keep(starts: (() => Promise<Running>)[]) {
  const told: string[] = [];
  const start = vi.fn(() => (starts.shift() ?? (() => Promise.reject(new Error('no more'))))());
  const keeper = new Keeper(
    { name: 'part', start },
    {
      up: () => told.push('up'),
      down: (_, why, wait) => told.push(`${why}, ${wait}`),
      back: () => told.push('back'),
    },
  );
  return { keeper, told, start };
}

it('starts a part again, later each time, until it comes up', async () => {
  const first = paperProcess();
  const second = paperProcess();
  const { keeper, told } = keep([
    async () => first.running,
    () => Promise.reject(new Error('not yet')),
    async () => second.running,
  ]);
  await keeper.begin();
  first.end({ code: null, signal: 'SIGKILL' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(['up', 'stopped: SIGKILL, 200', 'does not come up: not yet, 400', 'up', 'back']);
});

it('does not start a part again that it stopped itself, nor one that waits', async () => {
  const { running } = paperProcess();
  const { keeper, told, start } = keep([async () => running]);
  await keeper.begin();
  await keeper.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['up']);

  const other = paperProcess();
  const waiting = keep([async () => other.running]);
  await waiting.keeper.begin();
  other.end({ code: 1, signal: null });
  await vi.advanceTimersByTimeAsync(100);
  await waiting.keeper.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waiting.start).toHaveBeenCalledTimes(1);
  expect(start).toHaveBeenCalledTimes(1);
});

it('tells the caller when the first start fails', async () => {
  const { keeper } = keep([() => Promise.reject(new Error('no bundle'))]);
  await expect(keeper.begin()).rejects.toThrow('no bundle');
});
