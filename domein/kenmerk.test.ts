import { describe, expect, test } from 'vitest';
import { findKenmerken, isKenmerk, makeKenmerk } from './kenmerk.ts';

// Check symbols worked by hand after Crockford: the value of the eight symbols modulo 37.
// ZZZZZZZZ is 32^8 - 1; 32^2 = 25, 32^4 = 33 and 32^8 = 16 (mod 37), so 15, the symbol F.
const byHand = ['S-0000-0000-0', 'S-0000-0001-1', 'S-0000-001Z-T', 'S-ZZZZ-ZZZZ-F'];
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A fixed pseudo-random row of bytes: failures repeat. */
function bytes(seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: 8 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >>> 16;
  });
}

describe('makeKenmerk', () => {
  test('spells eight symbols and the check symbol of Crockford', () => {
    expect(makeKenmerk(new Uint8Array(8))).toBe('S-0000-0000-0');
    expect(makeKenmerk(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 31))).toBe('S-0000-001Z-T');
    expect(makeKenmerk(new Uint8Array(8).fill(255))).toBe('S-ZZZZ-ZZZZ-F');
  });

  test('never ends in a symbol that people cannot read out', () => {
    // 10 has the value 32, whose check symbol is *; the next one that is a letter or digit follows at 15 (37, so 0).
    expect(makeKenmerk(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0))).toBe('S-0000-0015-0');
    for (let seed = 1; seed <= 2_000; seed++) {
      const kenmerk = makeKenmerk(bytes(seed));
      expect(kenmerk).toMatch(/^S-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);
      expect(isKenmerk(kenmerk)).toBe(true);
    }
  });

  test('refuses too few random bytes', () => {
    expect(() => makeKenmerk(new Uint8Array(7))).toThrow(RangeError);
  });
});

describe('typing errors', () => {
  test.each(byHand)('%s: every single wrong symbol is noticed', (kenmerk) => {
    for (const place of [2, 3, 4, 5, 7, 8, 9, 10]) {
      for (const symbol of symbols) {
        if (symbol === kenmerk[place]) continue;
        const wrong = kenmerk.slice(0, place) + symbol + kenmerk.slice(place + 1);
        expect(findKenmerken(wrong), wrong).toEqual([]);
      }
    }
  });

  test('two neighbours that changed places are noticed', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const kenmerk = makeKenmerk(bytes(seed));
      const plain = kenmerk.replaceAll('-', '');
      for (let place = 1; place < 8; place++) {
        const [left, right] = [plain[place]!, plain[place + 1]!];
        if (left === right) continue;
        const swapped = plain.slice(0, place) + right + left + plain.slice(place + 2);
        expect(findKenmerken(swapped), swapped).toEqual([]);
      }
    }
  });

  test('letters that look like digits are read as those, in the check symbol too', () => {
    expect(findKenmerken('S-OOOO-OOOO-O')).toEqual(['S-0000-0000-0']);
    expect(findKenmerken('s-oooo-oooI-l')).toEqual(['S-0000-0001-1']);
    expect(findKenmerken('S-0000-0001-I')).toEqual(['S-0000-0001-1']);
  });

  test('U is no symbol', () => {
    expect(findKenmerken('S-0000-000U-0')).toEqual([]);
  });
});

describe('findKenmerken', () => {
  test('finds every spelling in a text, each once', () => {
    const text = 'Over S-0000-001Z-T (ook: s 0000 001z t, s0000001zt): zie S-ZZZZ-ZZZZ-F.';
    expect(findKenmerken(text)).toEqual(['S-0000-001Z-T', 'S-ZZZZ-ZZZZ-F']);
  });

  test.each([
    ['part of a longer word', 'XS-0000-0000-0'],
    ['followed by more symbols', 'S-0000-0000-01'],
    ['without its check symbol', 'S-0000-0000'],
    ['a line in between', 'S-0000\n-0000-0'],
  ])('finds nothing: %s', (_, text) => {
    expect(findKenmerken(text)).toEqual([]);
  });

  test('a long text takes no time', () => {
    const started = performance.now();
    expect(findKenmerken('S-0000-'.repeat(200_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test('only the canonical spelling is a kenmerk', () => {
  expect(byHand.map(isKenmerk)).toEqual([true, true, true, true]);
  for (const other of [
    's-0000-0000-0',
    'S 0000 0000 0',
    'S-OOOO-0000-0',
    ' S-0000-0000-0',
    'S-0000-0000-1',
    '',
  ])
    expect(isKenmerk(other), other).toBe(false);
});
