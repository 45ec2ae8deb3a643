import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BijlageRef } from '../../domein/bericht.ts';
import { decodeBijlage, encodeBijlage } from '../../domein/bijlage.ts';
import type { Bewijs } from '../../domein/kanaaladapter.ts';

/** A conversation: the secret that only the widget holds, and the name under which it is stored. */
export interface Sessie {
  /** Whoever has it, has the conversation. Never logged, never stored. */
  geheim: string;
  /** SHA-256 of the secret: what stands in the database as conversatie. */
  conversatie: string;
}

// Longer than a kenmerk and not of its form: no token made for a verzoek passes as one of these, nor the reverse.
const sessiePrefix = 'chatsessie';
const bijlagePrefix = 'chatbijlage';

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const describe = (geheim: string): Sessie => ({ geheim, conversatie: sha256(geheim) });

/**
 * Session secrets: 128 random bits, signed. The signature lets every api process tell a secret that we made
 * from one that a client made up, without a table, before and after a restart.
 */
export function createSessies(bewijs: Bewijs) {
  return {
    create: (): Sessie => describe(bewijs.sign(sessiePrefix + randomBytes(16).toString('hex'), 'link')),

    /** The session, or undefined when we never made it. */
    verify(geheim: string): Sessie | undefined {
      const seed = geheim.slice(0, sessiePrefix.length + 32);
      if (!/^chatsessie[0-9a-f]{32}$/.test(seed)) return undefined;
      return equal(geheim, bewijs.sign(seed, 'link')) ? describe(geheim) : undefined;
    },

    /** A reference to a stored file that only this session can use. */
    signBijlage(sessie: Sessie, ref: BijlageRef): string {
      const body = encodeBijlage(ref);
      return `${body}.${bewijs.sign(bijlagePrefix + sha256(sessie.conversatie + body), 'link').slice(-20)}`;
    },

    /** The file, or undefined when the reference is forged, too old or belongs to another session. */
    readBijlage(sessie: Sessie, id: string): BijlageRef | undefined {
      const [body = '', mac = ''] = id.split('.');
      const expected = bewijs.sign(bijlagePrefix + sha256(sessie.conversatie + body), 'link').slice(-20);
      if (!equal(mac, expected)) return undefined;
      return decodeBijlage(body);
    },
  };
}

export type Sessies = ReturnType<typeof createSessies>;
