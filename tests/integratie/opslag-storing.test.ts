import { rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Antwoord, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, richtIn } from '../support/zgw-catalogus.ts';

const stukken = '/documenten/api/v1/enkelvoudiginformatieobjecten';
const nietBeschikbaar = [503, 'opslag-niet-beschikbaar'];
const mb = 1_048_576;
const soortVan = ({ status, body }: Antwoord): [number, unknown] => [status, body.code];

async function rijen({ omgeving }: Registers): Promise<unknown> {
  return omgeving.opslag.een(
    sql`SELECT (SELECT count(*) FROM enkelvoudiginformatieobject) AS d, (SELECT count(*) FROM zgw_audit) AS a`,
  );
}

describe('a bucket that fails', () => {
  let bucket: Server;
  /** What it answers, whatever it is asked; 0: nothing, the connection breaks. */
  let status = 500;
  let registers: Registers;
  let iot: string;
  beforeAll(async () => {
    bucket = createServer((req, res) => {
      req.resume();
      if (status === 0) req.socket.destroy();
      else res.writeHead(status, { 'content-type': 'application/xml' }).end();
    });
    await new Promise<void>((klaar) => bucket.listen(0, '127.0.0.1', klaar));
    const { port } = bucket.address() as AddressInfo;
    registers = await startRegisters({ S3_URL: `http://sleutel:geheim@127.0.0.1:${port}/documenten` });
    iot = (await richtIn(registers)).informatieobjecttype;
  }, 60_000);
  afterAll(async () => {
    await registers.stop();
    bucket.closeAllConnections();
    bucket.close();
  });

  test.each([500, 503, 403, 404, 0])(
    'with %i is no fault of the client, and nothing is half',
    async (met) => {
      status = met;
      const voor = await rijen(registers);
      const klein = await registers.alles.post(stukken, documentBody(iot));
      expect(soortVan(klein)).toEqual(nietBeschikbaar);
      const bytes = Buffer.alloc(2 * mb, 7);
      const groot = documentBody(iot, { inhoud: bytes.toString('base64'), bestandsomvang: bytes.length });
      expect(soortVan(await registers.alles.post(stukken, groot))).toEqual(nietBeschikbaar);
      expect(await rijen(registers)).toEqual(voor);
    },
  );

  test('does not keep what needs no content from going on', async () => {
    status = 500;
    const stuk = await registers.alles.maak(stukken, documentBody(iot, { inhoud: null, bestandsomvang: 4 }));
    const formulier = new FormData();
    formulier.set('lock', stuk.lock);
    formulier.set('inhoud', new Blob(['vier']), 'deel');
    const deel = await fetch(stuk.bestandsdelen[0].url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await registers.alles.token()}` },
      body: formulier,
    });
    expect([deel.status, ((await deel.json()) as { code: string }).code]).toEqual(nietBeschikbaar);
    expect((await registers.alles.get(stuk.url)).body.bestandsdelen).toMatchObject([{ voltooid: false }]);
  });

  test('that lost a content says so, and not that there is no such document', async () => {
    const stuk = await registers.alles.maak(stukken, documentBody(iot, { inhoud: null, bestandsomvang: 0 }));
    await registers.omgeving.opslag.doe(
      sql`UPDATE enkelvoudiginformatieobject SET inhoud_sha256 = ${'a'.repeat(64)} WHERE uuid = ${stuk.url.split('/').at(-1)}::uuid`,
    );
    for (const [met, verwacht] of [
      [404, [500, 'error']],
      [403, nietBeschikbaar],
    ] as const) {
      status = met;
      expect(soortVan(await registers.alles.get(`${stuk.url}/download`))).toEqual(verwacht);
    }
  });
});

test('a folder that cannot be written is no fault of the client either', async () => {
  const registers = await startRegisters();
  try {
    const { informatieobjecttype: iot } = await richtIn(registers);
    const stuk = await registers.alles.maak(stukken, documentBody(iot));
    const onderweg = path.join(registers.map, 'onderweg');
    await rm(onderweg, { recursive: true });
    await writeFile(onderweg, 'in de weg');
    const voor = await rijen(registers);
    const bytes = Buffer.alloc(2 * mb, 7);
    for (const inhoud of [bytes.subarray(0, 5), bytes])
      expect(
        soortVan(
          await registers.alles.post(
            stukken,
            documentBody(iot, { inhoud: inhoud.toString('base64'), bestandsomvang: inhoud.length }),
          ),
        ),
      ).toEqual(nietBeschikbaar);
    expect(await rijen(registers)).toEqual(voor);
    expect((await registers.alles.get(`${stuk.url}/download`)).body).toBe('hallo');
  } finally {
    await registers.stop();
  }
}, 60_000);
