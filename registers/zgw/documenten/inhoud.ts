import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Contents that were put away: addressed by their SHA-256. */
export interface Opgeborgen {
  sha256: string;
  grootte: number;
}

/**
 * Contents of documents by SHA-256, in the folder that attachments of berichten use too. Registers keep what clients
 * give them: other than for attachments nothing is refused by its kind.
 */
export interface Inhoudopslag {
  /** @throws RangeError when there is more than `maximum` bytes */
  bergOp(stream: Readable, maximum: number): Promise<Opgeborgen>;
  bergBytesOp(bytes: Buffer): Promise<Opgeborgen>;
  /** One content from several, in their order. */
  voegSamen(delen: readonly string[]): Promise<Opgeborgen>;
  /** Path of a content, for a server that can send files itself. @throws when it is not there */
  pad(sha256: string): Promise<string>;
  /** Removes a content that nobody has put away since; `false` when somebody has. Gone already is fine. */
  wis(sha256: string, sinds: Date): Promise<boolean>;
}

export async function openInhoudopslag(folder: string): Promise<Inhoudopslag> {
  const onderweg = path.join(folder, 'onderweg');
  await mkdir(onderweg, { recursive: true });
  const padVan = (sha256: string): string => path.resolve(folder, sha256.slice(0, 2), sha256);

  async function bergOp(stream: Readable, maximum: number): Promise<Opgeborgen> {
    const tijdelijk = path.join(onderweg, randomUUID());
    try {
      const hash = createHash('sha256');
      let grootte = 0;
      const meter = new Transform({
        transform(stuk: Buffer, _encoding, klaar) {
          grootte += stuk.length;
          if (grootte > maximum) return klaar(new RangeError(`More than ${maximum} bytes.`));
          hash.update(stuk);
          klaar(null, stuk);
        },
      });
      await pipeline(stream, meter, createWriteStream(tijdelijk));
      // Accepted is what survives a power cut.
      const handle = await open(tijdelijk, 'r');
      await handle.sync().finally(() => handle.close());
      const sha256 = hash.digest('hex');
      await mkdir(path.dirname(padVan(sha256)), { recursive: true });
      await rename(tijdelijk, padVan(sha256));
      return { sha256, grootte };
    } finally {
      await rm(tijdelijk, { force: true });
    }
  }

  return {
    bergOp,
    bergBytesOp: (bytes) => bergOp(Readable.from([bytes]), bytes.length),
    voegSamen(delen) {
      async function* alles(): AsyncGenerator<Buffer> {
        for (const sha256 of delen) yield* createReadStream(padVan(sha256)) as AsyncIterable<Buffer>;
      }
      return bergOp(Readable.from(alles()), Number.MAX_SAFE_INTEGER);
    },
    async wis(sha256, sinds) {
      // By its name, so that what a crash left here is found again.
      const apart = path.join(onderweg, `${sha256}.wissen`);
      if (await isVers(padVan(sha256), sinds)) return false;
      await rename(padVan(sha256), apart).catch(tenzij('ENOENT'));
      // Put away between the look and the move: back where it was, unless it is there again.
      const vers = await isVers(apart, sinds);
      if (vers) await link(apart, padVan(sha256)).catch(tenzij('EEXIST'));
      await rm(apart, { force: true });
      return !vers;
    },
    async pad(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('A content is named by its SHA-256.');
      await access(padVan(sha256));
      return padVan(sha256);
    },
  };
}

/** True when the file was written after this moment. */
async function isVers(bestand: string, sinds: Date): Promise<boolean> {
  const gevonden = await stat(bestand).catch(() => undefined);
  return gevonden !== undefined && gevonden.mtime > sinds;
}

/** Passes over one kind of error of the file system. */
const tenzij =
  (code: string) =>
  (error: NodeJS.ErrnoException): void => {
    if (error.code !== code) throw error;
  };
