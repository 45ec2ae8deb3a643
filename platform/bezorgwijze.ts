import { createPusher, type Pusher } from '../kanalen/app/push.ts';

const timeoutMs = 10_000;

/**
 * How notifications travel: to public addresses, and within our own network only to those on the allow-list.
 * @param toegestaan addresses of components of our own, which subscribe from inside
 */
export function maakBezorgwijze(toegestaan: readonly string[], ontwikkel: boolean): Pusher {
  const buiten = createPusher({ ontwikkel }, timeoutMs);
  const oorsprongen = new Set(toegestaan.map((een) => new URL(een).origin));
  return {
    async post(url, headers, body) {
      if (!oorsprongen.has(new URL(url).origin)) return buiten.post(url, headers, body);
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers,
        body,
      });
      await response.body?.cancel();
      return response.status;
    },
    close: () => buiten.close(),
  };
}
