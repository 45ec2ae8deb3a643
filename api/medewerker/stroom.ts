import type { RequestHandler } from 'express';
import type { Werksignaal } from './werksignaal.ts';

/** Proxies close what is silent for longer. */
const heartbeatMs = 25_000;
/** After this the browser connects again by itself, and its session is checked again. */
const longestMs = 10 * 60_000;

/**
 * Server-sent events: `werk` whenever the list changed. Without content, so the page asks what it may see.
 */
export function streamWerk(signaal: Werksignaal): { handler: RequestHandler; stop(): void } {
  const open = new Set<() => void>();
  const handler: RequestHandler = (req, res) => {
    res.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    res.write('retry: 3000\n\nevent: verbonden\ndata: \n\n');
    const unwatch = signaal.watch(() => res.write('event: werk\ndata: \n\n'));
    const heartbeat = setInterval(() => res.write(': hier\n\n'), heartbeatMs);
    const end = (): void => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      unwatch();
      open.delete(end);
      res.end();
    };
    const limit = setTimeout(end, longestMs);
    open.add(end);
    req.on('close', end);
  };
  return {
    handler,
    stop() {
      for (const end of [...open]) end();
    },
  };
}
