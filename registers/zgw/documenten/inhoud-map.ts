import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
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
      const { sha256, grootte } = await schrijfGemeten(stream, tijdelijk, maximum);
      const map = path.dirname(padVan(sha256));
      const nieuw = await mkdir(map, { recursive: true });
      await rename(tijdelijk, padVan(sha256));
      // The new names too, of the file and of a folder that was made for it.
      await sync(map);
      if (nieuw) await sync(folder);
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
    async *lijst(begin = '') {
      for (const map of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(map) || !map.startsWith(begin.slice(0, 2))) continue;
        for (const sha256 of await readdir(path.join(folder, map))) {
          if (!sha256.startsWith(begin)) continue;
          const gevonden = await stat(path.join(folder, map, sha256)).catch(tenzij('ENOENT'));
          if (gevonden) yield { sha256, op: gevonden.mtime };
        }
      }
    },
    async ruimOp(voor) {
      // A content that was being removed when the process died: back it goes, to be judged again. A fresh one too: it
      // was put away just before it was moved, and somebody may need it.
      for (const naam of await readdir(onderweg)) {
        const [, sha256] = /^([0-9a-f]{64})\.wissen$/.exec(naam) ?? [];
        if (!sha256) continue;
        await link(path.join(onderweg, naam), padVan(sha256)).catch(tenzij('EEXIST', 'ENOENT'));
      }
      return ruimMapOp(onderweg, voor);
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

/** Writes a new file that survives a power cut. @throws RangeError when there is more than `maximum` bytes */
export async function schrijfGemeten(
  stream: Readable,
  bestand: string,
  maximum: number,
): Promise<Opgeborgen> {
  const meter = new Meter(maximum);
  // Opened first: a stream that opens it by itself could still make it after whoever cleans up has been there.
  const handle = await open(bestand, 'w');
  try {
    await pipeline(stream, meter, async (stukken: AsyncIterable<Buffer>) => {
      for await (const stuk of stukken) await handle.appendFile(stuk);
    });
    await handle.sync();
    return meter.uitslag();
  } finally {
    await handle.close();
  }
}

async function sync(bestand: string): Promise<void> {
  const handle = await open(bestand, 'r');
  await handle.sync().finally(() => handle.close());
}

/** True when the file was written after this moment. */
async function isVers(bestand: string, sinds: Date): Promise<boolean> {
  const gevonden = await stat(bestand).catch(() => undefined);
  return gevonden !== undefined && gevonden.mtime > sinds;
}

/** Removes files that nobody wrote to since then. @returns how many */
export async function ruimMapOp(map: string, voor: Date): Promise<number> {
  let weg = 0;
  for (const naam of await readdir(map)) {
    if (await isVers(path.join(map, naam), voor)) continue;
    await rm(path.join(map, naam), { force: true });
    weg += 1;
  }
  return weg;
}

/** Passes over these errors of the file system. */
const tenzij =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
