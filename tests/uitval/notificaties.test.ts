import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Afnemer, startAfnemer } from '../support/afnemer.ts';
import { type Nrc, openNrc } from '../support/notificaties.ts';
import { eventually, type Systeem, startSysteem } from '../support/systeem.ts';

let systeem: Systeem;
let nrc: Nrc;
let afnemer: Afnemer;
let kind: ChildProcess | undefined;
beforeAll(async () => {
  systeem = await startSysteem({}, { worker: false });
  nrc = await openNrc(systeem.url);
  // Slow enough that there is always something on its way.
  afnemer = await startAfnemer(() => new Promise((resolve) => setTimeout(() => resolve(204), 60)));
}, 60_000);
afterAll(async () => {
  await stopKind('SIGTERM');
  await afnemer.stop();
  await systeem.stop();
});

/** A worker in a process of its own, which can be killed. */
async function startKind(): Promise<void> {
  kind = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    env: { ...process.env, ...systeem.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    kind?.once('message', () => resolve());
    kind?.once('exit', () => reject(new Error('The worker ended.')));
  });
}

async function stopKind(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const oud = kind;
  kind = undefined;
  if (!oud || oud.exitCode !== null) return;
  const weg = new Promise((resolve) => oud.once('exit', resolve));
  oud.kill(signal);
  await weg;
}

test('a worker that is killed in the middle loses nothing, and keeps the order; only what was on its way comes twice', {
  timeout: 120_000,
}, async () => {
  const kanaal = await nrc.maakKanaal();
  await nrc.abonneer(afnemer.url, { kanalen: [{ naam: kanaal, filters: {} }] });
  const zaken = Array.from({ length: 24 }, (_, i) => `https://zaak.test/${i}`);
  const acties = ['1', '2', '3', '4', '5'];
  for (const actie of acties) await Promise.all(zaken.map((zaak) => nrc.meld(kanaal, zaak, { actie })));
  await startKind();
  await eventually('half of it', async () => afnemer.ontvangen.length >= 40, 30_000);
  await stopKind('SIGKILL');
  const bijDood = afnemer.ontvangen.length;
  expect(bijDood).toBeLessThan(110);
  await startKind();
  await eventually(
    'everything',
    async () => (await systeem.ask('SELECT 1 FROM zgw_aflevering')).length === 0,
    60_000,
  );
  for (const zaak of zaken) {
    const eigen = afnemer.ontvangen.filter(({ bericht }) => bericht.hoofdObject === zaak);
    const eerste = eigen.filter(
      (een, i) => eigen.findIndex((ander) => ander.bericht.actie === een.bericht.actie) === i,
    );
    expect(
      eerste.map(({ bericht }) => bericht.actie),
      zaak,
    ).toEqual(acties);
  }
  const sleutels = afnemer.ontvangen.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(sleutels).size).toBe(120);
  // Sixteen were on their way at most.
  expect(sleutels.length).toBeLessThanOrEqual(136);
});
