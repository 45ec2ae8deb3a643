import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BerichtSignaal } from '../domein/opdracht.ts';
import { type Db, openDatabase } from '../platform/database.ts';
import { createLogger } from '../platform/logging.ts';
import { loadProcessen } from '../platform/processen.ts';
import { acceptAanleiding } from '../registers/aanname/aanleiding.ts';
import { acceptBericht } from '../registers/aanname/bericht.ts';
import { type TestDatabase, testDatabase } from '../tests/support/database.ts';
import { type Doorgever, Doorgiftefout, passOne, postpone } from './doorgifte.ts';
import { startRelay } from './relay.ts';

const processen = await loadProcessen();
let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await testDatabase();
  db = database.db;
});
afterEach(() => database.close());

interface Call {
  workflowId: string;
  type: string;
  volgnummer: number;
}

/** Writes down what Temporal is asked. @param hear what happens meanwhile; throwing is an answer too */
function recorder(hear: (call: Call) => Promise<void> = async () => undefined) {
  const calls: Call[] = [];
  const client = {
    workflow: {
      async signalWithStart(type: string, options: { workflowId: string; signalArgs: [BerichtSignaal] }) {
        const call = { workflowId: options.workflowId, type, volgnummer: options.signalArgs[0].volgnummer };
        calls.push(call);
        await hear(call);
      },
    },
  };
  return { calls, client: client as unknown as Client };
}

const doorgeverOf = (client: Client, over: Partial<Doorgever> = {}): Doorgever => ({
  db,
  client,
  taskQueue: 'proef',
  processen,
  nu: () => new Date(),
  ...over,
});

let teller = 0;
const accept = (conversatie: string, over: object = {}) =>
  acceptBericht(
    db,
    { processen, bronorganisatie: '002564440' },
    {
      kanaal: 'email',
      externId: `${++teller}`,
      conversatie,
      afzender: { adressen: [] },
      inhoud: { tekst: 'Hallo' },
      bedoeling: 'bericht',
      bewezen: [],
      genoemd: [],
      bijlagen: [],
      automatisch: false,
      ontvangenOp: '2026-11-23T12:00:00Z',
      ...over,
    },
  );
const waiting = async (): Promise<number> => (await db.selectFrom('doorgifte').select('id').execute()).length;
async function passAll(doorgever: Doorgever): Promise<void> {
  while (await passOne(doorgever));
}

test('two relays at once keep the order of every stroom, and pass each item once', {
  timeout: 15_000,
}, async () => {
  const strooms = ['a', 'b', 'c', 'd', 'e'];
  for (let round = 0; round < 8; round++) await Promise.all(strooms.map((naam) => accept(naam)));
  let busy = 0;
  let most = 0;
  const { calls, client } = recorder(async () => {
    most = Math.max(most, ++busy);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
    busy -= 1;
  });
  const other = openDatabase(database.url, 10);
  const log = createLogger('test', 'silent');
  const relays = [db, other].map((own) => startRelay(doorgeverOf(client, { db: own }), database.url, log));
  await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
  await Promise.all(relays.map((relay) => relay.stop()));
  await other.destroy();
  expect(most).toBeGreaterThan(1);
  const heard = new Map<string, number[]>();
  for (const { workflowId, volgnummer } of calls)
    heard.set(workflowId, [...(heard.get(workflowId) ?? []), volgnummer]);
  expect(heard.size).toBe(5);
  for (const [workflowId, own] of heard) expect(own, workflowId).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('one poisoned item holds up its own stroom only, and waits longer each time', async () => {
  const [ill] = [await accept('ziek'), await accept('ziek'), await accept('gezond'), await accept('gezond')];
  let poisoned = true;
  const { calls, client } = recorder(async ({ workflowId }) => {
    if (poisoned && workflowId.endsWith(ill!.kenmerk)) throw new Error('poison');
  });
  const klok = { nu: new Date(Date.now() + 60_000) };
  const doorgever = doorgeverOf(client, { nu: () => klok.nu });
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 8; attempt++) {
    const error = (await passAll(doorgever).catch((caught: unknown) => caught)) as Doorgiftefout;
    expect(error).toBeInstanceOf(Doorgiftefout);
    expect(await postpone(doorgever, error.id)).toBe(attempt);
    await passAll(doorgever);
    const { niet_voor } = await db
      .selectFrom('doorgifte')
      .select('niet_voor')
      .where('id', '=', error.id)
      .executeTakeFirstOrThrow();
    pauses.push(niet_voor.getTime() - klok.nu.getTime());
    klok.nu = niet_voor;
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  expect(
    calls.filter(({ workflowId }) => !workflowId.endsWith(ill!.kenmerk)).map((call) => call.volgnummer),
  ).toEqual([1, 2]);
  expect(
    calls
      .filter(({ workflowId }) => workflowId.endsWith(ill!.kenmerk))
      .every((call) => call.volgnummer === 1),
  ).toBe(true);
  poisoned = false;
  await passAll(doorgever);
  expect(calls.slice(-2).map(({ volgnummer }) => volgnummer)).toEqual([1, 2]);
  expect(await waiting()).toBe(0);
});

test('a crash after the signal repeats the signal, so that none is lost', async () => {
  const { kenmerk } = await accept('gesprek');
  let crashes = 1;
  const { calls, client } = recorder(async () => {
    if (crashes-- > 0)
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'idle in transaction'`.execute(db);
  });
  const doorgever = doorgeverOf(client);
  await expect(passOne(doorgever)).rejects.toThrow();
  expect(await waiting()).toBe(1);
  await passAll(doorgever);
  const once = { workflowId: `interactie:${kenmerk}`, type: 'interactie', volgnummer: 1 };
  expect(calls).toEqual([once, once]);
  expect(await waiting()).toBe(0);
});

describe('where an item goes', () => {
  test('a message with a product to its verzoek; ids hold a number only', async () => {
    const { kenmerk } = await accept('formulier', { product: 'melden-overlast' });
    const { calls, client } = recorder();
    await passAll(doorgeverOf(client));
    expect(calls).toEqual([{ workflowId: `verzoek:${kenmerk}`, type: 'meldenOverlast', volgnummer: 1 }]);
  });

  test('an open verzoek whose run was ended by hand goes on in a next round', async () => {
    const { kenmerk } = await accept('formulier', { product: 'melden-overlast' });
    const { calls, client } = recorder(async ({ workflowId, type }) => {
      if (workflowId === `verzoek:${kenmerk}`)
        throw new WorkflowExecutionAlreadyStartedError('over', workflowId, type);
    });
    await passAll(doorgeverOf(client));
    expect(calls.map(({ workflowId }) => workflowId)).toEqual([`verzoek:${kenmerk}`, `verzoek:${kenmerk}:2`]);
    expect(await db.selectFrom('verzoek').select('ronde').executeTakeFirst()).toEqual({ ronde: 2 });
  });

  test('what a machine sent about nothing wakes nobody', async () => {
    await accept('robot', { automatisch: true });
    const { calls, client } = recorder();
    await passAll(doorgeverOf(client));
    expect(calls).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  test('an aanleiding takes its place behind the messages before it', async () => {
    const { interactieId, berichtId } = await accept('gesprek');
    await db.transaction().execute((trx) =>
      acceptAanleiding(trx, {
        stroom: interactieId,
        doel: { bericht: berichtId },
        naam: 'aflevering',
        verwijzing: {},
      }),
    );
    await accept('gesprek');
    const { calls, client } = recorder();
    await passAll(doorgeverOf(client));
    expect(calls.map(({ type }) => type)).toEqual(['interactie', 'bericht', 'interactie']);
  });
});
