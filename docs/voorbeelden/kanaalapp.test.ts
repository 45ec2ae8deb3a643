import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestomgeving, type Testomgeving } from '../../api/kanalen/testomgeving.ts';
import { demoApp, seedKanaalapps } from '../../registers/kanaalapps/demo.ts';

let omgeving: Testomgeving;
let app: ChildProcess;
const lines: { naar: string; tekst: string }[] = [];
const errors: string[] = [];

async function until<T>(find: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < 100; n += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not happen. The app said: ${errors.join('\n')}`);
}

beforeAll(async () => {
  omgeving = await startTestomgeving();
  const develop = { SCHAKEL_EMBEDDED: true, NODE_ENV: 'development' };
  await seedKanaalapps(omgeving.db, omgeving.regels, develop, new Date());
  // As docs/kanaalbouwer.md has it: plain Node, no packages, the demo token by default.
  app = spawn(process.execPath, [path.join(import.meta.dirname, 'kanaalapp.mjs')], {
    env: { SCHAKEL_URL: omgeving.url },
  });
  createInterface({ input: app.stdout! }).on('line', (line) => lines.push(JSON.parse(line)));
  app.stderr!.on('data', (chunk) => errors.push(String(chunk)));
});
afterAll(async () => {
  const ended = new Promise((resolve) => app.once('exit', resolve));
  app.kill();
  await ended;
  await omgeving.stop();
});

test('the example app brings an SMS in, and says the number back', async () => {
  app.stdin!.write('0612345678 Er ligt een bank op straat.\n');
  const said = await until(() => lines.find(({ naar }) => naar === '0612345678'));
  const row = await until(() =>
    omgeving.db.selectFrom('bericht').selectAll().where('richting', '=', 'in').executeTakeFirst(),
  );
  expect(row).toMatchObject({
    kanaal: demoApp.kanaal,
    conversatie: '0612345678',
    inhoud: { tekst: 'Er ligt een bank op straat.' },
    afzender: { adressen: [{ soort: 'telefoonnummer', waarde: '0612345678' }] },
  });
  expect(said.tekst).toContain(row.kenmerk);
});

test('it delivers what waits, in order, each once, and proves it', async () => {
  const ids: string[] = [];
  for (const tekst of ['een', 'twee', 'drie']) ids.push(await omgeving.addUitgaand('sms', tekst));
  await until(async () => {
    const open = await omgeving.db
      .selectFrom('bericht')
      .select('id')
      .where('status', '=', 'onderweg')
      .execute();
    return open.length === 0 || undefined;
  });
  expect(lines.map(({ tekst }) => tekst).filter((tekst) => !tekst.startsWith('Wij'))).toEqual([
    'een',
    'twee',
    'drie',
  ]);
  expect(omgeving.gemeld.map(({ berichtId, status }) => [berichtId, status])).toEqual(
    ids.map((id) => [id, 'afgeleverd']),
  );
  expect(errors).toEqual([]);
});
