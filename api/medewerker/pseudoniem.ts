import { createHmac } from 'node:crypto';

/**
 * The pseudonym of a medewerker in registers, logs and workflows: the same for the same account, never a name.
 * @param sub subject at the OpenID provider
 */
export function pseudoniemOf(secret: string, issuer: string, sub: string): string {
  return createHmac('sha256', secret).update(`medewerker\n${issuer}\n${sub}`).digest('hex').slice(0, 16);
}
