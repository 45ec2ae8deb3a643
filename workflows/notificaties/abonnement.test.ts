import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Notificatieactiviteiten } from '../../activities/contract.ts';
import type { Beurtuitslag, Bezorgstand } from '../../domein/bezorging.ts';
import { type AbonnementStart, notificatieQueue, taskQueue } from '../../domein/opdracht.ts';
import { startEngine } from '../../tests/support/engine.ts';

/** Each turn's outcome, by what the test wants; and what the workflow did, with the time since the start of the test. */
type Beurt = Parameters<Notificatieactiviteiten['bezorgNotificaties']>[0];
let uitslag: (beurt: Beurt, nummer: number) => Beurtuitslag;
let beurten: (Beurt & { op: number })[] = [];
let meldingen: { opgegeven: number; op: number }[] = [];
let opnieuw: (number | undefined)[] = [];

const leeg: Beurtuitslag = { stand: 'leeg', wachtend: 0, geweigerd: 0, opgegeven: 0 };
const stil: Beurtuitslag = { stand: 'stil', wachtend: 5, geweigerd: 1, opgegeven: 0, fout: 'ECONNREFUSED' };
const weg: Beurtuitslag = { ...leeg, stand: 'weg' };

let env: TestWorkflowEnvironment;
let stop: () => Promise<void>;
beforeAll(async () => {
  const engine = await startEngine({});
  env = engine.env;
  const activities: Notificatieactiviteiten = {
    async bezorgNotificaties(beurt) {
      beurten.push({ ...beurt, op: await env.currentTimeMs() });
      return uitslag(beurt, beurten.length);
    },
    async stuurOpgegevenOpnieuw({ aflevering }) {
      opnieuw.push(aflevering);
    },
    async meldVast({ opgegeven }) {
      meldingen.push({ opgegeven, op: await env.currentTimeMs() });
    },
  };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: notificatieQueue(taskQueue),
    activities,
  });
  const running = worker.run();
  stop = async () => {
    worker.shutdown();
    await running;
    await engine.stop();
  };
}, 60_000);
afterAll(() => stop());
beforeEach(() => {
  beurten = [];
  meldingen = [];
  opnieuw = [];
});

let nummer = 0;
const begin = () => {
  const start: AbonnementStart = { abonnement: `a${++nummer}` };
  return env.client.workflow.start('abonnement', {
    workflowId: `abonnement:${start.abonnement}`,
    taskQueue,
    args: [start],
  });
};
const einde = async (handle: Awaited<ReturnType<typeof begin>>): Promise<void> => {
  uitslag = () => weg;
  await handle.signal('werk');
  await handle.result();
};

test('who never answers is tried less and less often, once a minute at most, one message at a time', async () => {
  uitslag = (_, nummer) => (nummer > 12 ? weg : stil);
  await (await begin()).result();
  expect(beurten.map(({ proef }) => proef)).toEqual([false, ...Array(12).fill(true)]);
  const pauzes = beurten.slice(1).map(({ op }, i) => Math.round((op - (beurten[i]?.op ?? 0)) / 1_000));
  expect(pauzes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]);
});

test('the operator is told once, within the minute after something began to stick', async () => {
  uitslag = (_, nummer) => (nummer > 12 ? weg : stil);
  await (await begin()).result();
  expect(meldingen).toHaveLength(1);
  const na = ((meldingen[0]?.op ?? 0) - (beurten[0]?.op ?? 0)) / 1_000;
  expect(na).toBeGreaterThanOrEqual(29);
  expect(na).toBeLessThan(60);
});

test('what recovers in time is not told', async () => {
  uitslag = (_, nummer) => (nummer <= 3 ? stil : leeg);
  const handle = await begin();
  await env.sleep('5 minutes');
  expect(await handle.query<Bezorgstand>('stand')).toEqual({
    mislukt: 0,
    gemeld: false,
    wachtend: 0,
    opgegeven: 0,
  });
  expect(meldingen).toEqual([]);
  await einde(handle);
});

test('a message that is laid aside is told at once, and again when another one is', async () => {
  const opgegeven = (aantal: number): Beurtuitslag => ({ ...leeg, opgegeven: aantal, fout: '400' });
  uitslag = (_, nummer) => opgegeven(nummer >= 3 ? 2 : 1);
  const handle = await begin();
  await env.sleep('1 second');
  expect(meldingen.map((een) => een.opgegeven)).toEqual([1]);
  expect((meldingen[0]?.op ?? 0) - (beurten[0]?.op ?? 0)).toBeLessThan(1_000);
  for (let i = 0; i < 2; i++) {
    await handle.signal('werk');
    await env.sleep('1 minute');
  }
  expect(meldingen.map((een) => een.opgegeven)).toEqual([1, 2]);
  await einde(handle);
});

test('an operator who sends again breaks the rest, and names one message or all', async () => {
  uitslag = () => ({ ...stil, opgegeven: 1 });
  const handle = await begin();
  await env.sleep('10 minutes');
  const voor = beurten.length;
  await handle.signal('opnieuw', 7);
  await handle.signal('opnieuw');
  await env.sleep('1 second');
  expect(opnieuw).toEqual([7, undefined]);
  expect(beurten.length).toBeGreaterThan(voor);
  await einde(handle);
});

test('a month without notifications adds not one event', async () => {
  uitslag = () => leeg;
  const handle = await begin();
  await env.sleep('1 minute');
  const { historyLength } = await handle.describe();
  await env.sleep('30 days');
  expect((await handle.describe()).historyLength).toBe(historyLength);
  expect(beurten).toHaveLength(1);
  await einde(handle);
});

test('a long life is cut into runs, and the stand goes along', { timeout: 60_000 }, async () => {
  uitslag = (_, nummer) =>
    nummer > 150 ? weg : { ...leeg, stand: 'verder', wachtend: 1, opgegeven: 4, fout: '400' };
  const handle = await begin();
  const { runId } = await handle.describe();
  await handle.result();
  const slot = await env.client.workflow.getHandle(handle.workflowId).describe();
  expect(slot.runId).not.toBe(runId);
  expect(slot.historyLength).toBeLessThan(1_000);
  expect(beurten).toHaveLength(151);
  // Told once, also while there is always more to do; a stand that got lost would tell it in each run.
  expect(meldingen.map((een) => een.opgegeven)).toEqual([4]);
});
