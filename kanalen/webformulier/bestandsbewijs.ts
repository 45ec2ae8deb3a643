import { createHash, timingSafeEqual } from 'node:crypto';
import { type BijlageRef, bijlageRefSchema } from '../../domein/bericht.ts';
import type { Bewijs } from '../../domein/kanaaladapter.ts';

// No kenmerk has this form, so a token for a verzoek can never pass as one of these, nor the reverse.
const prefix = 'formulierbestand';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * References to files of a form that is not sent yet. They travel through the page of the klant, so they are signed:
 * for one form and one question. Without that, anybody could attach what somebody else uploaded.
 */
export function createBestandsbewijs(bewijs: Bewijs) {
  const macOf = (formulierId: string, veld: string, body: string): string =>
    bewijs.sign(prefix + sha256(JSON.stringify([formulierId, veld, body])), 'link').slice(-20);
  return {
    sign(formulierId: string, veld: string, ref: BijlageRef): string {
      const body = Buffer.from(JSON.stringify(ref)).toString('base64url');
      return `${body}.${macOf(formulierId, veld, body)}`;
    },

    /** The file, or undefined when the reference is forged or belongs to another form or question. */
    verify(formulierId: string, veld: string, token: string): BijlageRef | undefined {
      const [body = '', mac = ''] = token.split('.');
      const given = Buffer.from(mac);
      const expected = Buffer.from(macOf(formulierId, veld, body));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return bijlageRefSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    },
  };
}

export type Bestandsbewijs = ReturnType<typeof createBestandsbewijs>;
