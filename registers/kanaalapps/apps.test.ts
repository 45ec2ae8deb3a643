import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestomgeving, type Testomgeving } from '../../api/kanalen/testomgeving.ts';
import { createKanaalapp, findByKanaal, findByToken } from './apps.ts';
import { demoApp, seedKanaalapps } from './demo.ts';

let omgeving: Testomgeving;
const nu = new Date('2026-03-01T10:00:00Z');

beforeAll(async () => {
  omgeving = await startTestomgeving();
});
afterAll(() => omgeving.stop());

const develop = { SCHAKEL_EMBEDDED: true, NODE_ENV: 'development' };

test('the table holds nothing that opens the door', async () => {
  const { db, regels } = omgeving;
  const app = await createKanaalapp(
    db,
    regels,
    { naam: 'app-hook', kanaal: 'post', webhookUrl: 'http://localhost:9/hook' },
    nu,
  );
  const row = await db
    .selectFrom('kanaalapp')
    .selectAll()
    .where('naam', '=', 'app-hook')
    .executeTakeFirstOrThrow();
  const stored = JSON.stringify(row);
  expect(app.token.length).toBeGreaterThan(50);
  expect(stored).not.toContain(app.token.slice(15, 40));
  expect(stored).not.toContain(app.webhook!.geheim.slice(10, 30));

  expect(await findByToken(db, regels, app.token)).toMatchObject({ naam: 'app-hook', webhook: app.webhook });
  expect(await findByToken(db, { ...regels, geheim: 'x'.repeat(32) }, app.token)).toBeUndefined();
  expect(await findByToken(db, regels, row.token_zoekwaarde)).toBeUndefined();
});

test('the newest app serves a kanaal, so that a successor takes over', async () => {
  const { db, regels } = omgeving;
  expect(await findByKanaal(db, regels, 'balie')).toBeUndefined();
  await createKanaalapp(db, regels, { naam: 'app-oud', kanaal: 'balie' }, nu);
  await createKanaalapp(db, regels, { naam: 'app-nieuw', kanaal: 'balie' }, new Date(nu.getTime() + 1));
  expect((await findByKanaal(db, regels, 'balie'))?.naam).toBe('app-nieuw');
});

test('a wrong name or webhook is refused, and nothing is stored', async () => {
  const { db } = omgeving;
  const make = (app: { naam: string; webhookUrl?: string }) =>
    createKanaalapp(db, { ...omgeving.regels, ontwikkel: false }, { kanaal: 'sms', ...app }, nu);
  await make({ naam: 'app-een' });
  const before = await db.selectFrom('kanaalapp').selectAll().execute();
  await expect(make({ naam: 'app-een' })).rejects.toThrow('already');
  await expect(make({ naam: 'App Twee' })).rejects.toThrow('naam');
  await expect(make({ naam: 'app-twee', webhookUrl: 'https://169.254.169.254/' })).rejects.toThrow('webhook');
  expect(await db.selectFrom('kanaalapp').selectAll().execute()).toEqual(before);
});

test('the demo app exists on embedded parts only, and survives new secrets', async () => {
  const { db, regels } = omgeving;
  await seedKanaalapps(db, regels, { ...develop, NODE_ENV: 'production' }, nu);
  await seedKanaalapps(db, regels, { ...develop, SCHAKEL_EMBEDDED: false }, nu);
  expect(await findByToken(db, regels, demoApp.token)).toBeUndefined();
  await seedKanaalapps(db, regels, develop, nu);
  await seedKanaalapps(db, regels, develop, nu);
  expect(await findByToken(db, regels, demoApp.token)).toMatchObject({ naam: 'demo-sms', kanaal: 'sms' });
  const renewed = { ...regels, geheim: 'een-nieuw-geheim-van-genoeg-tekens' };
  await seedKanaalapps(db, renewed, develop, nu);
  expect(await findByToken(db, renewed, demoApp.token)).toBeDefined();
  expect(await findByToken(db, regels, demoApp.token)).toBeUndefined();
});

test('npm run kanaalapp makes an app whose token works, shows it without, and ends it', async () => {
  const env = {
    ...process.env,
    DATABASE_URL: omgeving.databaseUrl,
    SCHAKEL_GEHEIM: omgeving.regels.geheim,
    NODE_ENV: 'development',
  };
  const cli = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'platform/kanaalapp.ts', ...args], { env });
  const { stdout } = await cli('maak', '--naam', 'app-cli', '--kanaal', 'sms');
  const token = /Token:\s+(\S+)/.exec(stdout)![1]!;
  const ask = () =>
    request(omgeving.url).get('/kanalen/v1/processen').set('Authorization', `Bearer ${token}`);
  await ask().expect(200);
  const list = (await cli('lijst')).stdout;
  expect(list).toContain('app-cli\tsms\thaalt zelf op');
  expect(list).not.toContain(token);
  await expect(cli('maak', '--naam', 'app-cli', '--kanaal', 'fax')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('kanaal: unknown; known are balie'),
  });
  await cli('verwijder', 'app-cli');
  await ask().expect(401);
});
