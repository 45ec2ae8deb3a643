import type { Config } from '../config.ts';
import { deriveSecret } from './sleutels.ts';

/** Where a medewerker signs in, and what the answer looks like. */
export interface OidcInstellingen {
  issuer: URL;
  clientId: string;
  /** Absent: a public client, with PKCE alone. */
  clientSecret?: string;
  rollenClaim: string;
  /** Our own provider, with the address at which this process reaches it itself. */
  ingebouwd?: { binnenkant: string };
}

/**
 * The provider to use: `OIDC_ISSUER` where set, otherwise the embedded one.
 * @returns undefined when there is neither; nobody can sign in then
 */
export function readOidcInstellingen(config: Config): OidcInstellingen | undefined {
  if (config.OIDC_ISSUER) {
    return {
      issuer: new URL(config.OIDC_ISSUER),
      clientId: config.OIDC_CLIENT_ID,
      ...(config.OIDC_CLIENT_SECRET ? { clientSecret: config.OIDC_CLIENT_SECRET } : {}),
      rollenClaim: config.OIDC_ROLLEN_CLAIM,
    };
  }
  if (!config.SCHAKEL_EMBEDDED) return undefined;
  const host = ['0.0.0.0', '::'].includes(config.HOST) ? '127.0.0.1' : config.HOST;
  return {
    issuer: new URL(`${config.SCHAKEL_URL}/oidc`),
    clientId: config.OIDC_CLIENT_ID,
    clientSecret: deriveSecret(config.SCHAKEL_GEHEIM, 'oidc-client'),
    rollenClaim: 'rollen',
    ingebouwd: { binnenkant: `http://${host}:${config.PORT}/oidc` },
  };
}
