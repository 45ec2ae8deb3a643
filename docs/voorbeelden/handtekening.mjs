import { createHmac, timingSafeEqual } from 'node:crypto';

export function isVanSchakel(kop, body, geheim, nu = Date.now() / 1000) {
  const { t, v1 = '' } = Object.fromEntries(kop.split(',').map((deel) => deel.split('=')));
  const goed = createHmac('sha256', geheim).update(`${t}.${body}`).digest();
  const gegeven = Buffer.from(v1, 'hex');
  return Math.abs(nu - t) < 300 && gegeven.length === goed.length && timingSafeEqual(gegeven, goed);
}
