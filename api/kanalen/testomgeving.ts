import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Kanaalpoort } from '../../domein/kanaaladapter.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { createBewijs } from '../../platform/bewijs.ts';
import type { Db } from '../../platform/database.ts';
import { createLogger } from '../../platform/logging.ts';
import { openKanaalpoort } from '../../registers/aanname/poort.ts';
import { recordStatus } from '../../registers/berichten/uitgaand.ts';
import { openDocumentenmap } from '../../registers/documenten/map.ts';
import { type Appregels, createKanaalapp } from '../../registers/kanaalapps/apps.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { algemeneVraag } from '../../workflows/processen/algemene-vraag.ts';
import { meldenOverlast } from '../../workflows/processen/melden-overlast.ts';
import type { Limieten } from './auth.ts';
import { createKanalenRouter, kanalenPad } from './router.ts';

const config = {
  SCHAKEL_GEHEIM: 'geheim-van-de-tests-met-genoeg-tekens',
  SCHAKEL_URL: 'https://schakel.voorbeeldstad.test',
  NODE_ENV: 'test' as const,
  GEMEENTE_NAAM: 'Voorbeeldstad',
  GEMEENTE_MAIL: 'gemeente@voorbeeldstad.test',
};

/** A process that opens on one kanaal only: the tests need one. */
const alleenBalie = { ...algemeneVraag, code: 'alleen-balie', kanalen: ['balie'] as const } as AnyProces;

/** The API of channel apps on a database of its own, with the real aanname behind it. */
export interface Testomgeving {
  db: Db;
  url: string;
  regels: Appregels;
  bewijs: ReturnType<typeof createBewijs>;
  databaseUrl: string;
  /** What the poort was told of deliveries. */
  gemeld: { berichtId: string; status: string; bewijs: Record<string, unknown> }[];
  /** Makes an app. @returns its token */
  makeApp(naam: string, kanaal: Kanaal, webhookUrl?: string): Promise<string>;
  /** Stores an outbound message as the activities do. @returns its id */
  addUitgaand(kanaal: Kanaal, tekst: string, status?: 'te_verzenden' | 'onderweg'): Promise<string>;
  setOnderweg(id: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestomgeving(
  options: { limieten?: Limieten; nu?: () => Date } = {},
): Promise<Testomgeving> {
  const { db, url: databaseUrl, close } = await testDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'schakel-kanalen-'));
  const processen = new Map<string, AnyProces>(
    [meldenOverlast, algemeneVraag, alleenBalie].map((proces) => [proces.code, proces]),
  );
  const regels = { geheim: config.SCHAKEL_GEHEIM, ontwikkel: true };
  const bewijs = createBewijs(config.SCHAKEL_GEHEIM);
  const gemeld: Testomgeving['gemeld'] = [];
  const echt = openKanaalpoort(db, databaseUrl, { processen, bronorganisatie: '002564440' });
  const poort: Kanaalpoort = {
    ...echt,
    reportAflevering(kanaal, berichtId, status, bewijs) {
      gemeld.push({ berichtId, status, bewijs });
      return echt.reportAflevering(kanaal, berichtId, status, bewijs);
    },
  };
  const app = express();
  app.disable('x-powered-by');
  app.use(
    kanalenPad,
    createKanalenRouter({
      db,
      poort,
      documenten: await openDocumentenmap(folder),
      bewijs,
      processen,
      config,
      log: createLogger('test', 'silent'),
      ...options,
    }),
  );
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return {
    db,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    regels,
    bewijs,
    databaseUrl,
    gemeld,
    makeApp: async (naam, kanaal, webhookUrl) =>
      (await createKanaalapp(db, regels, { naam, kanaal, ...(webhookUrl ? { webhookUrl } : {}) }, new Date()))
        .token,
    addUitgaand: (kanaal, tekst, status = 'onderweg') => insertUitgaand(db, kanaal, tekst, status),
    setOnderweg: (id) => recordStatus(db, id, 'onderweg', {}, new Date()),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await echt.stop();
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function insertUitgaand(
  db: Db,
  kanaal: Kanaal,
  tekst: string,
  status: 'te_verzenden' | 'onderweg',
): Promise<string> {
  const kenmerk = makeKenmerk(randomBytes(8));
  const interactie = await db
    .insertInto('interactie')
    .values({ kenmerk, partij_id: null, aangemaakt_op: new Date(), afgesloten_op: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('bericht')
    .values({
      interactie_id: interactie.id,
      volgnummer: 1,
      richting: 'uit',
      kanaal,
      conversatie: '0612345678',
      adres: '0612345678',
      soort: 'informatie',
      kenmerk,
      onderwerp: 'Uw melding',
      inhoud: JSON.stringify({ tekst }),
      status,
      ontvangen_op: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
