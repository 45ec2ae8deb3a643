import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bezoeker, type Medewerkerserver, startMedewerker } from '../../tests/support/medewerker.ts';

let server: Medewerkerserver;

beforeAll(async () => {
  server = await startMedewerker();
});
afterAll(() => server.stop());

describe('signing in', () => {
  it('lets Anna in through the provider, with her roles and skills', async () => {
    const anna = new Bezoeker(server.url);
    expect((await anna.api('GET', 'ik')).status).toBe(401);

    const at = await anna.signIn('anna', '/medewerker/werk/abc');
    expect(new URL(at).pathname).toBe('/medewerker/werk/abc');
    expect(await (await anna.api('GET', 'ik')).json()).toEqual({
      naam: 'Anna de Vries',
      rollen: ['medewerker'],
      vaardigheden: ['klantcontact'],
      aanwezig: false,
    });
    const { rows } = await queryAll('SELECT pseudoniem, naam FROM medewerker');
    expect(rows).toEqual([{ pseudoniem: expect.stringMatching(/^[0-9a-f]{16}$/), naam: 'Anna de Vries' }]);
  });

  it('asks the provider with state, nonce and PKCE S256', async () => {
    const response = await new Bezoeker(server.url).request('/medewerker/login');
    const { searchParams } = new URL(response.headers.get('location')!);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${server.url}/medewerker/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(searchParams.get(name)!.length).toBeGreaterThan(40);
    const cookie = response.headers.getSetCookie().join();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  it('refuses a provider request without PKCE', async () => {
    const visitor = new Bezoeker(server.url);
    const location = (await visitor.request('/medewerker/login')).headers.get('location')!;
    const url = new URL(location);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    const back = (await visitor.request(url.href)).headers.get('location')!;
    expect(new URL(back).searchParams.get('error')).toBe('invalid_request');
  });

  it('does not take the code of somebody else, nor the same way back twice', async () => {
    const mallory = new Bezoeker(server.url);
    const page = await mallory.follow('/medewerker/login');
    const finished = await mallory.request(page.at, {
      method: 'POST',
      body: new URLSearchParams({ sub: 'bram' }),
    });
    const back = (await mallory.request(finished.headers.get('location')!)).headers.get('location')!;
    expect(new URL(back).pathname).toBe('/medewerker/callback');

    const victim = new Bezoeker(server.url);
    await victim.request('/medewerker/login');
    const stolen = await victim.request(back);
    expect(stolen.headers.get('location')).toBe('/medewerker/?melding=mislukt');
    expect((await victim.api('GET', 'ik')).status).toBe(401);

    await mallory.request(back);
    expect((await mallory.api('GET', 'ik')).status).toBe(200);
    expect((await mallory.request(back)).headers.get('location')).toBe('/medewerker/?melding=opnieuw');
  });

  it('does not take a way back with another state than it sent', async () => {
    const visitor = new Bezoeker(server.url);
    const page = await visitor.follow('/medewerker/login');
    const finished = await visitor.request(page.at, {
      method: 'POST',
      body: new URLSearchParams({ sub: 'bram' }),
    });
    const back = new URL((await visitor.request(finished.headers.get('location')!)).headers.get('location')!);
    back.searchParams.set('state', 'x'.repeat(43));
    expect((await visitor.request(back.href)).headers.get('location')).toBe('/medewerker/?melding=mislukt');
    expect((await visitor.api('GET', 'ik')).status).toBe(401);
  });

  it('gives a new session at sign-in and only ever goes to a page of ours', async () => {
    const bram = new Bezoeker(server.url);
    await bram.request('/medewerker/login');
    const planted = bram.cookie('schakel_medewerker');
    const at = await bram.signIn('bram', 'https://evil.example/medewerker/');
    expect(at).toBe(`${server.url}/medewerker/`);
    expect(planted).toBeDefined();
    expect(bram.cookie('schakel_medewerker')).not.toBe(planted);
    expect(await bram.signIn('bram', '/medewerker//evil.example')).toBe(`${server.url}/medewerker/`);
  });

  it('does not know people who are not on the list', async () => {
    const visitor = new Bezoeker(server.url);
    const page = await visitor.follow('/medewerker/login');
    const answer = await visitor.request(page.at, {
      method: 'POST',
      body: new URLSearchParams({ sub: "admin' OR 1=1" }),
    });
    expect(answer.status).toBe(400);
  });

  it('keeps the operator out of the work, and signs out for good', async () => {
    const chris = new Bezoeker(server.url);
    await chris.signIn('chris');
    const refused = await chris.api('GET', 'werk');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');

    expect((await chris.request('/medewerker/logout', { method: 'POST' })).status).toBe(403);
    const out = await chris.request('/medewerker/logout', {
      method: 'POST',
      headers: { origin: server.url, 'x-schakel': 'medewerker' },
    });
    expect(await out.json()).toEqual({ naar: '/medewerker/?melding=uitgelogd' });
    expect((await chris.api('GET', 'ik')).status).toBe(401);
  });
});

describe('the keys of the embedded provider', () => {
  it('are the same after a restart and different with another secret', async () => {
    const { deriveSigningKey } = await import('../../platform/oidc/sleutels.ts');
    expect(deriveSigningKey('one')).toEqual(deriveSigningKey('one'));
    expect(deriveSigningKey('one').d).not.toBe(deriveSigningKey('two').d);
  });
});

const queryAll = async (text: string) => {
  const { sql } = await import('kysely');
  return sql.raw(text).execute(server.database.db);
};
