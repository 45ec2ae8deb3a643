import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AttachmentStream, EmailAddress } from 'mailparser';
import { type Documentopslag, Weigering } from '../../domein/kanaaladapter.ts';
import { isBezorgrapport } from './automatisch.ts';
import { type Bestanden, takeBestand } from './bestand.ts';
import { Kopregels } from './kopregels.ts';
import { createParser } from './tekenset.ts';
import { htmlToTekst, tidyTekst } from './tekst.ts';

/** A mail as read: files are in the document store, everything else is here. */
export interface Mail extends Bestanden {
  kopregels: Kopregels;
  van?: { naam: string; adres: string };
  /** Addresses of To and Cc. */
  aan: string[];
  onderwerp: string;
  tekst: string;
  /** SHA-256 of all bytes. */
  sha256: string;
  /** SHA-256 of sender, Date and decoded content: the same after another hop or another transfer encoding. */
  inhoudSha256: string;
}

/** Reads a mail while it comes in. @throws Weigering for a mail that no reader could take; any other error may pass */
export async function parseMail(stream: Readable, documenten: Documentopslag): Promise<Mail> {
  const parser = createParser({
    ignoreEmbedded: true,
    keepDeliveryStatus: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: 1_000_000,
    checksumAlgo: 'sha256',
    maxHeadSize: 256 * 1024,
    maxChildNodes: 250,
  });
  const raw = createHash('sha256');
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      raw.update(chunk);
      done(null, chunk);
    },
  });
  let current: AttachmentStream | undefined;
  // A file whose mail breaks off never ends by itself.
  const feed = pipeline(stream, tap, parser, { end: true }).catch((error: Error) => {
    current?.content.destroy(error);
    parser.destroy(error);
    throw error;
  });
  feed.catch(() => undefined);
  // A second error, after the first was reported, must not end the process.
  parser.on('error', () => undefined);

  const bestanden: Bestanden = { bijlagen: [], geweigerd: [], ingesloten: [] };
  let kopregels = new Kopregels([]);
  parser.on('headerLines', (lines) => {
    kopregels = new Kopregels(lines);
  });
  let tekst = '';
  let html = '';
  const sums: string[] = [];
  try {
    for await (const part of parser as AsyncIterable<
      AttachmentStream | { type: 'text'; text?: string; html?: string }
    >) {
      if (part.type === 'text') {
        tekst = part.text ?? '';
        html = part.html ?? '';
        continue;
      }
      current = part;
      part.content.on('error', () => undefined);
      await takeBestand(part, bestanden, isBezorgrapport(kopregels) ? undefined : documenten);
      current = undefined;
      sums.push(part.checksum ?? '');
      part.release?.();
    }
    await feed;
  } catch (error) {
    stream.destroy();
    if ((error as { code?: string }).code === 'EMAXLEN')
      throw new Weigering('', 'te-veel-delen', 'Deze mail heeft te veel delen of te lange kopregels.');
    throw error;
  }

  const headers = parser.headers || undefined;
  const [van] = addressesOf(headers?.get('from'));
  const adres = van?.address?.toLowerCase() ?? '';
  const plain = tidyTekst(tekst);
  // A plain part is used when it says something; the parser's own conversion breaks lines at 80.
  const useHtml = html !== '' && (plain === '' || /^text\/html/i.test(kopregels.get('content-type')));
  return {
    kopregels,
    ...(van?.address ? { van: { naam: van.name, adres: van.address } } : {}),
    aan: ['to', 'cc'].flatMap((name) => addressesOf(headers?.get(name)).map(({ address }) => address ?? '')),
    onderwerp: tidyTekst(String(headers?.get('subject') || '')).replace(/\s+/g, ' '),
    tekst: useHtml ? tidyTekst(htmlToTekst(html)) : plain,
    ...bestanden,
    sha256: raw.digest('hex'),
    inhoudSha256: digestOf([adres, kopregels.get('date'), plain, useHtml ? html.trim() : '', ...sums]),
  };
}

function digestOf(pieces: string[]): string {
  const digest = createHash('sha256');
  for (const piece of pieces) digest.update(`${piece.length}\n`).update(piece);
  return digest.digest('hex');
}

function addressesOf(header: unknown): EmailAddress[] {
  const objects = (Array.isArray(header) ? header : [header]) as (
    | { value?: EmailAddress[] }
    | undefined
    | false
  )[];
  return objects
    .flatMap((object) => (object ? (object.value ?? []) : []))
    .flatMap((entry) => entry.group ?? [entry]);
}
