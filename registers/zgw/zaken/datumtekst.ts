const vorm = /^(\d{4})-?(\d{1,2})-?(\d{1,2})(?!\d)|^(\d{4})(\d{2})(\d{2})/;

/**
 * The day in a value as objects and eigenschappen spell it: 2018-01-01, 2018-1-1, 20180101, or one of these with a time
 * behind it (of which the written day counts).
 * @returns ISO 8601, or undefined for anything that is no day of the calendar
 */
export function leesDatum(waarde: unknown): string | undefined {
  const delen = vorm.exec(String(waarde))?.slice(1).filter(Boolean).map(Number);
  if (!delen) return undefined;
  const [jaar = 0, maand = 0, dag = 0] = delen;
  const datum = new Date(Date.UTC(jaar, maand - 1, dag));
  if (jaar < 1 || datum.getUTCMonth() !== maand - 1 || datum.getUTCDate() !== dag) return undefined;
  return datum.toISOString().slice(0, 10);
}

/** The latest of several days. */
export const laatste = (datums: readonly string[]): string | undefined => [...datums].sort().at(-1);
