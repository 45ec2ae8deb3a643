import { expect, test } from 'vitest';
import { hashNationalNumber, openNationalNumber, sealNationalNumber } from './nationaal-nummer.ts';

const bsn = '999993653';

test('a number comes back, and looks different every time it is kept', () => {
  const [first, second] = [sealNationalNumber(bsn), sealNationalNumber(bsn)];
  expect(openNationalNumber(first)).toBe(bsn);
  expect(first).not.toBe(second);
  for (const form of [bsn, Buffer.from(bsn).toString('base64url')]) expect(first).not.toContain(form);
});

test('is found by a hash that says nothing and differs per kind', () => {
  expect(hashNationalNumber('bsn', bsn)).toBe(hashNationalNumber('bsn', bsn));
  expect(hashNationalNumber('bsn', bsn)).not.toBe(hashNationalNumber('rsin', bsn));
  expect(hashNationalNumber('bsn', bsn)).not.toBe(hashNationalNumber('bsn', '999990019'));
  expect(hashNationalNumber('bsn', bsn)).toMatch(/^[\w-]{43}$/);
});

test('changed bytes and unknown keys are refused', () => {
  const [id, iv, tag, data] = sealNationalNumber(bsn).split('.') as [string, string, string, string];
  const other = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  expect(() => openNationalNumber([id, iv, tag, other(data)].join('.'))).toThrow();
  expect(() => openNationalNumber([id, iv, other(tag), data].join('.'))).toThrow();
  expect(() => openNationalNumber([id, other(iv), tag, data].join('.'))).toThrow();
  expect(() => openNationalNumber(['weg', iv, tag, data].join('.'))).toThrow('No key with id "weg"');
  expect(() => openNationalNumber(bsn)).toThrow();
});

test('a tag that was cut short proves nothing', () => {
  const [id, iv, tag, data] = sealNationalNumber(bsn).split('.') as [string, string, string, string];
  const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
  expect(() => openNationalNumber([id, iv, short, data].join('.'))).toThrow();
});
