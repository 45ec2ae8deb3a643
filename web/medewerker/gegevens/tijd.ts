/** Moments and durations as people read them. */

const zone = 'Europe/Amsterdam';
const clock = new Intl.DateTimeFormat('nl-NL', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('nl-NL', { timeZone: zone, day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat('nl-NL', {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `vandaag 14:05`, `morgen 09:00`, `3 december 09:00`. */
export function showMoment(iso: string, nu: Date = new Date()): string {
  const moment = new Date(iso);
  const days = dayNumber(moment) - dayNumber(nu);
  const name = { [-1]: 'gisteren', 0: 'vandaag', 1: 'morgen' }[days] ?? day.format(moment);
  return `${name} ${clock.format(moment)}`;
}

/** With day of the week and year, for who wants to know exactly. */
export const showFull = (iso: string): string => full.format(new Date(iso));

const volledigeDag = new Intl.DateTimeFormat('nl-NL', {
  timeZone: zone,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** `15 maart 2024`. */
export const showDatum = (iso: string): string => volledigeDag.format(new Date(iso));

export const showDag = (iso: string): string => day.format(new Date(iso));

function dayNumber(moment: Date): number {
  const [year, month, date] = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
    .format(moment)
    .split('-')
    .map(Number);
  return Date.UTC(year!, month! - 1, date!) / 86_400_000;
}

/** How long it was: `3 minuten`, `2 uur`, `4 dagen`. */
export function showDuur(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 1) return 'minder dan 1 minuut';
  if (minutes < 60) return minutes === 1 ? '1 minuut' : `${minutes} minuten`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} uur`;
  return `${Math.round(hours / 24)} dagen`;
}

/** Size of a file. */
export function showGrootte(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toLocaleString('nl-NL', { maximumFractionDigits: 1 })} MB`;
}
