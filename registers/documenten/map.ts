import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BijlageRef } from '../../domein/bericht.ts';
import { type Documentopslag, Weigering } from '../../domein/kanaaladapter.ts';
import { checkInhoud, harmlessNaam } from './inhoud.ts';

/** Documents in a folder, addressed by the SHA-256 of their content: the same file is kept once. */
export async function openDocumentenmap(folder: string): Promise<Documentopslag> {
  const incoming = path.join(folder, 'onderweg');
  await mkdir(incoming, { recursive: true });
  const pathOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);

  return {
    async store(
      stream: Readable,
      file: { naam: string; mediatype?: string },
      maximum: number,
    ): Promise<BijlageRef> {
      const temporary = path.join(incoming, randomUUID());
      try {
        const { sha256, grootte } = await writeHashed(stream, temporary, maximum);
        const naam = harmlessNaam(file.naam);
        const mediatype = await checkInhoud(temporary, naam, file.mediatype);
        await sync(temporary);
        const target = pathOf(sha256);
        await mkdir(path.dirname(target), { recursive: true });
        await rename(temporary, target);
        // The new names too, of the file and of a folder that was made for it.
        await sync(path.dirname(target));
        await sync(folder);
        return { sha256, naam, mediatype, grootte };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async open(sha256: string): Promise<Readable> {
      if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('A document is named by its SHA-256.');
      await access(pathOf(sha256));
      return createReadStream(pathOf(sha256));
    },
  };
}

async function writeHashed(
  stream: Readable,
  target: string,
  maximum: number,
): Promise<{ sha256: string; grootte: number }> {
  const hash = createHash('sha256');
  let grootte = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      grootte += chunk.length;
      if (grootte > maximum)
        return done(
          new Weigering(
            'bijlage',
            'te-groot',
            `Het bestand is groter dan ${Math.floor(maximum / 1_048_576)} MB.`,
          ),
        );
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, meter, createWriteStream(target));
  return { sha256: hash.digest('hex'), grootte };
}

/** A file counts as accepted only when it survives a power cut. */
async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
