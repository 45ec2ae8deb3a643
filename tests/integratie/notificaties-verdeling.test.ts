import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verdeel } from '../../registers/zgw/notificaties/verdeling.ts';
import {
  gaatSlapen,
  houdVast,
  isWakker,
  neemTeWekken,
  vindGemist,
} from '../../registers/zgw/notificaties/wekken.ts';
import { type Afnemer, startAfnemer } from '../support/afnemer.ts';
import { type Registers, startRegisters } from '../support/zgw.ts';

const nrc = '/notificaties/api/v1';
let registers: Registers;
let afnemer: Afnemer;
beforeAll(async () => {
  registers = await startRegisters();
  afnemer = await startAfnemer();
}, 60_000);
afterAll(async () => {
  await afnemer.stop();
  await registers.stop();
});

/** A kanaal of its own with one abonnement on it. @returns its uuid */
async function abonneer(): Promise<{ kanaal: string; wie: string }> {
  const { naam } = await registers.alles.maak(`${nrc}/kanaal`, { naam: `k-${randomUUID()}`, filters: [] });
  const { url } = await registers.alles.maak(`${nrc}/abonnement`, {
    callbackUrl: afnemer.url,
    auth: 'Bearer geheim',
    kanalen: [{ naam, filters: {} }],
  });
  return { kanaal: naam, wie: String(url).split('/').at(-1) ?? '' };
}

test('two workers that distribute at once keep the order of a main object', async () => {
  const { kanaal, wie } = await abonneer();
  const { opslag } = registers.omgeving;
  await opslag.doe(sql`
    INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op)
    SELECT ${kanaal}, 'https://zaak.test/' || n % 3, jsonb_build_object('n', n), now() FROM generate_series(1, 300) n`);
  const een = async (): Promise<void> => {
    for (let leeg = 0; leeg < 3; )
      if ((await opslag.transactie((tx) => verdeel(tx, new Date(), 7))) === 0) leeg += 1;
  };
  await Promise.all([een(), een(), een()]);
  const rijen = await opslag.alle<{ id: number; n: number }>(
    sql`DELETE FROM zgw_aflevering WHERE abonnement = ${wie}::uuid RETURNING id, (bericht->>'n')::int AS n`,
  );
  expect(rijen.sort((a, b) => a.id - b.id).map(({ n }) => n)).toEqual(
    Array.from({ length: 300 }, (_, i) => i + 1),
  );
});

test('of two changes at once the wake-up is never lost', async () => {
  const { opslag } = registers.omgeving;
  const { kanaal, wie } = await abonneer();
  const meld = () =>
    opslag.doe(sql`
      INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op) VALUES (${kanaal}, 'https://zaak.test/1', '{}', now())`);
  const moetWekken = async (): Promise<boolean> => (await neemTeWekken(opslag, nu())).includes(wie);
  const nu = (): Date => new Date();
  expect(await moetWekken()).toBe(true);
  await isWakker(opslag, wie, new Date(Date.now() + 30_000));
  await meld();
  await opslag.transactie((tx) => verdeel(tx, nu()));
  // The turn that is under way hears of it by itself.
  expect(await moetWekken()).toBe(false);
  let verdeling: Promise<unknown> = Promise.resolve();
  await opslag.transactie(async (tx) => {
    await houdVast(tx, wie);
    await meld();
    // Distributed while the turn decides that it sleeps: it waits for that, and then wakes.
    verdeling = opslag.transactie((ander) => verdeel(ander, nu()));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await gaatSlapen(tx, wie, null);
  });
  await verdeling;
  expect(await moetWekken()).toBe(true);
  // Signalled and then the worker died: found again.
  expect(await moetWekken()).toBe(false);
  const later = new Date(Date.now() + 15_000);
  await vindGemist(opslag, later);
  expect(await neemTeWekken(opslag, later)).toContain(wie);
  await opslag.doe(sql`DELETE FROM zgw_aflevering`);
});
