import { createHmac } from 'node:crypto';

/**
 * The header by which an app knows that a push is ours: `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "t.body">`.
 * The moment is signed too, so that an old push cannot be played again.
 */
export function signBody(geheim: string, body: string, nu: Date): string {
  const t = Math.floor(nu.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', geheim).update(`${t}.${body}`).digest('hex')}`;
}
