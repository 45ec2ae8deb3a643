import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../platform/database.ts';
import { createKanaalapp } from '../../registers/kanaalapps/apps.ts';
import { type System, startSystem } from '../system.ts';
import { Mailbak } from './mailbak.ts';
import { Poster } from './post.ts';

/** How many channel apps send beside each other: one alone may send 200 a second. */
const apps = 5;

/** A running system with what is needed to load it and to look at it. */
export interface Opstelling {
  system: System;
  database: pg.Client;
  mailbak: Mailbak;
  /** Takes turns among the apps. */
  post<T>(body: object): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a system whose mail comes to us, with apps that may send. */
export async function startOpstelling(): Promise<Opstelling> {
  const mailbak = await Mailbak.start();
  const system = await startSystem({ SMTP_URL: mailbak.url, LOG_LEVEL: 'warn' });
  const database = new pg.Client({ connectionString: system.addresses.database });
  await database.connect();
  const posters = (await makeTokens(system)).map(
    (token) =>
      new Poster(`${system.addresses.website}kanalen/v1/berichten`.replace('localhost', '127.0.0.1'), token),
  );
  let turn = 0;
  return {
    system,
    database,
    mailbak,
    post: (body) => posters[turn++ % posters.length]!.post(body),
    async stop() {
      for (const poster of posters) poster.close();
      await database.end();
      await system.stop();
      await mailbak.stop();
    },
  };
}

async function makeTokens({ dataFolder, addresses }: System): Promise<string[]> {
  const { SCHAKEL_GEHEIM: geheim } = JSON.parse(
    readFileSync(path.join(dataFolder, 'sleutels.json'), 'utf8'),
  ) as {
    SCHAKEL_GEHEIM: string;
  };
  const db = openDatabase(addresses.database, 1);
  const tokens: string[] = [];
  for (let n = 0; n < apps; n += 1) {
    const app = await createKanaalapp(
      db,
      { geheim, ontwikkel: true },
      { naam: `bench-${n}`, kanaal: 'sms' },
      new Date(),
    );
    tokens.push(app.token);
  }
  await db.destroy();
  return tokens;
}

/** A whole request of somebody who wants to be answered by mail. */
export function melding(naam: string, adres: string): object {
  return {
    externId: naam,
    conversatie: naam,
    afzender: { naam: 'Klant van de meting', adressen: [{ soort: 'email', waarde: adres }] },
    voorkeurskanaal: 'email',
    product: 'melden-overlast',
    inhoud: {
      gegevens: {
        soort: 'afval',
        gevaarlijk: false,
        locatie: { omschrijving: 'Kerkstraat 12' },
        toelichting: 'Naast de container staan al drie dagen vuilniszakken.',
      },
    },
  };
}
