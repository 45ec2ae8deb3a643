import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { checkWebhookUrl, guardedLookup, type Webhookregels } from '../../platform/webhookadres.ts';

/** Posts one body and gives back the status code. Throws when there was no answer. */
export interface Pusher {
  post(url: string, headers: Record<string, string>, body: string): Promise<number>;
  close(): void;
}

/** An address that may not be connected to; trying again does not help. */
export class VerbodenAdres extends Error {
  override name = 'VerbodenAdres';
}

/**
 * Pushes over kept-alive connections, to addresses outside our own network only, and follows no redirect.
 * @param timeoutMs for one push, name lookup and answer included
 * @param keur what is wrong with an address, before it is connected to
 */
export function createPusher(
  regels: Webhookregels,
  timeoutMs = 10_000,
  lookup = guardedLookup(regels),
  keur = (url: string) => checkWebhookUrl(url, regels),
): Pusher {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  return {
    post(url, headers, body) {
      const wrong = keur(url);
      if (wrong) return Promise.reject(new VerbodenAdres(wrong));
      const secure = url.toLowerCase().startsWith('https:');
      return new Promise((resolve, reject) => {
        const outgoing = (secure ? httpsRequest : httpRequest)(url, {
          method: 'POST',
          agent: secure ? https : http,
          lookup,
          signal: AbortSignal.timeout(timeoutMs),
          headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        });
        outgoing.on('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'EPRIVATE' ? new VerbodenAdres(error.message) : error),
        );
        outgoing.on('response', (response) => {
          // What it says is not ours to read; the time-out ends an answer without an end.
          response.on('error', () => undefined).resume();
          resolve(response.statusCode ?? 0);
        });
        outgoing.end(body);
      });
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
