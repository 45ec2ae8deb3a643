import * as client from 'openid-client';
import type { Config } from '../../platform/config.ts';
import { type OidcInstellingen, readOidcInstellingen } from '../../platform/oidc/instellingen.ts';
import { Problem } from '../../platform/problem.ts';

export interface ProviderClient {
  instellingen: OidcInstellingen;
  /** Asked of the provider once; a failure is tried again at the next sign-in. @throws Problem 503 */
  configuration(): Promise<client.Configuration>;
}

const unavailable = (detail: string): Problem =>
  new Problem(503, 'provider_unavailable', 'Signing in is not possible now.', detail);

/** The OpenID provider of this installation, as its client sees it. */
export function createProviderClient(config: Config): ProviderClient | undefined {
  const instellingen = readOidcInstellingen(config);
  if (!instellingen) return undefined;
  let known: client.Configuration | undefined;
  return {
    instellingen,
    async configuration() {
      try {
        known ??= await configure(config, instellingen);
        return known;
      } catch {
        throw unavailable('De inlogvoorziening antwoordt niet. Probeer het over een paar minuten opnieuw.');
      }
    },
  };
}

async function configure(config: Config, instellingen: OidcInstellingen): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret, ingebouwd } = instellingen;
  const authentication = clientSecret ? client.ClientSecretPost(clientSecret) : client.None();
  if (ingebouwd) {
    // The browser and this process may know it by different addresses, which discovery cannot tell.
    const server = {
      issuer: issuer.href,
      authorization_endpoint: `${issuer.href}/auth`,
      token_endpoint: `${ingebouwd.binnenkant}/token`,
      jwks_uri: `${ingebouwd.binnenkant}/jwks`,
    };
    const own = new client.Configuration(
      server,
      clientId,
      { id_token_signed_response_alg: 'ES256' },
      authentication,
    );
    client.allowInsecureRequests(own);
    return own;
  }
  const insecure = issuer.protocol === 'http:' && config.NODE_ENV !== 'production';
  return client.discovery(issuer, clientId, undefined, authentication, {
    timeout: 10,
    ...(insecure ? { execute: [client.allowInsecureRequests] } : {}),
  });
}
