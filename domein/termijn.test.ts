import { describe, expect, test } from 'vitest';
import {
  dagen,
  dutchDay,
  endOfTermijn,
  feestdagen,
  formatDatum,
  isWerkdag,
  minuten,
  uren,
  weken,
  werkdagen,
} from './termijn.ts';

const at = (iso: string): number => Date.parse(iso);
const endOf = (...args: Parameters<typeof endOfTermijn>): string =>
  new Date(endOfTermijn(...args)).toISOString();

describe('holidays of the Algemene termijnenwet', () => {
  // Easter Sunday: 5 April 2026 and 28 March 2027.
  test('2026', () => {
    expect(feestdagen(2026).sort()).toEqual([
      '2026-01-01', // Nieuwjaarsdag
      '2026-04-03', // Goede Vrijdag (lid 2)
      '2026-04-06', // tweede paasdag
      '2026-04-27', // Koningsdag
      '2026-05-05',
      '2026-05-14', // Hemelvaartsdag
      '2026-05-25', // tweede pinksterdag
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  test('2027', () => {
    expect(feestdagen(2027).sort()).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-04-27',
      '2027-05-05',
      '2027-05-06',
      '2027-05-17',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  // Easter Sundays of the calendar: earliest and latest of this century, and others.
  test.each([
    [2008, '2008-03-24'],
    [2024, '2024-04-01'],
    [2025, '2025-04-21'],
    [2038, '2038-04-26'],
    [2049, '2049-04-19'],
    [2076, '2076-04-20'],
  ])('second Easter day of %i is %s', (year, day) => {
    expect(feestdagen(year)).toContain(day);
  });

  test('Koningsdag on a Sunday is kept the day before', () => {
    expect(feestdagen(2025)).toContain('2025-04-26');
    expect(feestdagen(2025)).not.toContain('2025-04-27');
    expect(feestdagen(2031)).toContain('2031-04-26');
  });

  test('a working day is no Saturday, Sunday or holiday', () => {
    expect(
      ['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06', '2026-04-07'].map(isWerkdag),
    ).toEqual([true, false, false, false, false, true]);
    expect(isWerkdag('2026-05-05')).toBe(false);
    expect(isWerkdag('2026-12-24')).toBe(true);
    expect(isWerkdag('2026-12-31')).toBe(true);
  });
});

describe('Dutch time', () => {
  test('agrees with the time zone data for every day of twenty years, also around the change of the clock', () => {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
    for (let ms = at('2020-01-01T00:00:00Z'); ms < at('2040-01-01T00:00:00Z'); ms += 86_400_000)
      for (const moment of [ms + 79_199_000, ms + 79_200_000, ms + 82_799_000, ms + 82_800_000])
        if (dutchDay(moment) !== calendar.format(moment))
          expect.fail(`${new Date(moment).toISOString()} is ${calendar.format(moment)}`);
  });

  test('a day ends an hour earlier by UTC in summer', () => {
    expect(dutchDay(at('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
    expect(dutchDay(at('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
    expect(dutchDay(at('2026-12-31T22:59:59Z'))).toBe('2026-12-31');
    expect(dutchDay(at('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });

  test('dates for people', () => {
    expect(formatDatum(at('2026-11-27T22:59:59Z'))).toBe('vrijdag 27 november 2026');
    expect(formatDatum(at('2026-12-31T23:00:00Z'))).toBe('vrijdag 1 januari 2027');
  });
});

describe('working days', () => {
  test('over Christmas: Thursday 24 December 2026 and two working days is Tuesday 29', () => {
    expect(endOf(werkdagen(2), at('2026-12-24T14:00:00Z'))).toBe('2026-12-29T22:59:59.000Z');
  });

  test('over Easter 2027: Thursday 25 March and one working day is Tuesday 30, in summer time by then', () => {
    expect(endOf(werkdagen(1), at('2027-03-25T12:00:00Z'))).toBe('2027-03-30T21:59:59.000Z');
  });

  test('count from the Dutch day: half past midnight on Friday is no Thursday', () => {
    expect(endOf(werkdagen(1), at('2026-07-02T22:30:00Z'))).toBe('2026-07-06T21:59:59.000Z');
    expect(endOf(werkdagen(1), at('2026-07-02T21:30:00Z'))).toBe('2026-07-03T21:59:59.000Z');
  });

  test('a start in the weekend counts from Monday', () => {
    expect(endOf(werkdagen(2), at('2026-06-13T10:00:00Z'))).toBe('2026-06-16T21:59:59.000Z');
  });

  test('across the clock, both ways', () => {
    expect(endOf(werkdagen(1), at('2026-03-27T12:00:00Z'))).toBe('2026-03-30T21:59:59.000Z');
    expect(endOf(werkdagen(1), at('2026-10-23T12:00:00Z'))).toBe('2026-10-26T22:59:59.000Z');
  });
});

describe('calendar days', () => {
  test('end at the end of the day; the clock makes no difference', () => {
    expect(endOf(dagen(1), at('2026-06-15T06:00:00Z'))).toBe('2026-06-16T21:59:59.000Z');
    expect(endOf(dagen(7), at('2026-03-25T06:00:00Z'))).toBe('2026-04-01T21:59:59.000Z');
    expect(endOf(weken(2), at('2026-10-20T23:30:00Z'))).toBe('2026-11-04T22:59:59.000Z');
  });

  test('an end in a weekend or on a holiday moves on (art. 1)', () => {
    expect(endOf(dagen(7), at('2026-06-13T10:00:00Z'))).toBe('2026-06-22T21:59:59.000Z');
    expect(endOf(weken(2), at('2026-03-20T10:00:00Z'))).toBe('2026-04-07T21:59:59.000Z');
    expect(endOf(weken(1), at('2026-04-20T10:00:00Z'))).toBe('2026-04-28T21:59:59.000Z');
    expect(endOf(weken(1), at('2025-04-19T10:00:00Z'))).toBe('2025-04-28T21:59:59.000Z');
  });

  test('a term of three days or more holds two working days (art. 2)', () => {
    // Good Friday, Saturday, Easter Sunday; Monday is Easter too: Tuesday 7 is the first working day, Wednesday 8 the second.
    expect(endOf(dagen(3), at('2026-04-02T10:00:00Z'))).toBe('2026-04-08T21:59:59.000Z');
    expect(endOf(dagen(3), at('2026-12-24T10:00:00Z'))).toBe('2026-12-29T22:59:59.000Z');
    // Shorter terms have no such rule.
    expect(endOf(dagen(2), at('2026-04-02T10:00:00Z'))).toBe('2026-04-07T21:59:59.000Z');
    // Friday and Monday are two.
    expect(endOf(dagen(3), at('2026-06-11T10:00:00Z'))).toBe('2026-06-15T21:59:59.000Z');
  });
});

test('minutes and hours are clock time, also in the night of the change', () => {
  expect(endOf(minuten(2), at('2026-12-25T23:59:00Z'))).toBe('2026-12-26T00:01:00.000Z');
  expect(endOf(uren(3), at('2026-03-29T00:30:00Z'))).toBe('2026-03-29T03:30:00.000Z');
});
