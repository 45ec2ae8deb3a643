import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './ports.ts';
import { describeExit, launch, type Running } from './process.ts';
import { setUpNamespace } from './temporal-namespace.ts';
import { searchAttributes } from './temporal-search-attributes.ts';

/** How to run the development server. */
export interface TemporalOptions {
  executable: string;
  port: number;
  /** Absent: no Web UI. */
  uiPort?: number;
  /** Absent: in memory. */
  database?: string;
  /** Address of our codec server, with which the Web UI can show what is encrypted. */
  codecEndpoint?: string;
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'never';
  onLine?: (line: string) => void;
}

/**
 * The server's brakes are set for a shared cluster. The three poll limits alone make a workflow wait
 * 50 ms per task on this one-shard server; the others would refuse a burst of 500 requests a second.
 */
const dynamicConfig: Record<string, number | boolean> = {
  'history.transferProcessorMaxPollRPS': 10_000,
  'history.timerProcessorMaxPollRPS': 10_000,
  'history.visibilityProcessorMaxPollRPS': 10_000,
  'frontend.rps': 20_000,
  'frontend.namespaceRPS': 20_000,
  'frontend.namespaceRPS.visibility': 1_000,
  'frontend.namespaceCount': 20_000,
  'frontend.persistenceMaxQPS': 50_000,
  'history.rps': 50_000,
  'history.persistenceMaxQPS': 50_000,
  'matching.rps': 50_000,
  'matching.persistenceMaxQPS': 50_000,
};

const startLimitMs = 60_000;

/** The arguments of `temporal` for these options. */
export function serverArguments(options: TemporalOptions): string[] {
  const ui = options.uiPort
    ? ['--ui-port', `${options.uiPort}`, '--ui-ip', '127.0.0.1', '--ui-disable-news-fetch']
    : ['--headless'];
  const database = options.database
    ? [
        '--db-filename',
        options.database,
        ...pairs('--sqlite-pragma', { journal_mode: 'wal', synchronous: 'normal' }),
      ]
    : [];
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${options.port}`],
    ...ui,
    ...(options.uiPort && options.codecEndpoint ? ['--ui-codec-endpoint', options.codecEndpoint] : []),
    ...database,
    ...pairs('--search-attribute', searchAttributes),
    ...pairs('--dynamic-config-value', dynamicConfig),
    ...['--log-level', options.logLevel ?? 'error'],
  ];
}

function pairs(flag: string, values: Record<string, unknown>): string[] {
  return Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
}

/** Runs Temporal's development server and waits until its namespace answers. */
export async function startTemporal(options: TemporalOptions): Promise<Running> {
  let listens = false;
  const running = await launch({
    // Behind the door: accepting messages goes before handling them where all share one machine. `nice` becomes the server.
    command: 'nice',
    args: ['-n', '10', options.executable, ...serverArguments(options)],
    onLine(line) {
      listens ||= saysItListens(line, options.port);
      options.onLine?.(line);
    },
  });
  let ended: string | undefined;
  running.exited.then((exit) => {
    ended = describeExit(exit);
  });
  let reason = '';
  for (const end = Date.now() + startLimitMs; Date.now() < end; await sleep(20)) {
    if (ended) throw new Error(`Temporal stopped (${ended}): ${lastLine(running) ?? 'it said nothing'}`);
    // Its own word, for another server may answer on this port while ours is giving up.
    if (!listens) continue;
    // Asked first: a refused gRPC connection waits a whole second before it tries again.
    if (!(await answers(options.port))) continue;
    try {
      await setUpNamespace(`127.0.0.1:${options.port}`);
      return running;
    } catch (error) {
      reason = (error as Error).message;
    }
  }
  await running.stop();
  throw new Error(`Temporal did not answer within ${startLimitMs / 1000} s: ${reason}`);
}

/** Whether this line of the server's says that it serves this port. */
export function saysItListens(line: string, port: number): boolean {
  return /^\s*(Temporal )?Server:/i.test(line) && line.trimEnd().endsWith(`:${port}`);
}

function lastLine(running: Running): string | undefined {
  const lines = running.tail();
  return lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1);
}
