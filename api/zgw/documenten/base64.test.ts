import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Base64Lezer } from './base64.ts';

/** Reads a text in pieces of this length. */
function lees(tekst: string, lengte: number): Buffer {
  const lezer = new Base64Lezer();
  const stukken: Buffer[] = [];
  for (let plaats = 0; plaats < tekst.length; plaats += lengte)
    stukken.push(lezer.lees(tekst.slice(plaats, plaats + lengte)));
  return Buffer.concat([...stukken, lezer.einde()]);
}

describe('base64 in pieces', () => {
  it.each([0, 1, 2, 3, 4, 5, 100, 101])('%i bytes are the same in pieces of any length', (aantal) => {
    const bytes = randomBytes(aantal);
    const gebroken = bytes.toString('base64').replace(/(.{3})/g, '$1\r\n');
    for (const tekst of [bytes.toString('base64'), gebroken])
      for (const lengte of [1, 2, 3, 4, 5, 7, 1_000]) expect(lees(tekst, lengte)).toEqual(bytes);
  });

  it.each([
    'a',
    'aa',
    'aaa',
    'aaaaa',
    'aaaaaa',
    'a===',
    'aa=',
    'aaa==',
    'aaaa=',
    'aa==aa',
    'aa=a',
    '=',
    'a-_a',
    'aa%a',
    'aaaaé',
  ])('%s is none', (tekst) => {
    for (const lengte of [1, 2, 3, 1_000]) expect(() => lees(tekst, lengte)).toThrow(RangeError);
  });
});
