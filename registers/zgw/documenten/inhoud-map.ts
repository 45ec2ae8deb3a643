import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eisSha256, gecontroleerd, type Inhoudopslag, Meter, type Opgeborgen } from './inhoud.ts';

/** Contents in a folder, each in a file that has its SHA-256 for a name. */
export async function openInhoudmap(folder: string): Promise<Inhoudopslag> {
  const onderweg = path.join(folder, 'onderweg');
  await mkdir(onderweg, { recursive: true });
  const padVan = (sha256: string): string => path.resolve(folder, sha256.slice(0, 2), sha256);

  async function bergOp(stream: Readable, maximum: number): Promise<Opgeborgen> {
    const tijdelijk = path.join(onderweg, randomUUID());
    try {
      const meter = new Meter(maximum);
      await pipeline(stream, meter, createWriteStream(tijdelijk));
      // Accepted is what survives a power cut.
      const handle = await open(tijdelijk, 'r');
      await handle.sync().finally(() => handle.close());
      const { sha256, grootte } = meter.uitslag();
      await mkdir(path.dirname(padVan(sha256)), { recursive: true });
      await rename(tijdelijk, padVan(sha256));
      return { sha256, grootte };
    } finally {
      await rm(tijdelijk, { force: true });
    }
  }

  const leesGeheel = (sha256: string): AsyncGenerator<Buffer> =>
    gecontroleerd(createReadStream(padVan(sha256)) as AsyncIterable<Buffer>, sha256);

  return {
    bergOp,
    bergBytesOp: (bytes) => bergOp(Readable.from([bytes]), bytes.length),
    voegSamen(delen) {
      async function* alles(): AsyncGenerator<Buffer> {
        for (const sha256 of delen) yield* leesGeheel(sha256);
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
    async grootte(sha256) {
      return (await stat(padVan(eisSha256(sha256)))).size;
    },
    async open(sha256, bereik) {
      const bestand = padVan(eisSha256(sha256));
      await access(bestand);
      return bereik
        ? createReadStream(bestand, { start: bereik.van, end: bereik.tot })
        : Readable.from(leesGeheel(sha256), { objectMode: false });
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
