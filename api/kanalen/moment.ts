import type { InvalidParam } from '../../platform/problem.ts';

/** How far the clock of an app may be ahead of ours. */
const aheadMs = 5 * 60_000;
const earliest = Date.UTC(2000, 0, 1);

/** What is wrong with the moment that an app gave; nothing for a moment that is absent or malformed. */
export function checkMoment(name: string, value: unknown, nu: Date): InvalidParam[] {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time) || (time >= earliest && time <= nu.getTime() + aheadMs)) return [];
  return [{ name, code: 'moment', reason: 'This moment lies in the future, or before the year 2000.' }];
}

/** In UTC, as the API answers and the registers keep. */
export function toUtc(moment: string): string {
  return new Date(moment).toISOString();
}
