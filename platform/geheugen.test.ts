import { setTimeout as wacht } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Geheugen } from './geheugen.ts';

test('a value holds for its time, or for ever', async () => {
  const [kort, lang] = [new Geheugen<number>(20), new Geheugen<number>()];
  expect([kort.bewaar('a', 1), lang.bewaar('a', 1)]).toEqual([1, 1]);
  expect([kort.lees('a'), lang.lees('a')]).toEqual([1, 1]);
  await wacht(40);
  expect([kort.lees('a'), lang.lees('a')]).toEqual([undefined, 1]);
});

test('it never grows beyond its size, and forgets what it is told to', () => {
  const geheugen = new Geheugen<number>(Number.POSITIVE_INFINITY, 3);
  for (const [i, naam] of ['a', 'b', 'c'].entries()) geheugen.bewaar(naam, i);
  geheugen.vergeet('b');
  expect(['a', 'b', 'c'].map((naam) => geheugen.lees(naam))).toEqual([0, undefined, 2]);
  for (const naam of ['d', 'e']) geheugen.bewaar(naam, 9);
  expect(['a', 'c', 'd', 'e'].filter((naam) => geheugen.lees(naam) !== undefined)).toEqual(['e']);
});
