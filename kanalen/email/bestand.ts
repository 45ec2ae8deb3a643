import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { AttachmentStream } from 'mailparser';
import type { BijlageRef } from '../../domein/bericht.ts';
import { type Documentopslag, Weigering } from '../../domein/kanaaladapter.ts';

/** What came with a mail. */
export interface Bestanden {
  bijlagen: BijlageRef[];
  /** Files that the store did not take, or that came after the fiftieth. */
  geweigerd: { naam: string; reden: string }[];
  /** Texts of message/* parts, the first 64 kB of each: what a bounce says and gives back. */
  ingesloten: { mediatype: string; tekst: string }[];
}

/** The fiftieth place of a bericht is kept for a text that is too long to be one. */
export const maximumBijlagen = 49;
const maximumBestand = 25 * 1024 * 1024;
const maximumIngesloten = 64 * 1024;

const extensies: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/ms-tnef': 'dat',
  'application/pkcs7-signature': 'p7s',
  'application/pgp-signature': 'asc',
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/rfc822-headers': 'txt',
};

/** Stores one file, or notes why not. Reads it to its end in any case, or the mail would stand still. */
export async function takeBestand(
  part: AttachmentStream,
  bestanden: Bestanden,
  documenten: Documentopslag | undefined,
): Promise<void> {
  // The parser gives `false` for a type that is no type.
  const mediatype = (part.contentType || 'application/octet-stream').toLowerCase().slice(0, 127);
  const naam = naamOf(part.filename, mediatype, bestanden.bijlagen.length + bestanden.geweigerd.length + 1);
  const copy = new PassThrough();
  const head: Buffer[] = [];
  let kept = 0;
  part.content.on('data', (chunk: Buffer) => {
    if (kept < maximumIngesloten) head.push(chunk);
    kept += chunk.length;
    if (!copy.destroyed && !copy.write(chunk)) part.content.pause();
  });
  copy.on('error', () => undefined);
  copy.on('drain', () => part.content.resume());
  copy.on('close', () => part.content.resume());
  const whole = finished(part.content, { writable: false }).then(
    () => copy.end(),
    (error: Error) => {
      copy.destroy(error);
      throw error;
    },
  );
  whole.catch(() => undefined);
  try {
    if (!documenten) copy.resume();
    else if (bestanden.bijlagen.length >= maximumBijlagen)
      throw new Weigering('bijlage', 'te-veel', `meer dan ${maximumBijlagen} bijlagen`);
    else bestanden.bijlagen.push(await documenten.store(copy, { naam, mediatype }, maximumBestand));
  } catch (error) {
    if (!(error instanceof Weigering)) throw error;
    bestanden.geweigerd.push({ naam, reden: error.reden });
  } finally {
    if (!copy.readableEnded) copy.destroy();
  }
  await whole;
  if (/^(message\/|text\/rfc822-headers)/i.test(mediatype)) {
    bestanden.ingesloten.push({
      mediatype,
      tekst: Buffer.concat(head).subarray(0, maximumIngesloten).toString('latin1'),
    });
  }
}

/** A name for a file: its own, or one made from its type and place. At most 255 characters, extension kept. */
function naamOf(filename: string | undefined, mediatype: string, nummer: number): string {
  const extension = extensies[mediatype];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  const own = (filename ?? '').replace(/[\u0000-\u001f\u007f-\u009f\p{Surrogate}]/gu, ' ').trim();
  if (!own) return `bijlage-${nummer}.${extension ?? 'bin'}`;
  const dot = own.lastIndexOf('.');
  const tail = dot > 0 && own.length - dot <= 20 ? own.slice(dot) : '';
  return own.length <= 255 ? own : `${own.slice(0, 255 - tail.length)}${tail}`;
}
