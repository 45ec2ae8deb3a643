import http from 'node:http';

export interface Meting {
  aantal: number;
  fouten: number;
  p50: number;
  p95: number;
  p99: number;
  perSeconde: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });

/** One POST over a kept connection. @returns the status code, 0 when the connection failed */
export function post(url: string, body: object, headers: Record<string, string> = {}): Promise<number> {
  const payload = JSON.stringify(body);
  return new Promise((resolve) => {
    const request = http.request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
          ...headers,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    request.on('error', () => resolve(0));
    request.end(payload);
  });
}

/**
 * Sends on a fixed schedule, whatever the answers do, and counts each latency from the planned moment:
 * a server that stalls is charged for all that should have been sent meanwhile (no coordinated omission).
 */
export async function openLoop(
  perSecond: number,
  count: number,
  send: (n: number) => Promise<number>,
): Promise<Meting> {
  const latencies: number[] = [];
  let fouten = 0;
  const running: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < count; n += 1) {
    const planned = started + (n * 1000) / perSecond;
    const early = planned - performance.now();
    if (early > 0.5) await new Promise((resolve) => setTimeout(resolve, early));
    running.push(
      send(n).then((status) => {
        latencies.push(performance.now() - planned);
        if (status < 200 || status > 299) fouten += 1;
      }),
    );
  }
  await Promise.all(running);
  return { ...summarise(latencies), fouten, perSeconde: count / ((performance.now() - started) / 1000) };
}

/** Percentiles in milliseconds. */
export function summarise(values: number[]): Pick<Meting, 'aantal' | 'p50' | 'p95' | 'p99'> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { aantal: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export const median = (values: number[]): number => summarise(values).p50;
