import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import type { Omgeving } from '../../api/kit/omgeving.ts';
import { maximumHeaderBytes } from '../../api/security.ts';
import { bewaarClient } from '../../api/zgw/clients.ts';
import { createZgwRouter, demoClient } from '../../api/zgw/zgw.ts';
import { createLogger } from '../../platform/logging.ts';
import type { Inhoudopslag } from '../../registers/zgw/documenten/inhoud.ts';
import { testDatabase } from './database.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests ask bodies for fields that the assertion then checks
export type Json = Record<string, any>;

/** An answer, its body read. */
export interface Antwoord {
  status: number;
  body: Json;
  headers: Headers;
}

/** Calls the APIs as one client. Paths stand below the host (`/zaken/api/v1/zaken`); whole addresses of ours do as well. */
export interface Beller {
  clientId: string;
  /** A token that holds at the clock of the APIs. */
  token(): Promise<string>;
  roep(methode: string, pad: string, body?: unknown, headers?: Record<string, string>): Promise<Antwoord>;
  get(pad: string, headers?: Record<string, string>): Promise<Antwoord>;
  post(pad: string, body: unknown, headers?: Record<string, string>): Promise<Antwoord>;
  put(pad: string, body: unknown, headers?: Record<string, string>): Promise<Antwoord>;
  patch(pad: string, body: unknown, headers?: Record<string, string>): Promise<Antwoord>;
  delete(pad: string): Promise<Antwoord>;
  /** POST that must succeed. @throws with the answer when it does not */
  maak(pad: string, body: unknown): Promise<Json>;
}

/** The register APIs in this process, on a database of their own. One per test file. */
export interface Registers {
  url: string;
  omgeving: Omgeving;
  databaseUrl: string;
  inhoud: Inhoudopslag;
  /** Folder of the contents. */
  map: string;
  /** The clock of the APIs. */
  klok: { nu: Date };
  /** A client with all rights. */
  alles: Beller;
  /** Makes a client with these autorisaties. */
  beller(autorisaties: Json[], applicatie?: Json): Promise<Beller>;
  /** Lets an address outside answer this. @returns the address */
  extern(json: unknown, status?: number): string;
  /** Lets that address answer 404 from now on. */
  vergeet(adres: string): void;
  /** Notifications that ever were in the outbox, oldest first. */
  meldingen(kanaal?: string): Promise<Json[]>;
  aantalMeldingen(): Promise<number>;
  stop(): Promise<void>;
}

/** Status, and per complaint `name: code`, in their order. */
export const klachten = ({ status, body }: Antwoord): [number, ...string[]] => [
  status,
  ...(body.invalidParams ?? []).map((een: Json) => `${een.name}: ${een.code}`),
];

/** How many rows a table has. */
export async function aantalIn({ omgeving }: Registers, tabel: string): Promise<number> {
  const rij = await omgeving.opslag.een<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM ${sql.table(tabel)}`,
  );
  return rij?.n ?? 0;
}

const luister = (server: Server): Promise<string> =>
  new Promise((klaar) =>
    server.listen(0, '127.0.0.1', () => klaar(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
const sluit = (server: Server): Promise<void> => {
  server.closeAllConnections();
  return new Promise((klaar) => server.close(() => klaar()));
};

/** Keeps what goes through the outbox, which whoever delivers empties at once. */
async function bewaarMeldingen({ opslag }: Omgeving): Promise<void> {
  await opslag.doe(sql`CREATE TABLE proef_melding (id bigint PRIMARY KEY, kanaal text, bericht jsonb)`);
  await opslag.doe(sql`
    CREATE FUNCTION proef_melding() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO proef_melding VALUES (new.id, new.kanaal, new.bericht); RETURN new; END'`);
  await opslag.doe(sql`
    CREATE TRIGGER proef_melding AFTER INSERT ON zgw_notificatie FOR EACH ROW EXECUTE FUNCTION proef_melding()`);
}

export async function startRegisters(
  meer: Partial<Parameters<typeof createZgwRouter>[0]['config']> = {},
): Promise<Registers> {
  const database = await testDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'schakel-registers-'));
  const klok = { nu: new Date() };
  const antwoorden = new Map<string, { status: number; json: unknown }>();
  const buiten = createServer((req, res) => {
    const antwoord = antwoorden.get(req.url ?? '');
    res.writeHead(antwoord?.status ?? 404, { 'content-type': 'application/json' });
    res.end(JSON.stringify(antwoord?.json ?? {}));
  });
  const buitenUrl = await luister(buiten);
  const zgw = await createZgwRouter({
    config: {
      DATABASE_URL: database.url,
      DATABASE_POOL: 6,
      SCHAKEL_URL: 'http://schakel.test',
      SCHAKEL_EMBEDDED: true,
      SCHAKEL_DATA: folder,
      NODE_ENV: 'test',
      ...meer,
    },
    log: createLogger('registers', 'silent'),
    nu: () => klok.nu,
    toegestaan: [buitenUrl],
    leeslog: true,
  });
  await bewaarMeldingen(zgw.omgeving);
  const server = createServer({ maxHeaderSize: maximumHeaderBytes }, express().use(zgw.router));
  const url = await luister(server);

  function maakBeller(clientId: string, geheim: string): Beller {
    const sleutel = new TextEncoder().encode(geheim);
    const maakToken = () =>
      new SignJWT({ client_id: clientId, user_id: 'jan', user_representation: 'Jan' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(clientId)
        .setIssuedAt(Math.floor(klok.nu.getTime() / 1_000))
        .sign(sleutel);
    const roep: Beller['roep'] = async (methode, pad, body, headers = {}) => {
      const token = await maakToken();
      const response = await fetch(pad.startsWith('http') ? pad : url + pad, {
        method: methode,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const tekst = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return {
        status: response.status,
        headers: response.headers,
        body: isJson && tekst ? JSON.parse(tekst) : tekst,
      };
    };
    return {
      clientId,
      token: maakToken,
      roep,
      get: (pad, headers) => roep('GET', pad, undefined, headers),
      post: (pad, body, headers) => roep('POST', pad, body, headers),
      put: (pad, body, headers) => roep('PUT', pad, body, headers),
      patch: (pad, body, headers) => roep('PATCH', pad, body, headers),
      delete: (pad) => roep('DELETE', pad),
      async maak(pad, body) {
        const antwoord = await roep('POST', pad, body);
        if (antwoord.status >= 300)
          throw new Error(`POST ${pad}: ${antwoord.status} ${JSON.stringify(antwoord.body)}`);
        return antwoord.body as Json;
      },
    };
  }

  const alles = maakBeller(demoClient.clientId, demoClient.geheim);
  return {
    url,
    omgeving: zgw.omgeving,
    databaseUrl: database.url,
    inhoud: zgw.inhoud,
    map: path.join(folder, 'documenten'),
    klok,
    alles,
    async beller(autorisaties, applicatie = {}) {
      const clientId = `client-${randomUUID().slice(0, 8)}`;
      await bewaarClient(zgw.omgeving.opslag, clientId, 'een-lang-genoeg-geheim-voor-hs256');
      await alles.maak('/autorisaties/api/v1/applicaties', {
        clientIds: [clientId],
        label: clientId,
        autorisaties,
        ...applicatie,
      });
      return maakBeller(clientId, 'een-lang-genoeg-geheim-voor-hs256');
    },
    extern(json, status = 200) {
      const pad = `/${randomUUID()}`;
      antwoorden.set(pad, { status, json });
      return buitenUrl + pad;
    },
    vergeet: (adres) => void antwoorden.delete(new URL(adres).pathname),
    async meldingen(kanaal) {
      const rijen = await zgw.omgeving.opslag.alle<{ bericht: Json }>(
        sql`SELECT bericht FROM proef_melding WHERE ${kanaal ?? null}::text IS NULL OR kanaal = ${kanaal ?? null} ORDER BY id`,
      );
      return rijen.map(({ bericht }) => bericht);
    },
    aantalMeldingen: async () =>
      (await zgw.omgeving.opslag.een<{ n: number }>(sql`SELECT count(*) AS n FROM proef_melding`))?.n ?? 0,
    async stop() {
      await sluit(server);
      await sluit(buiten);
      await zgw.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
