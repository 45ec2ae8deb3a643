import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parse } from './invoer.ts';
import type { Werksignaal } from './werksignaal.ts';

/** Proxies close what is silent for longer. */
const heartbeatMs = 25_000;
/** After this the browser connects again by itself, and its session is checked again. */
const longestMs = 10 * 60_000;

/** What the page shows: ids of the open work and of its conversation. */
const stroomSchema = z.object({
  werk: z.uuid().optional(),
  interactie: z.uuid().optional(),
});

/**
 * Server-sent events: `werk` whenever the list changed, `gesprek` whenever the work that the page shows did.
 * Without content: the page asks what it may see, and that read is logged.
 */
export function streamWerk(signaal: Werksignaal): { handler: RequestHandler; stop(): void } {
  const open = new Set<() => void>();
  const handler: RequestHandler = (req, res) => {
    const shown = Object.values(parse(stroomSchema, req.query));
    res.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    res.write('retry: 3000\n\nevent: verbonden\ndata: \n\n');
    const unwatch = signaal.watch(({ werk, ids, alles }) => {
      if (werk) res.write('event: werk\ndata: \n\n');
      if (shown.length > 0 && (alles || shown.some((id) => ids.has(id))))
        res.write('event: gesprek\ndata: \n\n');
    });
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
