import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open as openBestand, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as wacht } from 'node:timers/promises';
import { type ListObject, S3mini } from 's3mini';
import { eisSha256, gecontroleerd, type Inhoudopslag, Meter, type Opgeborgen } from './inhoud.ts';
import { ruimMapOp } from './inhoud-map.ts';

/** What is larger goes by way of a file and in parts of this size: S3 wants at least 5 MiB and at most 10,000 of them. */
const deelgrootte = 8 * 1_048_576;
const voorvoegsel = 'inhoud/';
/** A note that a content is being removed holds this long; whoever removes stops well before. */
const wismerkMs = 600_000;
const wissenMs = 60_000;

const sleutelVan = (sha256: string): string => `${voorvoegsel}${eisSha256(sha256)}`;
const merkVan = (sha256: string): string => `wissen/${eisSha256(sha256)}`;

/**
 * The bucket of `http(s)://key:secret@host:port/bucket?region=…`.
 * @throws Error that does not repeat the address, which has the secret in it
 */
export function openBucket(adres: string): S3mini {
  const url = URL.canParse(adres) ? new URL(adres) : undefined;
  const bucket = url?.pathname.replace(/^\/|\/$/g, '');
  if (!url || !bucket || !url.username || !url.password || !/^https?:$/.test(url.protocol))
    throw new Error('S3_URL is not http(s)://key:secret@host:port/bucket?region=…');
  return new S3mini({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    endpoint: `${url.origin}/${bucket}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
  });
}

/**
 * Contents in a bucket, each in an object that has its SHA-256 for a name. What is large is written to a file first,
 * since its name is known after its last byte only.
 */
export async function openInhoudS3(adres: string, folder: string): Promise<Inhoudopslag> {
  const bucket = openBucket(adres);
  const onderweg = path.join(folder, 'onderweg');
  await mkdir(onderweg, { recursive: true });

  async function vind(sleutel: string): Promise<ListObject | undefined> {
    const gevonden = await volhard(() => bucket.listObjectsPaged('/', sleutel, 1));
    return gevonden?.objects?.find(({ Key }) => Key === sleutel);
  }

  /** True when the content stayed, though somebody may have been removing an older one of the same name. */
  async function bleef(sha256: string): Promise<boolean> {
    for (;;) {
      const merk = await vind(merkVan(sha256));
      if (!merk || merk.LastModified.getTime() < Date.now() - wismerkMs) break;
      await wacht(200);
    }
    return (await volhard(() => bucket.objectExists(sleutelVan(sha256)))) === true;
  }

  async function plaats(
    opgeborgen: Opgeborgen,
    stuur: (sleutel: string) => Promise<unknown>,
  ): Promise<Opgeborgen> {
    for (let poging = 0; poging < 5; poging++) {
      await stuur(sleutelVan(opgeborgen.sha256));
      if (await bleef(opgeborgen.sha256)) return opgeborgen;
    }
    throw new Error('The content does not stay in the bucket.');
  }

  async function stuurInDelen(sleutel: string, bestand: FileHandle, grootte: number): Promise<void> {
    const uploadId = await volhard(() => bucket.getMultipartUploadId(sleutel));
    try {
      const delen: Awaited<ReturnType<typeof bucket.uploadPart>>[] = [];
      const buffer = Buffer.allocUnsafe(deelgrootte);
      for (let van = 0; van < grootte; van += deelgrootte) {
        const { bytesRead } = await bestand.read(buffer, 0, Math.min(deelgrootte, grootte - van), van);
        const deel = buffer.subarray(0, bytesRead);
        delen.push(await volhard(() => bucket.uploadPart(sleutel, uploadId, deel, delen.length + 1)));
      }
      await volhard(() => bucket.completeMultipartUpload(sleutel, uploadId, delen));
    } catch (error) {
      await bucket.abortMultipartUpload(sleutel, uploadId).catch(() => undefined);
      throw error;
    }
  }

  async function bergOp(stream: Readable, maximum: number): Promise<Opgeborgen> {
    const meter = new Meter(maximum);
    const tijdelijk = path.join(onderweg, randomUUID());
    let bestand: FileHandle | undefined;
    try {
      const begin: Buffer[] = [];
      let lengte = 0;
      await pipeline(stream, meter, async (stukken: AsyncIterable<Buffer>) => {
        for await (const stuk of stukken) {
          lengte += stuk.length;
          if (lengte > deelgrootte && !bestand) {
            bestand = await openBestand(tijdelijk, 'w+');
            await bestand.appendFile(Buffer.concat(begin.splice(0)));
          }
          if (bestand) await bestand.appendFile(stuk);
          else begin.push(stuk);
        }
      });
      const opgeborgen = meter.uitslag();
      return await plaats(opgeborgen, (sleutel) =>
        bestand
          ? stuurInDelen(sleutel, bestand, opgeborgen.grootte)
          : volhard(() => bucket.putObject(sleutel, Buffer.concat(begin))),
      );
    } finally {
      await bestand?.close();
      await rm(tijdelijk, { force: true });
    }
  }

  async function open(sha256: string, bereik?: { van: number; tot: number }): Promise<Readable> {
    const antwoord = await volhard(() =>
      bereik
        ? bucket.getObjectRaw(sleutelVan(sha256), false, bereik.van, bereik.tot + 1)
        : bucket.getObjectRaw(sleutelVan(sha256)),
    );
    const bron = antwoord.body ? Readable.fromWeb(antwoord.body as ReadableStream) : Readable.from([]);
    return bereik ? bron : Readable.from(gecontroleerd(bron, sha256), { objectMode: false });
  }

  return {
    bergOp,
    bergBytesOp: (bytes) => bergOp(Readable.from([bytes]), bytes.length),
    voegSamen(delen) {
      async function* alles(): AsyncGenerator<Buffer> {
        for (const sha256 of delen) yield* await open(sha256);
      }
      return bergOp(Readable.from(alles()), Number.MAX_SAFE_INTEGER);
    },
    grootte: (sha256) => volhard(() => bucket.getContentLength(sleutelVan(sha256))),
    open,
    /**
     * S3 cannot remove an object only when it is old. A note says what is being removed: whoever puts the same content
     * away looks for the note afterwards, waits until it is gone, and sees whether the content stayed.
     */
    async wis(sha256, sinds) {
      const begin = Date.now();
      await volhard(() => bucket.putObject(merkVan(sha256), 'wissen'));
      try {
        const gevonden = await vind(sleutelVan(sha256));
        if (!gevonden) return true;
        if (gevonden.LastModified > sinds || Date.now() - begin > wissenMs) return false;
        await volhard(() => {
          // A second try may come too late: whoever puts it away waits for the note no longer than it holds.
          if (Date.now() - begin > wissenMs)
            throw new Error('The bucket is too slow to remove anything from.');
          return bucket.deleteObject(sleutelVan(sha256));
        });
        return true;
      } finally {
        await volhard(() => bucket.deleteObject(merkVan(sha256)));
      }
    },
    async *lijst(begin = '') {
      let vervolg: string | undefined;
      do {
        const blad = await volhard(() =>
          bucket.listObjectsPaged('/', `${voorvoegsel}${begin}`, 1_000, vervolg),
        );
        for (const { Key, LastModified } of blad?.objects ?? [])
          yield { sha256: Key.slice(voorvoegsel.length), op: LastModified };
        vervolg = blad?.nextContinuationToken;
      } while (vervolg);
    },
    ruimOp: (voor) => ruimMapOp(onderweg, voor),
  };
}

/** A second and a third try where the bucket stumbles; what it refuses, it refuses at once. */
async function volhard<T>(werk: () => Promise<T>): Promise<T> {
  for (let poging = 1; ; poging++) {
    try {
      return await werk();
    } catch (error) {
      const { status } = error as { status?: number };
      if (poging === 3 || (status !== undefined && status < 500)) throw error;
      await wacht(100 * poging);
    }
  }
}
