import type { Regel } from '../../kader/regel.ts';

/** What a client says of a content. */
interface Integriteit {
  algoritme?: string;
  waarde?: string;
}

/** True unless the client names another SHA-256, in hexadecimals or base64. Other algorithms are kept, not judged. */
export function isHeel(sha256: string, integriteit: unknown): boolean {
  const { algoritme, waarde } = (integriteit ?? {}) as Integriteit;
  if (algoritme !== 'sha_256' || !waarde) return true;
  return waarde.toLowerCase() === sha256 || waarde === Buffer.from(sha256, 'hex').toString('base64');
}

/** The content that arrived is the one that the client meant to send. */
export const integriteitKlopt: Regel = ({ nieuw, gegeven, fout }) => {
  if (!gegeven.has('integriteit') || typeof nieuw.inhoud !== 'string') return;
  if (!isHeel(nieuw.inhoud, nieuw.integriteit))
    fout('integriteit.waarde', 'invalid', 'De inhoud heeft een andere SHA-256.');
};
