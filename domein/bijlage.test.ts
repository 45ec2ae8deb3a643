import { afterEach, expect, test, vi } from 'vitest';
import { bijlageGeldigMs, decodeBijlage, encodeBijlage } from './bijlage.ts';

afterEach(() => void vi.useRealTimers());

test('a file that was sent can be named for a week', () => {
  vi.useFakeTimers();
  const ref = { sha256: 'ab'.repeat(32), naam: 'é.png', mediatype: 'image/png', grootte: 3 };
  const text = encodeBijlage(ref);
  vi.advanceTimersByTime(bijlageGeldigMs - 1);
  expect(decodeBijlage(text)).toEqual(ref);
  vi.advanceTimersByTime(1);
  expect(decodeBijlage(text)).toBeUndefined();
});

test('an id from before ids had an end is too old', () => {
  const ref = { sha256: 'ab'.repeat(32), naam: 'a.png', mediatype: 'image/png', grootte: 3 };
  expect(decodeBijlage(Buffer.from(JSON.stringify(ref)).toString('base64url'))).toBeUndefined();
});
