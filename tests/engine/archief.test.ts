import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Archiefactiviteiten } from '../../activities/contract.ts';
import { type ArchieflijstStart, signalNames, taskQueue, workflowIds } from '../../domein/opdracht.ts';
import { startEngine } from '../support/engine.ts';

/** What the workflow of a list asks of the world, in its order. */
let gevraagd: string[];
let status: string;
let resten: number[];
let wacht: number[];
let voorgesteld: ArchieflijstStart[];
const doe = async <T>(naam: string, antwoord: T): Promise<T> => {
  gevraagd.push(naam);
  return antwoord;
};
const activiteiten: Archiefactiviteiten = {
  stelArchieflijstenVoor: () => doe('voorstel', voorgesteld),
  readArchiefstatus: () => doe('status', { status }),
  voerArchieflijstUit: () => doe('uit', { over: resten.shift() ?? 0 }),
  wisArchiefsporen: () => doe('wis', { wacht: wacht.shift() ?? 0 }),
  closeArchieflijst: () => doe('af', undefined),
};

let engine: Awaited<ReturnType<typeof startEngine>>;
beforeAll(async () => {
  engine = await startEngine(activiteiten);
});
afterAll(() => engine.stop());
beforeEach(() => {
  gevraagd = [];
  status = 'goedgekeurd';
  resten = [];
  wacht = [];
  voorgesteld = [];
});

/**
 * Watches until it is over. Waiting for its result would let time run, at times past a signal that is under way and on
 * to the end of a workflow that waits for a person.
 */
const over = (handle: Pick<WorkflowHandle, 'describe'>): Promise<void> =>
  vi.waitFor(async () => expect((await handle.describe()).status.name).toBe('COMPLETED'), {
    timeout: 20_000,
    interval: 50,
  });

let nummer = 0;
const nieuw = (): ArchieflijstStart => ({
  lijst: `0198a000-0000-7000-8000-${String(++nummer).padStart(12, '0')}`,
  soort: 'vernietigen',
});
const besluit = {
  id: 'x',
  naam: 'archiefbesluit',
  doel: { archieflijst: '', soort: 'vernietigen' },
  verwijzing: {},
};
const start = (lijst: ArchieflijstStart) =>
  engine.env.client.workflow.start('vernietiging', {
    workflowId: workflowIds.archieflijst(lijst),
    taskQueue,
    args: [lijst],
  });

test('a list waits for a person for as long as it takes, then goes on until nothing is left', async () => {
  const handle = await start(nieuw());
  await engine.env.sleep('200 days');
  expect(gevraagd).toEqual([]);
  resten = [1, 1, 0];
  wacht = [2, 0];
  await handle.signal(signalNames.aanleiding, besluit);
  await handle.signal(signalNames.aanleiding, besluit);
  await handle.result();
  expect(gevraagd).toEqual(['status', 'uit', 'uit', 'uit', 'wis', 'wis', 'af']);
});

test('turned down: nothing is done', async () => {
  status = 'afgewezen';
  const handle = await start(nieuw());
  await handle.signal(signalNames.aanleiding, besluit);
  await over(handle);
  expect(gevraagd).toEqual(['status']);
});

test('the nightly proposal starts one workflow per list, also when somebody decided before it got there', async () => {
  const [eerste, tweede] = [nieuw(), nieuw()];
  const vroeg = await start(eerste!);
  voorgesteld = [eerste!, { ...tweede!, soort: 'overdragen' }];
  const { client } = engine.env;
  await client.workflow.start('archiefvoorstel', { workflowId: 'archiefvoorstel', taskQueue, args: [] });
  const later = client.workflow.getHandle(workflowIds.archieflijst({ ...tweede!, soort: 'overdragen' }));
  await vi.waitFor(async () => expect((await later.describe()).type).toBe('overdracht'), {
    timeout: 20_000,
    interval: 50,
  });
  for (const handle of [vroeg, later]) await handle.signal(signalNames.aanleiding, besluit);
  await Promise.all([over(vroeg), over(later)]);
  expect(gevraagd.filter((naam) => naam === 'af')).toHaveLength(2);
});
