import { expect, test } from 'vitest';
import type { Aflevering } from '../../registers/zgw/notificaties/aflevering.ts';
import { bezorgRonde, type Rondewerk } from './ronde.ts';

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
  const geweigerd: number[] = [];
  let bezig = 0;
  let meest = 0;
  const werk: Rondewerk = {
    magDoor: () => true,
    async verzend(aflevering) {
      gestuurd.push(aflevering.id);
      meest = Math.max(meest, ++bezig);
      const fout = await antwoord(aflevering);
      bezig -= 1;
      return fout;
    },
    isAfgeleverd: async (aflevering) => void geboekt.push(aflevering.id),
    isMislukt: async (aflevering) => void geweigerd.push(aflevering.id),
  };
  return { werk, gestuurd, geboekt, geweigerd, meest: () => meest };
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
  expect(await bezorgRonde(batch, werk)).toEqual({ gelukt: 90, stil: false });
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
  expect(await bezorgRonde(batch, werk)).toEqual({ gelukt: 2, stil: false, fout: '400' });
  expect(gestuurd).not.toContain(batch[2]?.id);
  expect(geweigerd).toEqual([batch[0]?.id]);
});

test('who does not answer at all is asked sixteen times, not for every message', async () => {
  const batch = Array.from({ length: 200 }, (_, i) => een(`h${i}`));
  const { werk, gestuurd } = proef(async () => {
    await even();
    return 'ECONNREFUSED';
  });
  expect(await bezorgRonde(batch, werk)).toEqual({ gelukt: 0, stil: true, fout: 'ECONNREFUSED' });
  expect(gestuurd).toHaveLength(16);
});

test('a refusal about one message is no silence', async () => {
  const { werk } = proef(() => '422');
  expect(await bezorgRonde([een('a')], werk)).toEqual({ gelukt: 0, stil: false, fout: '422' });
});

test('nothing new is begun when the time is up', async () => {
  const { werk, gestuurd } = proef(even);
  werk.magDoor = () => gestuurd.length < 3;
  await bezorgRonde([een('a'), een('a'), een('a'), een('a'), een('a')], werk);
  expect(gestuurd).toHaveLength(3);
});
