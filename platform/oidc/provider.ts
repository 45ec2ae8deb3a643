import { createHash } from 'node:crypto';
import express, { type RequestHandler, Router } from 'express';
import { type Configuration, Provider } from 'oidc-provider';
import type { Config } from '../config.ts';
import { describeError, type Logger } from '../logging.ts';
import { pageStyle, renderInlogfout, renderInlogpagina } from './inlogpagina.ts';
import { readOidcInstellingen } from './instellingen.ts';
import { demoMensen } from './mensen.ts';
import { deriveSecret, deriveSigningKey } from './sleutels.ts';

/**
 * The embedded OpenID provider, to be mounted at `/oidc`: code flow with PKCE, people to click.
 * @returns undefined when an external provider is set (`OIDC_ISSUER`) or the parts are not embedded
 */
export function createOidcProvider(config: Config, log: Logger): Router | undefined {
  const instellingen = readOidcInstellingen(config);
  if (!instellingen?.ingebouwd) return undefined;
  const provider = new Provider(instellingen.issuer.href, configure(config));
  // Behind a forwarded port the browser knows another address than we listen on.
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => log.error({ err: describeError(error) }, 'oidc failed'));

  const router = Router();
  router.get('/inloggen/:uid', pageHeaders, showPeople(provider, config.GEMEENTE_NAAM));
  router.post('/inloggen/:uid', express.urlencoded({ extended: false, limit: '2kb' }), finishLogin(provider));
  router.use(provider.callback());
  return router;
}

function configure(config: Config): Configuration {
  return {
    clients: [
      {
        client_id: config.OIDC_CLIENT_ID,
        client_secret: deriveSecret(config.SCHAKEL_GEHEIM, 'oidc-client'),
        redirect_uris: [`${config.SCHAKEL_URL}/medewerker/callback`],
        post_logout_redirect_uris: [`${config.SCHAKEL_URL}/medewerker/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [deriveSigningKey(config.SCHAKEL_GEHEIM)] },
    cookies: {
      keys: [deriveSecret(config.SCHAKEL_GEHEIM, 'oidc-cookie')],
      names: { session: 'oidc_sessie' },
    },
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'rollen', 'vaardigheden'] },
    // The id token carries the claims, which spares a call to userinfo.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/oidc/inloggen/${interaction.uid}` },
    ttl: {
      Interaction: 600,
      AuthorizationCode: 60,
      AccessToken: 300,
      IdToken: 300,
      Session: 3600,
      Grant: 3600,
    },
    findAccount: (_ctx, sub) => {
      const mens = demoMensen.find((candidate) => candidate.sub === sub);
      if (!mens) return undefined;
      const { name, rollen, vaardigheden } = mens;
      return { accountId: sub, claims: () => ({ sub, name, rollen, vaardigheden }) };
    },
    // Our own application needs no consent.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session?.accountId ?? '',
        clientId: ctx.oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = renderInlogfout();
    },
  };
}

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  next();
};

function showPeople(provider: Provider, gemeente: string): RequestHandler {
  return async (req, res) => {
    try {
      await provider.interactionDetails(req, res);
    } catch {
      res.status(400).send(renderInlogfout());
      return;
    }
    res.send(renderInlogpagina(gemeente, demoMensen));
  };
}

function finishLogin(provider: Provider): RequestHandler {
  return async (req, res) => {
    const sub: unknown = req.body?.sub;
    if (!demoMensen.some((mens) => mens.sub === sub)) {
      res.status(400).send(renderInlogfout());
      return;
    }
    try {
      await provider.interactionFinished(req, res, { login: { accountId: String(sub), remember: false } });
    } catch {
      res.status(400).send(renderInlogfout());
    }
  };
}
