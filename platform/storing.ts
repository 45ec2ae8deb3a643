/** PostgreSQL ends or refuses connections: classes 08 and 57P (shutdown, crash, starting up), and 53300 (too many). */
const postgres = /^(08\w{3}|57P\d\d|53300)$/;
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What `pg` and its pool say without a code. */
const driver =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** True for an error that says that a part of ours cannot be reached now: what failed can be tried again as it is. */
export function isStoring(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return postgres.test(code) || network.has(code);
  return typeof message === 'string' && driver.test(message);
}
