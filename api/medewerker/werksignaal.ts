import pg from 'pg';
import { describeError, type Logger } from '../../platform/logging.ts';

/** Tells whoever listens that the list of work changed. */
export interface Werksignaal {
  /** @returns stop listening */
  watch(onChange: () => void): () => void;
  stop(): Promise<void>;
}

/** Several changes within this time are one. */
const gatherMs = 150;
const retryMs = 2_000;

/**
 * Listens to PostgreSQL's channel `werk` over one connection per process. When the connection breaks it is made again, and
 * everybody is told once, since a change may have been missed meanwhile.
 */
export function createWerksignaal(databaseUrl: string, log: Logger): Werksignaal {
  const watchers = new Set<() => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  function tell(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const watcher of watchers) watcher();
    }, gatherMs);
  }

  function again(): void {
    client = undefined;
    if (!stopped && !retry)
      retry = setTimeout(() => {
        retry = undefined;
        void connect();
      }, retryMs);
  }

  async function connect(): Promise<void> {
    const own = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client = own;
    own.on('notification', tell);
    own.on('error', () => undefined);
    own.on('end', again);
    try {
      await own.connect();
      await own.query('LISTEN werk');
      tell();
    } catch (error) {
      log.warn({ err: describeError(error) }, 'cannot listen to changes of work');
      own.end().catch(() => undefined);
      again();
    }
  }

  void connect();
  return {
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(retry);
      watchers.clear();
      await client?.end().catch(() => undefined);
    },
  };
}
