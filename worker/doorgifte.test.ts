import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGesprek } from '../activities/gesprek.ts';
import type { Omgeving } from '../activities/omgeving.ts';
import type { InkomendBericht } from '../domein/bericht.ts';
import { loadProcessen } from '../platform/processen.ts';
import { acceptBericht } from '../registers/aanname/bericht.ts';
import { type TestDatabase, testDatabase } from '../tests/support/database.ts';
import { type Doorgever, passOne } from './doorgifte.ts';

let database: TestDatabase;
let doorgever: Doorgever;
let omgeving: Omgeving;
/** What Temporal was told: the workflow, and the message with which it would start. */
const signals: { workflowId: string; volgnummer: number; opened?: string }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const processen = await loadProcessen();
  const nu = (): Date => new Date();
  const signalWithStart = async (
    _type: string,
    { workflowId, args, signalArgs }: { workflowId: string; args: unknown[]; signalArgs: unknown[] },
  ) => {
    const { berichtId: opened } = args[0] as { berichtId?: string };
    const { volgnummer } = signalArgs[0] as { volgnummer: number };
    signals.push({ workflowId, volgnummer, ...(opened ? { opened } : {}) });
  };
  const client = { workflow: { signalWithStart } } as unknown as Client;
  doorgever = { db: database.db, client, taskQueue: 'test', processen, nu };
  omgeving = { db: database.db, processen, bronorganisatie: '002564440', nu } as unknown as Omgeving;
});
afterAll(() => database.close());

/** One mail of a thread, accepted as the mail channel does. */
function mail(draad: string, nummer: number, fields: Partial<InkomendBericht> = {}) {
  return accept({
    kanaal: 'email',
    externId: `<${draad}-${nummer}@klant.test>`,
    conversatie: draad,
    bedoeling: 'bericht',
    afzender: { adressen: [{ soort: 'email', waarde: `${draad}@klant.test` }] },
    onderwerp: 'Overlast in onze straat',
    inhoud: { tekst: `Mail ${nummer}` },
    bewezen: [],
    genoemd: [],
    bijlagen: [],
    automatisch: false,
    ontvangenOp: new Date().toISOString(),
    ...fields,
  });
}

function accept(bericht: InkomendBericht) {
  return acceptBericht(
    database.db,
    { processen: doorgever.processen, bronorganisatie: '002564440' } as Parameters<typeof acceptBericht>[1],
    bericht,
  );
}

const open = (bericht: { interactieId: string; berichtId: string }) =>
  createGesprek(omgeving).openVerzoek({ ...bericht, product: 'melden-overlast', uitUitvraag: false });

it('the mail that opened a verzoek reaches it before one that came in meanwhile', async () => {
  signals.length = 0;
  const first = await mail('haast', 1);
  await passOne(doorgever);
  const second = await mail('haast', 2);
  const { kenmerk } = await open(first);
  while (await passOne(doorgever));
  expect(signals).toEqual([
    { workflowId: `interactie:${first.kenmerk}`, volgnummer: 1 },
    { workflowId: `verzoek:${kenmerk}`, volgnummer: 1, opened: first.berichtId },
    { workflowId: `verzoek:${kenmerk}`, volgnummer: 2, opened: second.berichtId },
  ]);
});

it('two mails of one thread that waited together lead to one verzoek', async () => {
  signals.length = 0;
  const [first, second] = [await mail('samen', 1), await mail('samen', 2)];
  while (await passOne(doorgever));
  expect(signals.map(({ workflowId }) => workflowId)).toEqual(Array(2).fill(`interactie:${first.kenmerk}`));
  const { kenmerk } = await open(first);
  expect(await open(second)).toEqual({ kenmerk });
  // The activity runs again after a crash.
  expect(await open(second)).toEqual({ kenmerk });
  while (await passOne(doorgever));
  const passed = signals.slice(2).map(({ workflowId, volgnummer }) => `${workflowId} ${volgnummer}`);
  expect(passed.slice(0, 2)).toEqual([`verzoek:${kenmerk} 1`, `verzoek:${kenmerk} 2`]);
});

it('a letter that waited does not end up with what was asked after it', async () => {
  signals.length = 0;
  const first = await mail('later', 1);
  const gegevens = {
    soort: 'afval',
    gevaarlijk: false,
    locatie: { omschrijving: 'Kerkstraat 12' },
    toelichting: 'Er ligt afval',
  };
  const asked = await mail('later', 2, { product: 'melden-overlast', inhoud: { gegevens } });
  while (await passOne(doorgever));
  expect(signals).toEqual([
    { workflowId: `interactie:${first.kenmerk}`, volgnummer: 1 },
    { workflowId: `verzoek:${asked.kenmerk}`, volgnummer: 2, opened: asked.berichtId },
  ]);
  const { kenmerk } = await open(first);
  expect(kenmerk).not.toBe(asked.kenmerk);
});
