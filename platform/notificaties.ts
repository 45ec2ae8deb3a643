import pg from 'pg';

/**
 * Listens to a PostgreSQL channel, on a connection of its own that comes back after a break.
 * Notifications are only a hint: whoever listens also looks by itself now and then.
 */
export function watchNotifications(
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    client = next;
    const reconnect = (): void => {
      if (stopped || client !== next) return;
      client = undefined;
      next.end().catch(() => undefined);
      timer = setTimeout(() => void connect(), 500);
    };
    next.on('error', reconnect);
    next.on('end', reconnect);
    next.on('notification', (message) => onNotify(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      // Whatever came while nobody listened.
      onNotify('');
    } catch {
      reconnect();
    }
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
