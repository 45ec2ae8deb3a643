import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express, { type RequestHandler } from 'express';
import { SignJWT } from 'jose';
import type { Omgeving } from '../../api/kit/omgeving.ts';
import { openEigenToegang } from '../../api/zgw/toegang.ts';
import { zorgVoorZaaktypen } from '../../api/zgw/zaaktypen/zorg.ts';
import { createZgwRouter, demoClient } from '../../api/zgw/zgw.ts';
import { createLogger } from '../../platform/logging.ts';
import { openHttpToegang } from '../../registers/zaakregister/http.ts';
import type { Zgwtoegang } from '../../registers/zaakregister/verbinding.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Our own register APIs on a port, with both ways to them. */
export interface Registerproef {
  url: string;
  database: TestDatabase;
  omgeving: Omgeving;
  toegangen: Record<'eigen' | 'http', Zgwtoegang>;
  adressen: Parameters<typeof openHttpToegang>[0]['adressen'];
  /** Comes before the register: set it to let requests go wrong. */
  poortwachter: { werk: RequestHandler | undefined };
  stop(): Promise<void>;
}

export const rsin = '002564440';

/** @param given database to use; it is left open then */
export async function startRegister(given?: TestDatabase): Promise<Registerproef> {
  const database = given ?? (await testDatabase());
  const folder = await mkdtemp(path.join(os.tmpdir(), 'schakel-zaken-'));
  const app = express();
  const poortwachter: Registerproef['poortwachter'] = { werk: undefined };
  app.use((req, res, next) => (poortwachter.werk ? poortwachter.werk(req, res, next) : next()));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const zgw = await createZgwRouter({
    config: {
      DATABASE_URL: database.url,
      DATABASE_POOL: 5,
      SCHAKEL_URL: url,
      SCHAKEL_EMBEDDED: true,
      SCHAKEL_DATA: folder,
      NODE_ENV: 'test',
    },
    log: createLogger('test', 'silent'),
    nu: () => new Date(),
    leeslog: true,
  });
  app.use(zgw.router);
  await zorgVoorZaaktypen(zgw.omgeving, { rsin, naam: 'Voorbeeldstad' });
  const adressen = Object.fromEntries(
    ['zaken', 'catalogi', 'documenten', 'besluiten'].map((api) => [api, `${url}/${api}/api/v1`]),
  ) as Registerproef['adressen'];
  return {
    url,
    database,
    adressen,
    poortwachter,
    omgeving: zgw.omgeving,
    toegangen: {
      eigen: openEigenToegang(zgw.omgeving, zgw.inhoud),
      http: openHttpToegang({ adressen, ...demoClient }),
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await zgw.stop();
      if (!given) await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Any client of the register APIs: here the one of the demo, with all rights. */
export async function askRegister(address: string): Promise<Response> {
  const token = await new SignJWT({ client_id: demoClient.clientId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .sign(new TextEncoder().encode(demoClient.geheim));
  return fetch(address, { headers: { authorization: `Bearer ${token}`, 'accept-crs': 'EPSG:4326' } });
}
