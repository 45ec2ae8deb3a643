import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Figure } from '../prestatie/figures.ts';
import { Registerklant } from '../registers/klant.ts';
import type { System } from '../system.ts';
import { meetGeheugen } from './geheugen.ts';

const api = '/documenten/api/v1/enkelvoudiginformatieobjecten';
/** Bytes that are sent over and over: in base64 a whole number of characters. */
const blok = randomBytes(3 * 1_024 ** 2);
const mb = 1_000_000;

/** The first so many bytes of the blocks. */
function* bytes(grootte: number): Generator<Buffer> {
  for (let over = grootte; over > 0; over -= blok.length) yield blok.subarray(0, Math.min(over, blok.length));
}
function* alsJson(velden: object, grootte: number): Generator<Buffer> {
  yield Buffer.from(`${JSON.stringify(velden).slice(0, -1)},"inhoud":"`);
  const heel = Buffer.from(blok.toString('base64'));
  for (const stuk of bytes(grootte))
    yield stuk.length === blok.length ? heel : Buffer.from(stuk.toString('base64'));
  yield Buffer.from('"}');
}
function* alsFormulier(lock: string, grootte: number): Generator<Buffer> {
  const kop = (naam: string, meer = ''): string =>
    `--grens\r\nContent-Disposition: form-data; name="${naam}"${meer}\r\n\r\n`;
  yield Buffer.from(`${kop('lock')}${lock}\r\n${kop('inhoud', '; filename="deel"')}`);
  yield* bytes(grootte);
  yield Buffer.from('\r\n--grens--\r\n');
}

interface Document {
  url: string;
  lock: string;
  bestandsdelen: { url: string; omvang: number }[];
}

/** Sends a document of this size in JSON and in parts, and reads it back, each with the memory that it costs. */
export async function meetDocument(systeem: System, grootte: number): Promise<Figure[]> {
  const basis = systeem.addresses.website;
  const klant = await Registerklant.open(basis, {
    clientId: 'schakel-demo',
    geheim: 'schakel-demo-geheim',
  });
  const [type] = JSON.parse(await klant.vraag('GET', '/catalogi/api/v1/informatieobjecttypen')).results;
  const velden = (bestandsomvang: number): object => ({
    bronorganisatie: '002564440',
    creatiedatum: '2026-01-01',
    titel: 'Groot',
    auteur: 'bench',
    taal: 'nld',
    bestandsnaam: 'groot.bin',
    formaat: 'application/octet-stream',
    informatieobjecttype: type.url,
    indicatieGebruiksrecht: false,
    status: 'definitief',
    bestandsomvang,
  });
  const stuur = async (methode: string, url: string, soort: string, lichaam: Iterable<Buffer>) => {
    const request = http.request(new URL(url, basis), {
      method: methode,
      headers: { ...klant.headers, 'content-type': soort },
    });
    const antwoord = new Promise<http.IncomingMessage>((resolve, reject) =>
      request.once('response', resolve).once('error', reject),
    );
    await pipeline(Readable.from(lichaam, { objectMode: false, highWaterMark: 65_536 }), request);
    const response = await antwoord;
    const stukken: Buffer[] = [];
    for await (const stuk of response) stukken.push(stuk as Buffer);
    const tekst = Buffer.concat(stukken).toString();
    if ((response.statusCode ?? 0) >= 300)
      throw new Error(`${methode} ${url}: ${response.statusCode} ${tekst}`);
    return tekst;
  };
  const maakInJson = async (omvang: number): Promise<Document> =>
    JSON.parse(await stuur('POST', api, 'application/json', alsJson(velden(omvang), omvang))) as Document;
  async function lees(url: string): Promise<string> {
    const hash = createHash('sha256');
    const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
      http.get(new URL(`${url}/download`, basis), { headers: klant.headers }, resolve).once('error', reject),
    );
    for await (const stuk of response) hash.update(stuk as Buffer);
    return hash.digest('hex');
  }

  const figures: Figure[] = [];
  const meet = async (naam: string, work: () => Promise<void>): Promise<void> => {
    const { seconden, erbij } = await meetGeheugen(systeem, work);
    console.log(`  ${naam}: ${seconden.toFixed(0)} s`);
    figures.push(
      {
        naam: `${naam}: memory beside what it had`,
        waarde: erbij,
        eenheid: 'MB',
        norm: { soort: 'laag', grens: 200 },
      },
      { naam: `${naam}: speed`, waarde: grootte / mb / seconden, eenheid: 'MB/s' },
    );
  };
  const hash = createHash('sha256');
  for (const stuk of bytes(grootte)) hash.update(stuk);
  const verwacht = hash.digest('hex');
  const eis = (gekregen: string): void => {
    if (gekregen !== verwacht) throw new Error('What came back is not what was sent.');
  };

  // What the first document ever loads is not what a large one costs.
  await lees((await maakInJson(5_000_000)).url);
  let url = '';
  await meet('upload in JSON (base64)', async () => {
    url = (await maakInJson(grootte)).url;
  });
  await meet('download', async () => eis(await lees(url)));
  await klant.vraag('DELETE', url);
  await meet('upload in bestandsdelen, and joining them', async () => {
    const document = await klant.maak<Document>(api, { ...velden(grootte), inhoud: null });
    for (const deel of document.bestandsdelen)
      await stuur(
        'PUT',
        deel.url,
        'multipart/form-data; boundary=grens',
        alsFormulier(document.lock, deel.omvang),
      );
    await klant.vraag('POST', `${document.url}/unlock`, { lock: document.lock });
    url = document.url;
  });
  klant.close();
  return figures;
}
