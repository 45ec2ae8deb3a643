import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { BijlageRef } from '../../domein/bericht.ts';
import { type Documentopslag, Weigering } from '../../domein/kanaaladapter.ts';
import type { Inhoudopslag } from '../zgw/documenten/inhoud.ts';
import { openInhoudmap, schrijfGemeten } from '../zgw/documenten/inhoud-map.ts';
import { checkInhoud, harmlessNaam } from './inhoud.ts';

/**
 * Attachments, kept where documents are, by the SHA-256 of their content: the same file is kept once. Each is looked at
 * in this folder before it goes there.
 */
export async function openDocumentenmap(folder: string, opslag?: Inhoudopslag): Promise<Documentopslag> {
  const inhoud = opslag ?? (await openInhoudmap(folder));
  const incoming = path.join(folder, 'onderweg');
  await mkdir(incoming, { recursive: true });

  return {
    async store(
      stream: Readable,
      file: { naam: string; mediatype?: string },
      maximum: number,
    ): Promise<BijlageRef> {
      const temporary = path.join(incoming, randomUUID());
      try {
        await writeMeasured(stream, temporary, maximum);
        const naam = harmlessNaam(file.naam);
        const mediatype = await checkInhoud(temporary, naam, file.mediatype);
        const { sha256, grootte } = await inhoud.bergOp(createReadStream(temporary), maximum);
        return { sha256, naam, mediatype, grootte };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    open: (sha256) => inhoud.open(sha256),
  };
}

async function writeMeasured(stream: Readable, target: string, maximum: number): Promise<void> {
  try {
    await schrijfGemeten(stream, target, maximum);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Weigering(
      'bijlage',
      'te-groot',
      `Het bestand is groter dan ${Math.floor(maximum / 1_048_576)} MB.`,
    );
  }
}
