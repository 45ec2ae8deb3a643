import { setTimeout as wacht } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Geweigerd, type Regel, type Wijziging } from './regel.ts';
import { tegelijk } from './tegelijk.ts';

const klaagt =
  (naam: string, ms = 0): Regel =>
  async ({ fout }) => {
    await wacht(ms);
    fout(naam, 'invalid', 'Zo niet.');
  };

async function pasToe(...regels: Regel[]): Promise<{ klachten: string[]; geweigerd?: unknown }> {
  const klachten: string[] = [];
  const wijziging = { nieuw: {}, fout: (naam: string) => klachten.push(naam) } as unknown as Wijziging;
  try {
    await tegelijk(...regels)(wijziging);
    return { klachten };
  } catch (geweigerd) {
    return { klachten, geweigerd };
  }
}

test('complaints come in the order of the rules, whichever answers first', async () => {
  expect(await pasToe(klaagt('traag', 30), klaagt('snel'), ({ fout }) => fout('meteen', 'x', 'x'))).toEqual({
    klachten: ['traag', 'snel', 'meteen'],
  });
});

test('of a refusal only what came before it is heard', async () => {
  const weigert: Regel = async () => {
    await wacht(20);
    throw new Geweigerd(403, 'permission_denied', 'Dit mag niet.');
  };
  const { klachten, geweigerd } = await pasToe(klaagt('eerst', 30), weigert, klaagt('daarna'), () => {
    throw new Error('too late to matter');
  });
  expect(klachten).toEqual(['eerst']);
  expect(geweigerd).toBeInstanceOf(Geweigerd);
});

test('all ask before the first has its answer, in their order', async () => {
  const gevraagd: number[] = [];
  let antwoord: () => void = () => undefined;
  const eerste = new Promise<void>((klaar) => {
    antwoord = klaar;
  });
  const vraagt =
    (n: number): Regel =>
    () => {
      gevraagd.push(n);
      if (n === 3) antwoord();
      return eerste;
    };
  await pasToe(vraagt(1), vraagt(2), vraagt(3));
  expect(gevraagd).toEqual([1, 2, 3]);
});
