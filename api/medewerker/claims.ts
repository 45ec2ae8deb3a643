import * as client from 'openid-client';
import { z } from 'zod';
import type { Config } from '../../platform/config.ts';
import type { OidcInstellingen } from '../../platform/oidc/instellingen.ts';
import { pseudoniemOf } from './pseudoniem.ts';
import type { Ingelogd } from './sessie.ts';

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

const names = z.array(z.string().max(60)).max(100).catch([]);

/** A claim by its dotted path, as providers nest roles (`realm_access.roles`). */
function claimAt(claims: Record<string, unknown>, path: string): unknown {
  if (path in claims) return claims[path];
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], claims);
}

/** Who the provider says it is: from the id token, and from userinfo where that does not hold the roles. */
export async function readIngelogd(
  configuration: client.Configuration,
  tokens: Tokens,
  instellingen: OidcInstellingen,
  config: Config,
): Promise<Ingelogd> {
  const idToken = tokens.claims();
  if (!idToken) throw new Error('The provider gave no id token.');
  let claims: Record<string, unknown> = { ...idToken };
  if (
    claimAt(claims, instellingen.rollenClaim) === undefined &&
    configuration.serverMetadata().userinfo_endpoint
  ) {
    claims = {
      ...(await client.fetchUserInfo(configuration, tokens.access_token, idToken.sub)),
      ...claims,
    };
  }
  return {
    pseudoniem: pseudoniemOf(config.SCHAKEL_GEHEIM, idToken.iss, idToken.sub),
    naam: z.string().trim().min(1).max(200).catch('Medewerker').parse(claims.name),
    rollen: names.parse(claimAt(claims, instellingen.rollenClaim)),
    vaardigheden: names.parse(claims.vaardigheden),
  };
}
