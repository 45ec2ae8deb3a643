import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDocumentenmap } from '../../registers/documenten/map.ts';
import { post } from '../../tests/support/website.ts';
import { readInzending } from './inzending.ts';

const maxima = { totaal: 400_000, afbreken: 2_000_000, velden: 5, veld: 100, bestanden: 20 };
const outcomes: string[] = [];
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'schakel-inzending-'));
  const documenten = await openDocumentenmap(folder);
  const app = express();
  app.post('/', async (req, res) => {
    try {
      const inzending = await readInzending(req, {
        documenten,
        ruimte: (naam) => (naam === 'fotos' ? 10 : undefined),
        maxima,
      });
      outcomes.push('read');
      res.json({
        ...inzending,
        velden: Object.fromEntries(inzending.velden),
        bestanden: Object.fromEntries(inzending.bestanden),
      });
    } catch (error) {
      outcomes.push((error as Error).name);
      res.status(400).json({ name: (error as Error).name });
    }
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const file = (naam: string, grootte: number): File =>
  new File([new Uint8Array(grootte).fill(65)], naam, { type: 'text/plain' });
const send = async (fields: Parameters<typeof post>[1]) => {
  const answer = await post(url, fields);
  return { status: answer.status, body: await answer.json() };
};
const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test('files beyond the total are refused, and the fields after them still read', async () => {
  const { body } = await send({
    fotos: [file('een.txt', 300_000), file('twee.txt', 300_000), file('drie.txt', 10)],
    naam: 'Jan',
  });
  expect(body.bestanden.fotos.map(({ naam }: { naam: string }) => naam)).toEqual(['een.txt', 'twee.txt']);
  expect(body.fouten).toEqual([
    { veld: 'fotos', code: 'te-groot', tekst: 'Uw bestanden zijn samen te groot.' },
  ]);
  expect(body.velden.naam).toEqual(['Jan']);
});

test('a field that is too long and too many fields are said, never cut in silence', async () => {
  const long = await send({ naam: 'x'.repeat(101) });
  expect(long.body.fouten).toEqual([{ veld: 'naam', code: 'too_big', tekst: 'Dit antwoord is te lang.' }]);
  const many = await send(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`veld${index}`, 'x'])));
  expect(Object.keys(many.body.velden)).toHaveLength(5);
  expect(many.body.fouten).toMatchObject([{ veld: '', tekst: 'Het formulier is te groot.' }]);
});

test('a file with a name that no field has is thrown away', async () => {
  const before = await files();
  const { body } = await send({ onbekend: file('x.txt', 10), naam: 'Jan' });
  expect(body).toEqual({ velden: { naam: ['Jan'] }, bestanden: {}, fouten: [] });
  expect(await files()).toEqual(before);
});

test('a post that goes on for ever is ended', async () => {
  const { status, body } = await send({ fotos: file('film.txt', 3_000_000) }).catch(() => ({
    status: 400,
    body: { name: 'OnleesbareInzending' },
  }));
  expect({ status, body }).toEqual({ status: 400, body: { name: 'OnleesbareInzending' } });
  expect(outcomes.at(-1)).toBe('OnleesbareInzending');
});

test('a klant who leaves in the middle of a file leaves nothing behind', async () => {
  // What the request before this one left is cleared after its answer.
  const onderweg = async () => (await files()).filter((naam) => naam.includes('-'));
  await vi.waitFor(async () => expect(await onderweg()).toEqual([]));
  const before = await files();
  const seen = outcomes.length;
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const head =
    '--x\r\nContent-Disposition: form-data; name="fotos"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n';
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n${head}${'A'.repeat(2000)}`,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await vi.waitFor(() => expect(outcomes.slice(seen)).toEqual(['OnleesbareInzending']));
  await vi.waitFor(async () => expect(await files()).toEqual(before));
  expect((await send({ naam: 'Jan' })).status).toBe(200);
});
