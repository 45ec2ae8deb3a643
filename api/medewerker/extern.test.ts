import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bezoeker, type Medewerkerserver, startMedewerker } from '../../tests/support/medewerker.ts';

/** A provider as a municipality has one: roles nested, and told by userinfo only. Signs in whoever comes as Eva. */
function createForeignProvider(issuer: string, app: string): express.Express {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'gemeente',
        client_secret: 'een-geheim-van-de-gemeente-zelf',
        redirect_uris: [`${app}/medewerker/callback`],
        post_logout_redirect_uris: [`${app}/medewerker/`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'realm_access', 'vaardigheden'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/wie/${uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        name: 'Eva Smit',
        realm_access: { roles: ['medewerker'] },
        vaardigheden: ['klantcontact'],
      }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session!.accountId!,
        clientId: oidc.client!.clientId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const router = express();
  router.get('/wie/:uid', async (req, res) => {
    await provider.interactionFinished(req, res, { login: { accountId: 'eva' } });
  });
  return router.use(provider.callback());
}

let foreign: Server;
let issuer: string;
let server: Medewerkerserver;

beforeAll(async () => {
  let handler: express.Express | undefined;
  foreign = createServer((req, res) => (handler ? handler(req, res) : res.writeHead(503).end()));
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  issuer = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  server = await startMedewerker('/nowhere', {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'gemeente',
    OIDC_CLIENT_SECRET: 'een-geheim-van-de-gemeente-zelf',
    OIDC_ROLLEN_CLAIM: 'realm_access.roles',
  });
  const down = await new Bezoeker(server.url).request('/medewerker/login');
  expect(await down.json()).toMatchObject({ status: 503, code: 'provider_unavailable' });
  handler = createForeignProvider(issuer, server.url);
});
afterAll(async () => {
  await server?.stop();
  foreign.closeAllConnections();
  foreign.close();
});

it('a provider of the municipality takes the place of ours, is found again after it was away, and is told of signing out', async () => {
  expect((await new Bezoeker(server.url).request('/oidc/auth')).status).toBe(404);
  const eva = new Bezoeker(server.url);
  const { at } = await eva.follow('/medewerker/login');
  expect(at).toBe(`${server.url}/medewerker/`);
  expect(await (await eva.api('GET', 'ik')).json()).toMatchObject({
    naam: 'Eva Smit',
    rollen: ['medewerker'],
    vaardigheden: ['klantcontact'],
  });
  const out = await eva.request('/medewerker/logout', {
    method: 'POST',
    headers: { origin: server.url, 'x-schakel': 'medewerker' },
  });
  const naar = new URL(((await out.json()) as { naar: string }).naar);
  expect(naar.origin).toBe(issuer);
  expect(naar.searchParams.get('post_logout_redirect_uri')).toBe(`${server.url}/medewerker/`);
});
