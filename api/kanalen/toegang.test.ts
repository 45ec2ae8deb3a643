import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeKanaalapp } from '../../registers/kanaalapps/apps.ts';
import { startTestomgeving, type Testomgeving } from './testomgeving.ts';

let omgeving: Testomgeving;

beforeAll(async () => {
  omgeving = await startTestomgeving({ limieten: { perApp: 8, onbekend: 5 } });
});
afterAll(() => omgeving.stop());

const get = (path: string, authorization?: string) => {
  const asked = request(omgeving.url).get(`/kanalen/v1/${path}`);
  return authorization === undefined ? asked : asked.set('Authorization', authorization);
};

test('without the token of an app there is one answer, whatever is wrong, until it is too often', async () => {
  const token = await omgeving.makeApp('app-weg', 'sms');
  await get('processen', `Bearer ${token}`).expect(200);
  expect(await revokeKanaalapp(omgeving.db, 'app-weg')).toBe(true);
  const answers = [
    await get('processen'),
    await get('processen', 'Basic c2NoYWtlbA=='),
    await get('processen', `Bearer ${token}`),
    await get('uitgaand', 'Bearer schakel-demo-sms'),
    await get('bestaat-niet', 'Bearer x'),
  ];
  for (const { status, headers, body } of answers) {
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
    expect({ ...body, instance: '' }).toEqual({ ...answers[0]!.body, instance: '' });
  }
  const { headers } = await get('processen', 'Bearer y').expect(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
});

test('a token is good for its own kanaal only', async () => {
  const token = await omgeving.makeApp('app-sms', 'sms');
  const id = await omgeving.addUitgaand('sociale-media', 'Voor een ander kanaal');
  const bearer = `Bearer ${token}`;
  const post = (path: string, body: object) =>
    request(omgeving.url).post(`/kanalen/v1/${path}`).set('Authorization', bearer).send(body);
  const refused = [
    await post('berichten', { kanaal: 'email', externId: '1' }),
    await get('uitgaand?kanaal=email', bearer),
    await post(`uitgaand/${id}/status`, { status: 'afgeleverd', op: new Date().toISOString() }),
  ];
  for (const { status, body } of refused) {
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'permission_denied', detail: expect.stringContaining('sms') });
  }
  expect((await get('uitgaand', bearer)).body.berichten).toEqual([]);
});

test('an app that asks too often waits, and others do not', async () => {
  const busy = `Bearer ${await omgeving.makeApp('app-druk', 'chat')}`;
  const calm = `Bearer ${await omgeving.makeApp('app-kalm', 'chat')}`;
  for (let n = 0; n < 8; n += 1) await get('processen', busy).expect(200);
  await get('processen', busy)
    .expect(429)
    .expect('Content-Type', /^application\/problem\+json/);
  await get('processen', calm).expect(200);
});
