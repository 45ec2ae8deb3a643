/**
 * Terms as a process names them, and the calendar that turns them into an absolute time.
 * Rules: Algemene termijnenwet art. 1 (a term that ends on a Saturday, Sunday or holiday runs on to the next
 * working day), art. 2 (three days or more hold at least two working days) and art. 3 (the holidays; Goede Vrijdag and
 * 5 mei count). Own tables, since holiday libraries type
 * those two otherwise and time-zone data follow the Node build, which would alter replayed results.
 */

export type Termijn =
  | { readonly werkdagen: number }
  | { readonly dagen: number }
  | { readonly minuten: number };

/** Whole working days, ending at the end of that day (23:59:59 Dutch time). */
export const werkdagen = (aantal: number): Termijn => ({ werkdagen: aantal });
/** Calendar days, ending at the end of the last one; that moves to a working day. */
export const dagen = (aantal: number): Termijn => ({ dagen: aantal });
export const weken = (aantal: number): Termijn => ({ dagen: aantal * 7 });
/** Clock time, for live conversations: never moved to a working day. */
export const minuten = (aantal: number): Termijn => ({ minuten: aantal });
export const uren = (aantal: number): Termijn => ({ minuten: aantal * 60 });

const dayMs = 86_400_000;

/** Easter Sunday of a year (Gregorian computus, Meeus/Jones/Butcher), as UTC midnight. */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return Date.UTC(year, month - 1, day);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Holidays of the Algemene termijnenwet art. 3 lid 1, as ISO days. */
export function feestdagen(year: number): string[] {
  const pasen = easter(year);
  const kingsDay = Date.UTC(year, 3, 27);
  const isSunday = new Date(kingsDay).getUTCDay() === 0;
  return [
    `${year}-01-01`,
    isoDay(pasen - 2 * dayMs),
    isoDay(pasen + dayMs),
    isoDay(isSunday ? kingsDay - dayMs : kingsDay),
    `${year}-05-05`,
    isoDay(pasen + 39 * dayMs),
    isoDay(pasen + 50 * dayMs),
    `${year}-12-25`,
    `${year}-12-26`,
  ];
}

/** True for a day (ISO, Dutch calendar) that is no Saturday, Sunday or holiday. */
export function isWerkdag(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !feestdagen(Number(day.slice(0, 4))).includes(day);
}

/** Minutes that Dutch time is ahead of UTC: 120 from the last Sunday of March to that of October at 01:00 UTC, else 60. */
function dutchOffset(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const lastSunday = (month: number): number => {
    const lastDay = new Date(Date.UTC(year, month + 1, 0));
    return Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay(), 1);
  };
  return ms >= lastSunday(2) && ms < lastSunday(9) ? 120 : 60;
}

/** The Dutch calendar day of a moment. */
export function dutchDay(ms: number): string {
  return isoDay(ms + dutchOffset(ms) * 60_000);
}

function endOfDutchDay(day: string): number {
  const naive = Date.parse(`${day}T23:59:59Z`);
  return naive - dutchOffset(naive) * 60_000;
}

/**
 * The moment at which a term that starts now ends.
 * @param nu start, milliseconds since the epoch; days count from the day after (Awb practice)
 */
export function endOfTermijn(termijn: Termijn, nu: number): number {
  if ('minuten' in termijn) return nu + termijn.minuten * 60_000;
  let day = dutchDay(nu);
  const next = (): void => {
    day = isoDay(Date.parse(`${day}T00:00:00Z`) + dayMs);
  };
  if ('werkdagen' in termijn) {
    for (let left = termijn.werkdagen; left > 0; ) {
      next();
      if (isWerkdag(day)) left -= 1;
    }
  } else {
    let workdays = 0;
    for (let passed = 0; passed < termijn.dagen || (termijn.dagen >= 3 && workdays < 2); passed += 1) {
      next();
      if (isWerkdag(day)) workdays += 1;
    }
  }
  while (!isWerkdag(day)) next();
  return endOfDutchDay(day);
}

const months = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

/** A Dutch date for people: `vrijdag 27 november 2026`. Own words, because `Intl` differs per Node build. */
export function formatDatum(ms: number): string {
  const [year, month, day] = dutchDay(ms).split('-').map(Number) as [number, number, number];
  const weekdays = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'];
  return `${weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]} ${day} ${months[month - 1]} ${year}`;
}
