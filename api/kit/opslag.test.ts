import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { openOpslag } from './opslag.ts';

let database: TestDatabase;
let opslag: ReturnType<typeof openOpslag>;

beforeAll(async () => {
  database = await testDatabase();
  opslag = openOpslag(database.url, 1);
  await opslag.doe(sql`CREATE TABLE regel (naam text UNIQUE)`);
});
afterAll(async () => {
  await opslag.stop();
  await database.close();
});

const schrijf = (naam: string) => sql`INSERT INTO regel VALUES (${naam})`;
const namen = async (): Promise<unknown[]> =>
  (await opslag.alle<{ naam: string }>(sql`SELECT naam FROM regel ORDER BY naam`)).map(({ naam }) => naam);

test('statements that are sent together stand or fall together, and the failure is that of the first', async () => {
  await opslag.transactie((tx) => Promise.all([tx.doe(schrijf('een')), tx.doe(schrijf('twee'))]));
  const dubbel = opslag.transactie((tx) =>
    Promise.all([tx.doe(schrijf('drie')), tx.doe(schrijf('een')), tx.doe(schrijf('vier'))]),
  );
  await expect(dubbel).rejects.toMatchObject({ code: '23505' });
  expect(await namen()).toEqual(['een', 'twee']);
});

test('work that goes on after its transaction has ended writes nothing, in no other transaction either', async () => {
  let laat: Promise<unknown> = Promise.resolve();
  const mislukt = opslag.transactie(async (tx) => {
    laat = (async () => {
      await new Promise((klaar) => setTimeout(klaar, 50));
      return tx.doe(schrijf('te laat'));
    })();
    throw new Error('given up');
  });
  await expect(mislukt).rejects.toThrow('given up');
  await expect(laat).rejects.toThrow('ended');
  expect(await namen()).not.toContain('te laat');
});

test('a failure that the work keeps to itself is no success: nothing was written', async () => {
  const stil = opslag.transactie(async (tx) => {
    await tx.doe(schrijf('vijf'));
    await tx.doe(schrijf('een')).catch(() => undefined);
    return 'done';
  });
  await expect(stil).rejects.toThrow('nothing was written');
  expect(await namen()).not.toContain('vijf');
});
