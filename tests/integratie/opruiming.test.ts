import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inhoudkolommen } from '../../registers/documenten/gebruik.ts';
import { openOpruiming, wachttijdMs } from '../../registers/documenten/opruiming.ts';
import { openBucket } from '../../registers/zgw/documenten/inhoud-s3.ts';
import { startS3 } from '../support/s3.ts';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, richtIn } from '../support/zgw-catalogus.ts';

const drc = '/documenten/api/v1';
const sha256 = (tekst: string): string => createHash('sha256').update(tekst).digest('hex');
const inhoud = (tekst: string) => ({
  inhoud: Buffer.from(tekst).toString('base64'),
  bestandsomvang: tekst.length,
});
let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());

describe.each(['map', 's3'])('contents in %s', (soort) => {
  let registers: Registers;
  let iot: string;
  beforeAll(async () => {
    registers = await startRegisters(soort === 's3' ? { S3_URL: s3.url } : {});
    iot = (await richtIn(registers)).informatieobjecttype;
  }, 60_000);
  afterAll(() => registers.stop());

  const maak = (meer: Json): Promise<Json> =>
    registers.alles.maak(`${drc}/enkelvoudiginformatieobjecten`, documentBody(iot, meer));
  /** The whole store, as the nightly workflow goes through it. */
  async function ruimOp(nu: Date): Promise<{ gewist: number; gezien: number; beschadigd: string[] }> {
    const opruiming = openOpruiming(registers.omgeving.opslag, registers.inhoud);
    const totaal = { gewist: 0, gezien: 0, beschadigd: [] as string[] };
    for (const deel of '0123456789abcdef') {
      const stand = await opruiming.ruimDeelOp(deel, nu, () => undefined);
      totaal.gewist += stand.gewist;
      totaal.gezien += stand.gezien;
      totaal.beschadigd.push(...stand.beschadigd);
    }
    return totaal;
  }
  async function namen(): Promise<string[]> {
    const alle: string[] = [];
    for await (const { sha256 } of registers.inhoud.lijst()) alle.push(sha256);
    return alle.sort();
  }

  test('what no document, version, part or attachment names any more goes, when it has rested', async () => {
    // A document with an older version, and one that comes in parts of which one is there.
    const brief = await maak(inhoud('de eerste versie'));
    const { body: slot } = await registers.alles.post(`${brief.url}/lock`, undefined);
    const tweede = await registers.alles.patch(brief.url, { lock: slot.lock, ...inhoud('de tweede versie') });
    expect(tweede.status).toBe(200);
    const groot = await maak({ inhoud: null, bestandsomvang: 10 });
    const formulier = new FormData();
    formulier.set('lock', groot.lock);
    formulier.set('inhoud', new Blob(['tien bytes']));
    const deel = await fetch(groot.bestandsdelen[0].url.replace('http://schakel.test', registers.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${await registers.alles.token()}` },
      body: formulier,
    });
    expect(deel.status).toBe(200);
    // An attachment of a message.
    await registers.inhoud.bergBytesOp(Buffer.from('foto van de klant'));
    await registers.omgeving.opslag.transactie(async (tx) => {
      await tx.doe(sql`SET LOCAL session_replication_role = replica`);
      await tx.doe(sql`
        INSERT INTO bijlage (bericht_id, volgorde, sha256, naam, mediatype, grootte)
        VALUES (gen_random_uuid(), 1, ${sha256('foto van de klant')}, 'a.txt', 'text/plain', 17)`);
    });
    const genoemd = ['de eerste versie', 'de tweede versie', 'tien bytes', 'foto van de klant']
      .map(sha256)
      .sort();

    // A document that was deleted, and an upload that nobody named.
    const weg = await maak(inhoud('een vergissing'));
    expect((await registers.alles.delete(weg.url)).status).toBe(204);
    await registers.inhoud.bergBytesOp(Buffer.from('nooit verstuurd'));
    expect(await namen()).toHaveLength(6);

    // Moments of a bucket are whole seconds.
    const nu = Date.now();
    expect(await ruimOp(new Date(nu + wachttijdMs - 5_000))).toEqual({
      gewist: 0,
      gezien: 6,
      beschadigd: [],
    });
    expect(await ruimOp(new Date(nu + wachttijdMs + 5_000))).toEqual({
      gewist: 2,
      gezien: 6,
      beschadigd: [],
    });
    expect(await namen()).toEqual(genoemd);
    expect(await ruimOp(new Date(nu + wachttijdMs + 5_000))).toEqual({
      gewist: 0,
      gezien: 4,
      beschadigd: [],
    });
    expect(await registers.alles.get(`${brief.url}/download?versie=1`)).toMatchObject({
      status: 200,
      body: 'de eerste versie',
    });
  });

  test('a content that is no longer what it was is found, and kept', async () => {
    const naam = sha256('straks beschadigd');
    await maak(inhoud('straks beschadigd'));
    if (soort === 's3') await openBucket(s3.url).putObject(`inhoud/${naam}`, 'straks beschadigD');
    else await writeFile(path.join(registers.map, naam.slice(0, 2), naam), 'straks beschadigD');
    expect(await ruimOp(new Date(Date.now() + 2 * wachttijdMs))).toMatchObject({
      gewist: 0,
      beschadigd: [naam],
    });
  });

  test('every column that names a content is looked at', async () => {
    const kolommen = await registers.omgeving.opslag.alle<{ naam: string }>(sql`
      SELECT table_name || '.' || column_name AS naam FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%sha256%' ORDER BY 1`);
    expect(kolommen.map(({ naam }) => naam)).toEqual([...inhoudkolommen]);
  });
});
