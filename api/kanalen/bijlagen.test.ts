import { randomBytes } from 'node:crypto';
import { request as rawRequest } from 'node:http';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestomgeving, type Testomgeving } from './testomgeving.ts';
import { parseName } from './upload.ts';

let omgeving: Testomgeving;
let token: string;

beforeAll(async () => {
  omgeving = await startTestomgeving();
  token = await omgeving.makeApp('app-media', 'sociale-media');
});
afterAll(() => omgeving.stop());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const upload = (bearer = token) =>
  request(omgeving.url).post('/kanalen/v1/bijlagen').set('Authorization', `Bearer ${bearer}`);

function bericht(externId: string, bijlagen: string[], bearer = token) {
  return request(omgeving.url)
    .post('/kanalen/v1/berichten')
    .set('Authorization', `Bearer ${bearer}`)
    .send({ externId, conversatie: externId, afzender: {}, inhoud: {}, bijlagen });
}

test('a file sent bare and one sent in a form arrive with the message', async () => {
  const bare = await upload()
    .set('Content-Type', 'image/png')
    .set('Content-Disposition', "attachment; filename*=UTF-8''straat%20%C3%A9%C3%A9n.png")
    .send(png)
    .expect(201);
  expect(bare.body).toMatchObject({ naam: 'straat één.png', mediatype: 'image/png', grootte: png.length });
  const form = await upload().attach('bestand', Buffer.from('hallo'), 'brief ë.txt').expect(201);
  expect(form.body).toMatchObject({ naam: 'brief ë.txt', mediatype: 'text/plain', grootte: 5 });

  const { body } = await bericht('met-bijlagen', [bare.body.id, form.body.id]).expect(201);
  const rows = await omgeving.db
    .selectFrom('bijlage')
    .select(['naam', 'grootte'])
    .where('bericht_id', '=', body.berichtId)
    .orderBy('volgorde')
    .execute();
  expect(rows).toEqual([
    { naam: 'straat één.png', grootte: png.length },
    { naam: 'brief ë.txt', grootte: 5 },
  ]);
});

test('an id is good for the app that sent the file, and cannot be made up', async () => {
  const { id } = (await upload().attach('bestand', png, 'foto.png').expect(201)).body;
  const other = await omgeving.makeApp('app-media-2', 'sociale-media');
  const [payload, mac] = id.split('.');
  const ref = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...ref, naam: 'x.exe' })).toString('base64url');
  for (const [index, attempt] of [
    bericht('vreemd', [id], other),
    bericht('zelfgemaakt', [`${forged}.${mac}`]),
    bericht('onzin', ['', id]),
  ].entries()) {
    const { body } = await attempt.expect(400);
    expect(body.invalidParams, `attempt ${index}`).toMatchObject([
      { name: 'bijlagen.0', code: 'onbekende-bijlage' },
    ]);
  }
});

test('what cannot be kept is refused, and the connection lives to say so', async () => {
  const problem = /^application\/problem\+json/;
  const big = randomBytes(26 * 1024 * 1024);
  await upload()
    .set('Content-Type', 'application/octet-stream')
    .send(big)
    .expect(413)
    .expect('Content-Type', problem);
  await upload().attach('bestand', big, 'groot.bin').expect(413).expect('Content-Type', problem);
  await upload().set('Content-Type', 'text/plain').send('').expect(400);
  await upload().attach('een', png, '1.png').attach('twee', png, '2.png').expect(400);
  await upload().field('naam', 'geen bestand').expect(400);
  await upload().set('Content-Type', 'multipart/form-data').send('x').expect(400);
  await upload().set('Content-Type', 'multipart/form-data; boundary=a').send('--a\r\nkapot').expect(400);
  const lie = await upload().attach('bestand', Buffer.from('<script>'), 'foto.png').expect(400);
  expect(lie.body.code).toBe('inhoud-past-niet-bij-naam');
});

test('a file without a length that goes on too long is refused too', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const outgoing = rawRequest(`${omgeving.url}/kanalen/v1/bijlagen`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' },
    });
    outgoing.on('response', (response) => resolve(response.statusCode)).on('error', reject);
    const chunk = Buffer.alloc(1024 * 1024, 1);
    let left = 27;
    const write = (): void => {
      if (left-- > 0) outgoing.write(chunk, write);
      else outgoing.end();
    };
    write();
  });
  expect(status).toBe(413);
});

test('names are read as browsers and RFC 8187 write them', () => {
  expect(parseName('attachment; filename="a \\"b\\".pdf"')).toBe('a "b".pdf');
  expect(parseName('attachment; filename=kaal.pdf; x=y')).toBe('kaal.pdf');
  expect(parseName("attachment; filename=kaal.pdf; filename*=UTF-8''%C3%A9.pdf")).toBe('é.pdf');
  expect(parseName("attachment; filename=kaal.pdf; filename*=UTF-8''%zz.pdf")).toBe('kaal.pdf');
  expect(parseName('')).toBe('bestand');
});
