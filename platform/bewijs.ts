import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Bewijs } from '../domein/kanaaladapter.ts';
import { findKenmerken } from '../domein/kenmerk.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return text;
}

/**
 * Signed references: the symbols of the kenmerk and 100 bits of HMAC-SHA256, lower case, 30 characters.
 * Short enough for the local part of a mail address (64) with a name before it, and not case-sensitive, as mail demands.
 */
export function createBewijs(secret: string): Bewijs {
  const mac = (kenmerk: string, doel: string): string =>
    base32(createHmac('sha256', secret).update(`${doel}\n${kenmerk}`).digest()).slice(0, 20);
  return {
    sign: (kenmerk, doel) => `${kenmerk.replace(/-/g, '').toLowerCase()}${mac(kenmerk, doel)}`,
    verify(token, doel) {
      const [kenmerk] = findKenmerken(token.slice(0, 10));
      if (!kenmerk || token.length !== 30) return undefined;
      const given = Buffer.from(token.slice(10).toLowerCase());
      const expected = Buffer.from(mac(kenmerk, doel));
      return given.length === expected.length && timingSafeEqual(given, expected) ? kenmerk : undefined;
    },
  };
}
