import { createECDH, hkdfSync } from 'node:crypto';
import type { JWK } from 'oidc-provider';

/** Bytes that belong to one use of the installation's secret; another use gives unrelated bytes. */
export function deriveBytes(secret: string, use: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'schakel', use, length));
}

/** A text secret for one use, 43 characters. */
export function deriveSecret(secret: string, use: string): string {
  return deriveBytes(secret, use, 32).toString('base64url');
}

/**
 * The key that signs id tokens (ES256). Derived, so that it is the same after a restart and on every api process.
 * A value above the order of the curve (chance 2^-32) is refused by OpenSSL; the next derivation is taken then.
 */
export function deriveSigningKey(secret: string): JWK {
  for (let attempt = 0; ; attempt++) {
    const curve = createECDH('prime256v1');
    try {
      curve.setPrivateKey(deriveBytes(secret, `oidc-signing-${attempt}`, 32));
    } catch {
      continue;
    }
    const point = curve.getPublicKey();
    return {
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      use: 'sig',
      kid: deriveBytes(secret, `oidc-kid-${attempt}`, 9).toString('base64url'),
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: curve.getPrivateKey().toString('base64url').padStart(43, 'A'),
    };
  }
}
