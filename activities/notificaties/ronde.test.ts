import { expect, test } from 'vitest';
import type { Aflevering } from '../../registers/zgw/notificaties/aflevering.ts';
import { type Rondewerk, startRonde } from './ronde.ts';

let id = 0;
const een = (hoofdobject: string): Aflevering => ({
  id: ++id,
  hoofdobject,
  soort: 'notificatie',
  bericht_id: `b${id}`,
  bericht: {},
  pogingen: 0,
});

/** Writes down what is sent and kept; answers as it is told. */
function proef(antwoord: (een: Aflevering) => string | undefined | Promise<string | undefined>) {
  const gestuurd: number[] = [];
  const geboekt: number[] = [];
  const geweigerd: [number, boolean][] = [];
  let bezig = 0;
  let meest = 0;
  const werk: Rondewerk = {
    magDoor: async () => true,
    async verzend(aflevering) {
      gestuurd.push(aflevering.id);
      meest = Math.max(meest, ++bezig);
      const fout = await antwoord(aflevering);
      bezig -= 1;
      return fout;
    },
    isAfgeleverd: async (aflevering) => void geboekt.push(aflevering.id),
    isMislukt: async (aflevering, _fout, telt) => void geweigerd.push([aflevering.id, telt]),
  };
  return { werk, gestuurd, geboekt, geweigerd, meest: () => meest };
}
/** Delivers until nothing is on its way. */
async function bezorg(batch: readonly Aflevering[], werk: Rondewerk) {
  const ronde = startRonde(werk);
  ronde.neem(batch);
  await ronde.af();
  return { stil: ronde.stil(), fout: ronde.fout() };
}
const even = (): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), 2));

test('main objects side by side, at most sixteen; of each the next one after the one before is booked', async () => {
  const batch = Array.from({ length: 90 }, (_, i) => een(`h${i % 30}`));
  const { werk, gestuurd, geboekt, meest } = proef(even);
  const boek = werk.isAfgeleverd;
  const open = new Set<string>();
  const verzend = werk.verzend;
  werk.verzend = (aflevering) => {
    expect(open.has(aflevering.hoofdobject)).toBe(false);
    open.add(aflevering.hoofdobject);
    return verzend(aflevering);
  };
  werk.isAfgeleverd = async (aflevering) => {
    await boek(aflevering);
    open.delete(aflevering.hoofdobject);
  };
  expect(await bezorg(batch, werk)).toEqual({ stil: false, fout: undefined });
  expect(meest()).toBe(16);
  expect(new Set(geboekt).size).toBe(90);
  for (let i = 0; i < 30; i++) {
    const eigen = batch
      .filter(({ hoofdobject }) => hoofdobject === `h${i}`)
      .map((aflevering) => aflevering.id);
    expect(gestuurd.filter((nummer) => eigen.includes(nummer))).toEqual(eigen);
  }
});

test('a refused message holds up its own main object only', async () => {
  const batch = [een('a'), een('b'), een('a'), een('b')];
  const { werk, gestuurd, geweigerd } = proef((aflevering) => (aflevering === batch[0] ? '400' : undefined));
  expect(await bezorg(batch, werk)).toEqual({ stil: false, fout: '400' });
  expect(gestuurd).not.toContain(batch[2]?.id);
  expect(geweigerd).toEqual([[batch[0]?.id, true]]);
  expect(gestuurd).toHaveLength(3);
});

test('who does not answer at all is asked sixteen times, not for every message', async () => {
  const batch = Array.from({ length: 200 }, (_, i) => een(`h${i}`));
  const { werk, gestuurd, geweigerd } = proef(async () => {
    await even();
    return 'ECONNREFUSED';
  });
  expect(await bezorg(batch, werk)).toEqual({ stil: true, fout: 'ECONNREFUSED' });
  expect(gestuurd).toHaveLength(16);
  // Of none of them it is said that it was refused.
  expect(geweigerd.map(([, telt]) => telt)).toEqual(Array(16).fill(false));
});

test('who stops answering half-way is asked sixteen times more, and then no more', async () => {
  const batch = Array.from({ length: 200 }, (_, i) => een(`h${i}`));
  const { werk, gestuurd } = proef(async ({ id }) => {
    await even();
    return id < (batch[40]?.id ?? 0) ? undefined : '503';
  });
  expect(await bezorg(batch, werk)).toEqual({ stil: true, fout: '503' });
  expect(gestuurd.length).toBeGreaterThanOrEqual(40 + 16);
  expect(gestuurd.length).toBeLessThanOrEqual(40 + 32);
});

test('a refusal about one message is no silence, and silence about one counts when others arrive', async () => {
  const { werk } = proef(() => '422');
  expect(await bezorg([een('a')], werk)).toEqual({ stil: false, fout: '422' });
  const [goed, hangt] = [een('a'), een('b')];
  const twee = proef(async (aflevering) => {
    await (aflevering === hangt ? new Promise((resolve) => setTimeout(resolve, 20)) : even());
    return aflevering === hangt ? 'TimeoutError' : undefined;
  });
  expect(await bezorg([goed, hangt], twee.werk)).toEqual({ stil: false, fout: 'TimeoutError' });
  expect(twee.geweigerd).toEqual([[hangt.id, true]]);
});

test('one that hangs keeps its place and its main object, and nothing else', async () => {
  const hangt = een('h');
  let los: (fout: undefined) => void = () => undefined;
  const { werk, gestuurd } = proef((aflevering) =>
    aflevering === hangt ? new Promise((resolve) => (los = resolve)) : even(),
  );
  const ronde = startRonde(werk);
  ronde.neem([hangt, een('a')]);
  for (let i = 0; i < 3; i++) {
    await ronde.ruimte();
    ronde.neem([een(`b${i}`), een(`c${i}`)]);
  }
  await ronde.ruimte();
  while (ronde.bezig().length > 1) await ronde.klaar();
  expect(gestuurd).toHaveLength(8);
  expect([ronde.bezig(), ronde.onderweg(), ronde.beantwoord()]).toEqual([['h'], [hangt], true]);
  los(undefined);
  await ronde.af();
  expect([ronde.bezig(), ronde.onderweg()]).toEqual([[], []]);
});

test('nothing new is begun when the time is up', async () => {
  const { werk, gestuurd } = proef(even);
  werk.magDoor = async () => gestuurd.length < 3;
  await bezorg([een('a'), een('a'), een('a'), een('a'), een('a')], werk);
  expect(gestuurd).toHaveLength(3);
});

test('what cannot be booked ends the round', async () => {
  const { werk } = proef(even);
  werk.isAfgeleverd = () => Promise.reject(new Error('no database'));
  await expect(bezorg([een('a'), een('b')], werk)).rejects.toThrow('no database');
});
