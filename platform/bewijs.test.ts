import { describe, expect, test } from 'vitest';
import { createBewijs } from './bewijs.ts';

const kenmerk = 'S-0000-001Z-T';
const bewijs = createBewijs('een-geheim-van-minstens-32-tekens!');
const token = bewijs.sign(kenmerk, 'link');

test('proves the kenmerk that was signed', () => {
  expect(bewijs.verify(token, 'link')).toBe(kenmerk);
});

test('fits before the @ of a mail address: 30 lower-case letters and digits', () => {
  expect(token).toMatch(/^[a-z0-9]{30}$/);
});

test('survives a mail server that changes the case', () => {
  expect(bewijs.verify(token.toUpperCase(), 'link')).toBe(kenmerk);
  expect(bewijs.verify(token[0]!.toUpperCase() + token.slice(1), 'link')).toBe(kenmerk);
});

describe('proves nothing', () => {
  test('for another purpose', () => {
    expect(bewijs.verify(token, 'adres')).toBeUndefined();
    expect(bewijs.verify(bewijs.sign(kenmerk, 'adres'), 'link')).toBeUndefined();
  });

  test('with another secret', () => {
    expect(createBewijs('een-ander-geheim-van-32-tekens!!').verify(token, 'link')).toBeUndefined();
  });

  test('when any one symbol was changed', () => {
    for (let place = 0; place < token.length; place++)
      for (const symbol of ['2', 'q', 'z']) {
        if (token[place] === symbol) continue;
        const forged = token.slice(0, place) + symbol + token.slice(place + 1);
        expect(bewijs.verify(forged, 'link'), forged).toBeUndefined();
      }
  });

  test('for another kenmerk with the signature of this one', () => {
    expect(bewijs.verify(`szzzzzzzzf${token.slice(10)}`, 'link')).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['only the kenmerk', token.slice(0, 10)],
    ['shorter', token.slice(0, -1)],
    ['longer', `${token}a`],
    ['a canonical kenmerk before it', `S-0000-001Z-T${token.slice(10)}`],
    ['30 characters of more bytes', `${token.slice(0, 29)}é`],
    ['no kenmerk', 'x'.repeat(30)],
  ])('%s', (_, forged) => {
    expect(bewijs.verify(forged, 'link')).toBeUndefined();
  });
});
