import pg from 'pg';
import { describeError, type Logger } from '../../platform/logging.ts';

/** What changed: ids of work and of interacties. After a broken connection anything may have changed. */
export interface Wijziging {
  werk: boolean;
  ids: ReadonlySet<string>;
  alles: boolean;
}

/** Tells whoever listens that the list of work or a conversation changed. */
export interface Werksignaal {
  /** @returns stop listening */
  watch(onChange: (wijziging: Wijziging) => void): () => void;
  stop(): Promise<void>;
}

/** Changes within this time are told together. */
const gatherMs = 150;
const retryMs = 2_000;

/**
 * Listens to PostgreSQL's channels `werk` (payload: id of the work) and `gesprek` (id of the interactie), over one connection
 * per process. When the connection breaks it is made again, and everybody is told once, since a change may have been missed.
 */
export function createWerksignaal(databaseUrl: string, log: Logger): Werksignaal {
  const watchers = new Set<(wijziging: Wijziging) => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;
  let gathered = { werk: false, ids: new Set<string>(), alles: false };

  function gather(change: { werk?: boolean; id?: string; alles?: boolean }): void {
    gathered.werk ||= change.werk ?? false;
    gathered.alles ||= change.alles ?? false;
    if (change.id) gathered.ids.add(change.id);
    timer ??= setTimeout(tell, gatherMs);
  }

  function tell(): void {
    timer = undefined;
    const wijziging = gathered;
    gathered = { werk: false, ids: new Set(), alles: false };
    for (const watcher of watchers) watcher(wijziging);
  }

  function again(): void {
    client = undefined;
    if (stopped || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, retryMs);
  }

  async function connect(): Promise<void> {
    const own = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client = own;
    own.on('notification', ({ channel, payload }) => gather({ werk: channel === 'werk', id: payload }));
    own.on('error', () => undefined);
    own.on('end', again);
    try {
      await own.connect();
      await own.query('LISTEN werk; LISTEN gesprek');
      gather({ werk: true, alles: true });
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
