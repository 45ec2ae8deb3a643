/** A line of a part's log as pino writes it. */
interface LogLine {
  level: number;
  msg?: string;
  err?: { message?: string };
}

const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60, silent: 99 } as const;

/** The number of a level by its name; what is unknown counts as `warn`. */
export function levelNumber(name: string | undefined): number {
  return levels[name as keyof typeof levels] ?? levels.warn;
}

/** A line of pino's, or nothing when it is another kind of line. */
export function parseLogLine(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = JSON.parse(line) as LogLine;
    return typeof parsed.level === 'number' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The message of a log line with its cause. */
export function messageOf({ msg, err }: LogLine): string {
  const cause = err?.message;
  return (
    [msg, cause && !msg?.includes(cause) ? cause : undefined].filter(Boolean).join(': ').split('\n')[0] ?? ''
  );
}

/** The likely cause of an end: the last serious log line, else the last error that Node printed. */
export function reasonIn(lines: string[]): string | undefined {
  for (const line of [...lines].reverse()) {
    const parsed = parseLogLine(line);
    if (parsed && parsed.level >= levels.error) return messageOf(parsed);
    if (/^\s*(Uncaught )?\w*Error\b.*: ./.test(line)) return line.trim().slice(0, 300);
  }
  const plain = lines.findLast(
    (line) => line.trim() !== '' && !parseLogLine(line) && !/^Node\.js v/.test(line),
  );
  return plain?.slice(0, 300);
}
