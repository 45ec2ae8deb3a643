import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { createMedewerkerRouter } from '../../api/medewerker/router.ts';
import type { Documentopslag } from '../../domein/kanaaladapter.ts';
import { type Config, readConfig } from '../../platform/config.ts';
import { createLogger } from '../../platform/logging.ts';
import { createOidcProvider } from '../../platform/oidc/provider.ts';
import { loadProcessen } from '../../platform/processen.ts';
import { openDocumentenmap } from '../../registers/documenten/map.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** The part of the medewerker on a port of its own, with a database and a clock of its own. */
export interface Medewerkerserver {
  url: string;
  config: Config;
  database: TestDatabase;
  documenten: Documentopslag;
  /** The clock: set it to move time. */
  klok: { nu: Date };
  stop(): Promise<void>;
}

/** @param webFolder built front end; @param env settings beside the embedded defaults */
export async function startMedewerker(
  webFolder = '/nowhere',
  env: Record<string, string> = {},
): Promise<Medewerkerserver> {
  const database = await testDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'schakel-medewerker-'));
  const documenten = await openDocumentenmap(folder);
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({
    NODE_ENV: 'test',
    SCHAKEL_EMBEDDED: '1',
    PORT: String(port),
    SCHAKEL_URL: url,
    DATABASE_URL: database.url,
    ...env,
  });
  const log = createLogger('test', 'silent');
  const klok = { nu: new Date() };
  const oidc = createOidcProvider(config, log);
  if (oidc) app.use('/oidc', oidc);
  const { db } = database;
  const processen = await loadProcessen();
  const medewerker = createMedewerkerRouter({
    config,
    db,
    processen,
    documenten,
    log,
    nu: () => klok.nu,
    webFolder,
  });
  app.use('/medewerker', medewerker.router);
  return {
    url,
    config,
    database,
    documenten,
    klok,
    async stop() {
      await medewerker.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser without a screen: keeps cookies, follows no redirects. */
export class Bezoeker {
  readonly #cookies = new Map<string, string>();
  constructor(private readonly url: string) {}

  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(address, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows redirects of our own server up to a page. */
  async follow(address: string, init: RequestInit = {}): Promise<{ response: Response; at: string }> {
    let at = new URL(address, this.url).href;
    let response = await this.request(at, init);
    for (let hops = 0; hops < 10 && response.status >= 300 && response.status < 400; hops++) {
      at = new URL(response.headers.get('location')!, at).href;
      response = await this.request(at);
    }
    return { response, at };
  }

  /** Signs in as a person of the demo, through the real flow. @returns the address it ended at */
  async signIn(sub: string, naar?: string): Promise<string> {
    const page = await this.follow(`/medewerker/login${naar ? `?naar=${encodeURIComponent(naar)}` : ''}`);
    const { at } = await this.follow(page.at, { method: 'POST', body: new URLSearchParams({ sub }) });
    return at;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  get cookieNames(): string[] {
    return [...this.#cookies.keys()];
  }

  /** A call as the front end makes it. */
  async api(method: string, address: string, body?: unknown): Promise<Response> {
    return this.request(`/medewerker/api/${address}`, {
      method,
      headers: { origin: this.url, 'x-schakel': 'medewerker', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
