import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOpslag } from '../../api/kit/opslag.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import type { Vraagbaak } from '../kader/vraagbaak.ts';
import { type Lezing, openLeeslog } from './lezingen.ts';

let database: TestDatabase;
let opslag: ReturnType<typeof openOpslag>;

beforeAll(async () => {
  database = await testDatabase();
  opslag = openOpslag(database.url, 2);
});
afterAll(async () => {
  await opslag.stop();
  await database.close();
});

const lezing = (aanleiding: string): Lezing => ({
  actor: 'app:kiss',
  activiteit: 'register-raadplegen@1',
  aanleiding,
  betrokkenen: [randomUUID(), randomUUID()],
  gegevens: 'rol',
});

/** Counts the statements that reach the database. */
function geteld(bron: Vraagbaak): { bron: Vraagbaak; aantal(): number } {
  let aantal = 0;
  return {
    aantal: () => aantal,
    bron: {
      ...bron,
      doe: (query) => {
        aantal += 1;
        return bron.doe(query);
      },
    },
  };
}

test('two hundred reads at once are all logged, each before it is answered, in a few statements', async () => {
  const { bron, aantal } = geteld(opslag);
  const log = openLeeslog(bron);
  const lezingen = Array.from({ length: 200 }, (_leeg, n) => lezing(`verzoek-${n}`));
  const bij = lezingen.map(async (een) => {
    await log(een);
    const rij = await database.db
      .selectFrom('verwerking')
      .selectAll()
      .where('aanleiding', '=', een.aanleiding)
      .executeTakeFirst();
    expect(rij).toMatchObject({ ...een });
  });
  await Promise.all(bij);
  expect(aantal()).toBeLessThan(10);
});

test('when the log cannot be written the read fails, and the next one is logged again', async () => {
  let kapot = true;
  const log = openLeeslog({
    ...opslag,
    doe: (query) => (kapot ? Promise.reject(new Error('no database')) : opslag.doe(query)),
  });
  const samen = await Promise.allSettled([log(lezing('kapot-1')), log(lezing('kapot-2'))]);
  expect(samen.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  kapot = false;
  await log(lezing('heel'));
  const rijen = await database.db
    .selectFrom('verwerking')
    .select('aanleiding')
    .where('aanleiding', 'in', ['kapot-1', 'kapot-2', 'heel'])
    .execute();
  expect(rijen).toEqual([{ aanleiding: 'heel' }]);
});
