import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  isMislukt,
  leesAchterstand,
  leesBeurt,
  leesProef,
} from '../../registers/zgw/notificaties/aflevering.ts';
import { verdeel } from '../../registers/zgw/notificaties/verdeling.ts';
import {
  gaatSlapen,
  houdVast,
  isWakker,
  neemTeWekken,
  vindGemist,
  wek,
} from '../../registers/zgw/notificaties/wekken.ts';
import {
  abonneer,
  maakKanaal,
  metNotificaties,
  nrc,
  registers,
  uuidOf,
} from '../support/notificatieproef.ts';
import { melding } from '../support/notificaties.ts';

metNotificaties();

/** A kanaal of its own with one abonnement on it. @returns its uuid */
async function kanaalMetAbonnement(): Promise<{ kanaal: string; wie: string }> {
  const kanaal = await maakKanaal();
  return { kanaal, wie: uuidOf(await abonneer({ kanalen: [{ naam: kanaal, filters: {} }] })) };
}

test('two workers that distribute at once keep the order of a main object', async () => {
  const { kanaal, wie } = await kanaalMetAbonnement();
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
  const { kanaal, wie } = await kanaalMetAbonnement();
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

/** Puts notifications into the outbox and distributes them. */
async function meld(kanaal: string, hoofden: string[], op = new Date()): Promise<void> {
  const { opslag } = registers.omgeving;
  for (const hoofd of hoofden)
    await opslag.doe(sql`
      INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op) VALUES (${kanaal}, ${hoofd}, '{}', ${op})`);
  await opslag.transactie((tx) => verdeel(tx, op));
}

test('a main object with a name that fits in no index keeps nobody from being told', async () => {
  const { opslag } = registers.omgeving;
  const { kanaal, wie } = await kanaalMetAbonnement();
  const lang = (): string => `https://zaak.test/${randomBytes(4_000).toString('base64url')}`;
  const [een, ander] = [lang(), lang()];
  for (const hoofdObject of [een, ander, een, 'https://zaak.test/kort'])
    await registers.alles.maak(
      `${nrc}/notificaties`,
      melding(kanaal, { hoofdObject, resourceUrl: hoofdObject }),
    );
  await opslag.transactie((tx) => verdeel(tx, new Date()));
  const rijen = await opslag.alle<{ naam: string; hoofd: string }>(
    sql`DELETE FROM zgw_aflevering WHERE abonnement = ${wie}::uuid RETURNING hoofdobject AS naam, bericht->>'hoofdObject' AS hoofd`,
  );
  expect(rijen.map(({ hoofd }) => hoofd)).toEqual([een, ander, een, 'https://zaak.test/kort']);
  // Its order is kept too: what stands for the name is the same for the same name only.
  expect(rijen.map(({ naam }) => rijen.findIndex((rij) => rij.naam === naam))).toEqual([0, 1, 0, 3]);
});

test('a worker whose clock is ahead does not let the next message pass', async () => {
  const { opslag } = registers.omgeving;
  const { kanaal, wie } = await kanaalMetAbonnement();
  const nu = new Date();
  await meld(kanaal, ['https://zaak.test/1'], new Date(nu.getTime() + 2_000));
  await meld(kanaal, ['https://zaak.test/1'], nu);
  const ids = (await leesBeurt(opslag, wie, nu, 10)).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  await opslag.doe(sql`DELETE FROM zgw_aflevering`);
});

test('who changes an abonnement while notifications for it are distributed is not turned away', async () => {
  const { opslag } = registers.omgeving;
  const { kanaal, wie } = await kanaalMetAbonnement();
  await neemTeWekken(opslag, new Date());
  await opslag.doe(sql`
    INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op) VALUES (${kanaal}, 'https://zaak.test/1', '{}', now())`);
  let verdeling: Promise<unknown> = Promise.resolve();
  await opslag.transactie(async (tx) => {
    await tx.een(sql`SELECT 1 FROM abonnement WHERE uuid = ${wie}::uuid FOR UPDATE`);
    verdeling = opslag.transactie((ander) => verdeel(ander, new Date()));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await wek(tx, wie);
  });
  expect(await verdeling).toBe(1);
  await opslag.doe(sql`DELETE FROM zgw_aflevering`);
});

test('a new abonnement gets nothing of before, and everything of after', async () => {
  const { opslag } = registers.omgeving;
  const { kanaal, wie: eerste } = await kanaalMetAbonnement();
  const voeg = (tx: typeof opslag | Parameters<Parameters<typeof opslag.transactie>[0]>[0], n: number) =>
    tx.doe(sql`
      INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op)
      VALUES (${kanaal}, 'https://zaak.test/1', jsonb_build_object('n', ${n}::int), now())`);
  await voeg(opslag, 1);
  let tweede = '';
  await opslag.transactie(async (tx) => {
    // Its number is lower than that of anything later, and it can be seen only after the abonnement.
    await voeg(tx, 2);
    tweede = uuidOf(await abonneer({ kanalen: [{ naam: kanaal, filters: {} }] }));
  });
  await voeg(opslag, 3);
  await opslag.transactie((tx) => verdeel(tx, new Date()));
  const rijen = await opslag.alle<{ abonnement: string; n: number }>(
    sql`SELECT abonnement, (bericht->>'n')::int AS n FROM zgw_aflevering ORDER BY id`,
  );
  await opslag.doe(sql`DELETE FROM zgw_aflevering`);
  const van = (wie: string): number[] => rijen.filter((rij) => rij.abonnement === wie).map(({ n }) => n);
  expect(van(eerste)).toEqual([1, 2, 3]);
  expect(van(tweede)).toEqual([2, 3]);
});

test('nobody there is no refusal: a message waits for days, and is laid aside only by real refusals', async () => {
  const { opslag } = registers.omgeving;
  const { kanaal, wie } = await kanaalMetAbonnement();
  await meld(kanaal, ['https://zaak.test/1', 'https://zaak.test/2']);
  const proef = async () => (await leesProef(opslag, wie))[0]!;
  const eerste = await proef();
  // One that was never tried is asked first: the one that was may be the trouble itself.
  await isMislukt(opslag, eerste, 'ECONNREFUSED', false, new Date(Date.now() - 60_000));
  expect((await proef()).hoofdobject).toBe('https://zaak.test/2');
  await isMislukt(opslag, await proef(), 'ECONNREFUSED', false, new Date());
  for (let i = 0; i < 100; i++) await isMislukt(opslag, await proef(), 'ECONNREFUSED', false, new Date());
  expect(await leesAchterstand(opslag, wie)).toMatchObject({ wachtend: 2, geweigerd: 2, opgegeven: 0 });
  for (let i = 0; i < 19; i++) {
    const [een] = await leesBeurt(opslag, wie, new Date(Date.now() + 86_400_000), 1);
    await isMislukt(opslag, een!, '400', true, new Date());
  }
  expect(await leesAchterstand(opslag, wie)).toMatchObject({ wachtend: 1, opgegeven: 1, fout: '400' });
  await opslag.doe(sql`DELETE FROM zgw_aflevering`);
});
