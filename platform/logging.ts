import { type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger };

/**
 * A logger for one part. Lines hold ids, codes and durations, never contents: a bericht is its id, a person a pseudonym.
 * As a net below that rule, fields with telling names are removed, and errors keep name and stack but no bound values.
 */
export function createLogger(
  part: string,
  level: string = process.env.LOG_LEVEL ?? 'info',
  destination?: { write(line: string): void },
): Logger {
  const options: LoggerOptions = {
    level,
    base: { part },
    redact: { paths: personalFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    serializers: { err: describeError, error: describeError },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      // Without words of its own a line would get the message of the error, which may quote a value.
      logMethod([first, ...rest], method) {
        const error = first instanceof Error || (first as { err?: unknown } | null)?.err instanceof Error;
        method.apply(this, error && rest.length === 0 ? [first, 'error'] : [first, ...rest]);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

const personalFields = [
  'naam',
  'adres',
  'adressen',
  'afzender',
  'inhoud',
  'tekst',
  'onderwerp',
  'gegevens',
  'bsn',
  'email',
  'telefoon',
  'authorization',
  'cookie',
];

/** An error without what the database or a library put into its details (values of a failing row, addresses). */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, code, responseCode } = error as Error & { code?: string; responseCode?: number };
  // A PostgreSQL message can quote a value, an SMTP answer an address: the code says enough.
  const message = code === undefined && responseCode === undefined ? error.message : undefined;
  return {
    name,
    ...(code ? { code } : {}),
    ...(responseCode ? { responseCode } : {}),
    ...(message ? { message } : {}),
    // Only the calls: the first lines repeat the message.
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 7)
      .join('\n'),
  };
}
