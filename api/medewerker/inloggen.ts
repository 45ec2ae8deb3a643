import { type Request, Router } from 'express';
import * as client from 'openid-client';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/database.ts';
import { describeError, type Logger } from '../../platform/logging.ts';
import { Problem } from '../../platform/problem.ts';
import { setAanwezig } from '../../registers/taken/aanwezig.ts';
import { saveMedewerker } from '../../registers/taken/medewerkers.ts';
import { readIngelogd } from './claims.ts';
import { refuseForeignWrites } from './csrf.ts';
import { createProviderClient } from './provider-client.ts';

export interface Inlogomgeving {
  config: Config;
  db: Db;
  log: Logger;
  nu: () => Date;
}

/** Only a page of ours may be the way back. */
function safeNaar(value: unknown): string {
  return typeof value === 'string' && /^\/medewerker\/[\w\-/?=&.%]*$/.test(value) && !value.includes('//')
    ? value
    : '/medewerker/';
}

/** Signing in and out: authorization code flow with state, nonce and PKCE (OpenID NLGov 1.0.1). */
export function createInlogRouter({ config, db, log, nu }: Inlogomgeving): Router {
  const provider = createProviderClient(config);
  const router = Router();
  const redirectUri = `${config.SCHAKEL_URL}/medewerker/callback`;
  const ownHost = new URL(config.SCHAKEL_URL).host;

  router.get('/login', async (req, res) => {
    if (!provider) {
      throw new Problem(
        503,
        'no_provider',
        'Signing in is not possible.',
        'Er is geen inlogvoorziening ingesteld (OIDC_ISSUER).',
      );
    }
    // The cookie must be set for the address that the provider sends the browser back to.
    if (req.get('host') !== ownHost && config.SCHAKEL_EMBEDDED && req.query.opnieuw === undefined)
      return res.redirect(`${config.SCHAKEL_URL}/medewerker/login?opnieuw=1`);
    const inlogpoging = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      naar: safeNaar(req.query.naar),
    };
    const url = client.buildAuthorizationUrl(await provider.configuration(), {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: inlogpoging.state,
      nonce: inlogpoging.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(inlogpoging.verifier),
      code_challenge_method: 'S256',
      ...(provider.instellingen.ingebouwd ? { prompt: 'login' } : {}),
    });
    req.session.inlogpoging = inlogpoging;
    await saved(req);
    res.redirect(url.href);
  });

  router.get('/callback', async (req, res) => {
    const poging = req.session.inlogpoging;
    if (!provider || !poging) return res.redirect('/medewerker/?melding=opnieuw');
    delete req.session.inlogpoging;
    try {
      const configuration = await provider.configuration();
      const query = new URL(req.originalUrl, config.SCHAKEL_URL).search;
      const tokens = await client.authorizationCodeGrant(configuration, new URL(`${redirectUri}${query}`), {
        expectedState: poging.state,
        expectedNonce: poging.nonce,
        pkceCodeVerifier: poging.verifier,
        idTokenExpected: true,
      });
      const medewerker = await readIngelogd(configuration, tokens, provider.instellingen, config);
      await saveMedewerker(db, medewerker.pseudoniem, medewerker.naam, nu());
      // A new id: whoever planted a session before cannot use it now.
      await regenerated(req);
      req.session.medewerker = medewerker;
      if (!provider.instellingen.ingebouwd && tokens.id_token) req.session.idToken = tokens.id_token;
      await saved(req);
      log.info({ medewerker: medewerker.pseudoniem }, 'signed in');
      res.redirect(poging.naar);
    } catch (error) {
      log.warn({ err: describeError(error) }, 'signing in failed');
      await saved(req);
      res.redirect('/medewerker/?melding=mislukt');
    }
  });

  router.post('/logout', refuseForeignWrites(config.SCHAKEL_URL), async (req, res) => {
    const { medewerker, idToken } = req.session;
    if (medewerker) await setAanwezig(db, medewerker.pseudoniem, [], nu());
    await new Promise<void>((resolve, reject) =>
      req.session.destroy((error) => (error ? reject(error) : resolve())),
    );
    res.clearCookie('schakel_medewerker', { path: '/' });
    res.json({ naar: await endSessionUrl(idToken) });
  });

  /** At an external provider signing out here would otherwise sign in again by itself. */
  async function endSessionUrl(idToken: string | undefined): Promise<string> {
    const own = '/medewerker/?melding=uitgelogd';
    if (!provider || provider.instellingen.ingebouwd || !idToken) return own;
    const configuration = await provider.configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return own;
    return client.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${config.SCHAKEL_URL}/medewerker/`,
    }).href;
  }

  return router;
}

const saved = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.save((error) => (error ? reject(error) : resolve())));

const regenerated = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.regenerate((error) => (error ? reject(error) : resolve())));
