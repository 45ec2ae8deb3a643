import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InkomendBericht } from '../../domein/bericht.ts';
import { readConfig } from '../../platform/config.ts';
import { freePort } from '../../platform/embedded/ports.ts';
import { createLogger } from '../../platform/logging.ts';
import { loadProcessen } from '../../platform/processen.ts';
import { acceptBericht } from '../../registers/aanname/bericht.ts';
import { type Doorgever, Doorgiftefout, passOne, postpone } from '../../worker/doorgifte.ts';
import { startWorker } from '../../worker/worker.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { eventually } from '../support/systeem.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-weg-'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const hour = 3_600_000;
const gegevens = {
  soort: 'afval',
  gevaarlijk: false,
  locatie: { omschrijving: 'Kerkstraat 12' },
  toelichting: 'Er ligt afval',
};

it('an hour without Temporal: everything is accepted, and handled afterwards in order', async () => {
  const { db } = database;
  const processen = await loadProcessen();
  // A minute more than the hour, so that no pause of a failed attempt lies ahead of the real clock.
  const clock = { nu: new Date(Date.now() - hour - 60_000) };
  // Nobody listens there; one attempt tells enough, since the clock does the waiting here.
  const gone = Connection.lazy({ address: `127.0.0.1:${await freePort()}`, interceptors: [] });
  const doorgever: Doorgever = {
    db,
    client: new Client({ connection: gone }),
    taskQueue: 'weg',
    processen,
    nu: () => clock.nu,
  };
  const say = (gesprek: string, nummer: number, fields: Partial<InkomendBericht> = {}) =>
    acceptBericht(db, { processen, bronorganisatie: '002564440' } as Parameters<typeof acceptBericht>[1], {
      kanaal: 'email',
      externId: `<${gesprek}-${nummer}@klant.test>`,
      conversatie: gesprek,
      bedoeling: 'bericht',
      afzender: { adressen: [{ soort: 'email', waarde: `${gesprek}@klant.test` }] },
      onderwerp: 'Een vraag',
      inhoud: { tekst: `Mail ${nummer}` },
      bewezen: [],
      genoemd: [],
      bijlagen: [],
      automatisch: false,
      ontvangenOp: clock.nu.toISOString(),
      ...fields,
    });

  let failures = 0;
  const gesprekken = ['mail-a', 'mail-b', 'melding-c', 'melding-d'];
  for (let step = 0; step < 30; step += 1) {
    clock.nu = new Date(clock.nu.getTime() + hour / 30);
    const gesprek = gesprekken[step % gesprekken.length]!;
    if (step < 24) {
      const melding = step < 4 && gesprek.startsWith('melding');
      await say(
        gesprek,
        Math.floor(step / 4) + 1,
        melding ? { product: 'melden-overlast', inhoud: { gegevens } } : {},
      );
    }
    const failed = await passOne(doorgever).catch((error: Doorgiftefout) => error);
    if (failed instanceof Doorgiftefout) {
      failures += 1;
      await postpone(doorgever, failed.id);
    }
  }
  expect(failures).toBe(30);
  const waiting = await db.selectFrom('doorgifte').select('id').execute();
  expect(waiting).toHaveLength(24);
  await gone.close();

  const config = readConfig({
    ...process.env,
    SCHAKEL_EMBEDDED: '1',
    SCHAKEL_DATA: folder,
    DATABASE_URL: database.url,
    TEMPORAL_TASK_QUEUE: `weg-${randomUUID()}`,
    // Mail has nowhere to go: what matters here is that each acknowledgement was made once.
    SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
  });
  const worker = await startWorker(config, createLogger('worker', 'silent'));
  try {
    const contacts = await eventually(
      '24 registered contacts',
      async () => {
        const rows = await db
          .selectFrom('klantcontact')
          .innerJoin('bericht', 'bericht.id', 'klantcontact.bericht_id')
          .select(['bericht.conversatie', 'bericht.volgnummer'])
          .where('bericht.richting', '=', 'in')
          // Made when it was handled: their order is the order of handling.
          .orderBy('klantcontact.id')
          .execute();
        return rows.length >= 24 && rows;
      },
      30_000,
    );
    for (const gesprek of gesprekken) {
      const handled = contacts.filter(({ conversatie }) => conversatie === gesprek);
      expect(handled.map(({ volgnummer }) => volgnummer)).toEqual(
        handled.map(({ volgnummer }) => volgnummer).sort((a, b) => a - b),
      );
      expect(handled).toHaveLength(6);
    }
    await eventually('acknowledgements of all 24', async () => {
      const rows = await db
        .selectFrom('bericht')
        .select('id')
        .where('soort', '=', 'ontvangstbevestiging')
        .execute();
      return rows.length >= 24;
    });
    const verzoeken = await db.selectFrom('verzoek').select(['product']).orderBy('product').execute();
    expect(verzoeken.map(({ product }) => product)).toEqual([
      'algemene-vraag',
      'algemene-vraag',
      'melden-overlast',
      'melden-overlast',
    ]);
    const acknowledged = await db
      .selectFrom('bericht')
      .select('sleutel')
      .where('soort', '=', 'ontvangstbevestiging')
      .execute();
    expect(acknowledged).toHaveLength(24);
    expect(await db.selectFrom('doorgifte').select('id').execute()).toEqual([]);
  } finally {
    await worker.stop();
  }
}, 60_000);
