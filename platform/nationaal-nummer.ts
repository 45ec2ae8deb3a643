import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readConfig } from './config.ts';
import { parseSleutels } from './sleutels.ts';

/**
 * The one column type of BSN and other national numbers: ciphertext to read back, and a keyed hash to find by.
 * The hash key never changes (a hash that cannot be found is lost); the encryption key may be rotated.
 */
const config = readConfig();
const keys = parseSleutels(config.SCHAKEL_SLEUTELS);
const hashKey = Buffer.from(hkdfSync('sha256', config.SCHAKEL_GEHEIM, 'nationaal-nummer', 'zoekwaarde', 32));

/** Keyed hash of a number; the kind is part of it, so a BSN never matches an RSIN. */
export function hashNationalNumber(kind: 'bsn' | 'rsin', number: string): string {
  return createHmac('sha256', hashKey).update(`${kind}:${number}`).digest('base64url');
}

/** Encrypts a number as `keyId.iv.tag.ciphertext` (AES-256-GCM). */
export function sealNationalNumber(number: string): string {
  const { id, key } = keys.current;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const data = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
  return [
    id,
    iv.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
    data.toString('base64url'),
  ].join('.');
}

/** Decrypts what `sealNationalNumber` made. @throws Error for an unknown key or changed bytes */
export function openNationalNumber(sealed: string): string {
  const [id = '', iv = '', tag = '', data = ''] = sealed.split('.');
  // The length is fixed: a shorter tag would be accepted otherwise, and is guessed in no time.
  const decipher = createDecipheriv('aes-256-gcm', keys.find(id), Buffer.from(iv, 'base64url'), {
    authTagLength: 16,
  });
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8');
}
