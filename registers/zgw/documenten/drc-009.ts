import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Regel } from '../../kader/regel.ts';

export const nieuwSlot = (): string => randomUUID().replaceAll('-', '');

/** True for the lock that was given out. */
export function isSlot(eigen: unknown, gegeven: unknown): boolean {
  if (typeof eigen !== 'string' || typeof gegeven !== 'string') return false;
  const [a, b] = [Buffer.from(eigen), Buffer.from(gegeven)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** drc-009 and drc-010: a document changes only under the lock that the client holds. */
export const drc009: Regel = ({ actie, oud, nieuw, gegeven, fout }) => {
  // A lock is given out, never chosen.
  if (!oud) nieuw.lock = null;
  if (!oud || actie === 'destroy') return;
  const slot = gegeven.has('lock') ? nieuw.lock : undefined;
  // What the row keeps is the lock that was given out, whatever the body says.
  nieuw.lock = oud.lock;
  if (!oud.lock) return fout('nonFieldErrors', 'unlocked', 'Het document is niet gelockt.');
  if (slot === undefined && actie === 'update') return fout('lock', 'required', 'Dit veld is vereist.');
  if (slot === undefined || slot === '')
    return fout('nonFieldErrors', 'missing-lock-id', 'Het lock ontbreekt.');
  if (!isSlot(oud.lock, slot)) fout('nonFieldErrors', 'incorrect-lock-id', 'Het lock klopt niet.');
};
