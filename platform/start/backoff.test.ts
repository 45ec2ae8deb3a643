import { expect, it } from 'vitest';
import { Backoff } from './backoff.ts';

it('doubles from 200 ms to 10 s', () => {
  const backoff = new Backoff();
  const waits = Array.from({ length: 8 }, () => backoff.after(0));
  expect(waits).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
});

it('begins again after a healthy time', () => {
  const backoff = new Backoff();
  backoff.after(0);
  backoff.after(0);
  expect(backoff.after(29_999)).toBe(800);
  expect(backoff.after(30_000)).toBe(200);
});
