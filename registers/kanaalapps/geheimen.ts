import { createHmac, randomBytes } from 'node:crypto';

/**
 * Secrets of channel apps. A copy of the table opens nothing: of a token only a keyed hash is kept, and the secret of a
 * webhook follows from the row and the secret of the installation. A new SCHAKEL_GEHEIM so ends all of them.
 */

const keyed = (geheim: string, purpose: string, value: string): Buffer =>
  createHmac('sha256', geheim).update(`kanaalapp-${purpose}\n${value}`).digest();

/** A new token: 256 random bits with a prefix that secret scanners can find. */
export function makeToken(): string {
  return `schakel_app_${randomBytes(32).toString('base64url')}`;
}

/** What the table is searched by: equal for equal tokens only, and useless without the secret. */
export function tokenZoekwaarde(geheim: string, token: string): string {
  return keyed(geheim, 'token', token).toString('hex');
}

/** The random part of a webhook secret, as the table keeps it. */
export function makeWebhookZout(): string {
  return randomBytes(16).toString('base64url');
}

/** The secret that signs what is pushed to a webhook. */
export function webhookGeheim(geheim: string, zout: string): string {
  return `whsec_${keyed(geheim, 'webhook', zout).toString('base64url')}`;
}
