import type { Readable } from 'node:stream';
import { PassThrough, Transform } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import type { BijlageRef } from '../../domein/bericht.ts';
import { type Documentopslag, Weigering } from '../../domein/kanaaladapter.ts';
import type { Veldfout } from '../../domein/vraag.ts';
import { maximaBestanden } from '../../web/paginas/formulierstand.ts';

/** What one post may hold, in bytes and counts. Ten files of the largest size fit, and the answers. */
export const maximaInzending = {
  totaal: 10 * maximaBestanden.grootte + 2 * 1024 * 1024,
  /** More is not read any more: the connection ends. Up to here the klant gets a page that says what was too large. */
  afbreken: 1024 * 1024 * 1024,
  velden: 300,
  veld: 64 * 1024,
  bestanden: 60,
};
export type Maxima = typeof maximaInzending;

/** A post as it came: every field as text, every file already in the document store. */
export interface Inzending {
  /** Values by name of the input, in order. */
  velden: Map<string, string[]>;
  /** Files by name of the input. */
  bestanden: Map<string, BijlageRef[]>;
  fouten: Veldfout[];
}

/** A post that cannot be read at all. */
export class OnleesbareInzending extends Error {
  override name = 'OnleesbareInzending';
}

interface Regels {
  documenten: Documentopslag;
  /** How many files a field may take now, given the fields before it in the post; undefined: no field for files. */
  ruimte(naam: string, velden: ReadonlyMap<string, string[]>): number | undefined;
  maxima?: Maxima;
}

/**
 * Reads a multipart or urlencoded post. Files stream into the document store while they arrive and are never held in memory;
 * what is too large or too many is refused there and then, and the rest of the post is still read, so that no answer is lost.
 * @throws OnleesbareInzending for a broken body; @throws what the document store throws when it fails
 */
export async function readInzending(
  req: Request,
  { documenten, ruimte, maxima = maximaInzending }: Regels,
): Promise<Inzending> {
  const velden = new Map<string, string[]>();
  const bestanden = new Map<string, BijlageRef[]>();
  const fouten: Veldfout[] = [];
  const opgenomen = new Map<string, number>();
  const bezig: Promise<{ naam: string; ref: BijlageRef } | undefined>[] = [];
  let gelezen = 0;
  const refuse = (veld: string, code: string, tekst: string): void => {
    if (!fouten.some((fout) => fout.veld === veld && fout.tekst === tekst))
      fouten.push({ veld, code, tekst });
  };
  const parser = createParser(req, maxima);
  parser.on('field', (naam, waarde, { valueTruncated }) => {
    velden.set(naam, [...(velden.get(naam) ?? []), cleanText(waarde)]);
    if (valueTruncated) refuse(naam, 'too_big', 'Dit antwoord is te lang.');
  });
  parser.on('file', (naam, stream, { filename, mimeType }) => {
    // The parser destroys a file that breaks off; the post as a whole then fails.
    stream.on('error', () => undefined);
    const plaats = ruimte(naam, velden);
    if (!filename || plaats === undefined) return void stream.resume();
    const aantal = (opgenomen.get(naam) ?? 0) + 1;
    opgenomen.set(naam, aantal);
    if (aantal > plaats) {
      refuse(naam, 'te-veel', `U kunt hoogstens ${maximaBestanden.aantal} bestanden toevoegen.`);
      return void stream.resume();
    }
    if (gelezen > maxima.totaal) {
      refuse(naam, 'te-groot', 'Uw bestanden zijn samen te groot.');
      return void stream.resume();
    }
    bezig.push(
      storeStream(documenten, stream, { naam: filename, mediatype: mimeType }).then(
        (ref) => ({ naam, ref }),
        (error: unknown) => {
          if (!(error instanceof Weigering)) throw error;
          refuse(naam, error.code, `${shorten(filename)}: ${error.reden}`);
          return undefined;
        },
      ),
    );
    // Watched at the end; until then a failure must not count as unhandled.
    bezig.at(-1)?.catch(() => undefined);
  });
  for (const limit of ['fieldsLimit', 'partsLimit', 'filesLimit'] as const)
    parser.on(limit, () => refuse('', 'te-veel', 'Het formulier is te groot.'));

  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      gelezen += chunk.length;
      done(gelezen > maxima.afbreken ? new OnleesbareInzending('The post is far too large.') : null, chunk);
    },
  });
  await pump(req, meter, parser);
  // In the order of the post, whichever was stored first.
  for (const file of await Promise.all(bezig))
    if (file) bestanden.set(file.naam, [...(bestanden.get(file.naam) ?? []), file.ref]);
  return { velden, bestanden, fouten };
}

function createParser(req: Request, maxima: Maxima): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: 200,
        fieldSize: maxima.veld,
        fields: maxima.velden,
        files: maxima.bestanden,
        parts: maxima.velden + maxima.bestanden,
      },
    });
  } catch {
    throw new OnleesbareInzending('No form.');
  }
}

/** Resolves when the parser has read all; everything is torn down when one of the three fails or the klant leaves. */
function pump(req: Request, meter: Transform, parser: busboy.Busboy): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      req.unpipe(meter);
      // What still comes is thrown away, so that the answer can be sent.
      req.resume();
      parser.destroy();
      reject(new OnleesbareInzending('The post broke off or is malformed.'));
    };
    req.once('aborted', fail);
    req.once('error', fail);
    meter.once('error', fail);
    parser.once('error', fail);
    parser.once('close', resolve);
    req.pipe(meter).pipe(parser);
  });
}

/** A file that is refused must be read on, or the parser would wait for ever. */
async function storeStream(
  documenten: Documentopslag,
  stream: Readable,
  file: { naam: string; mediatype: string },
): Promise<BijlageRef> {
  const copy = new PassThrough();
  stream.on('error', (error) => copy.destroy(error));
  stream.on('close', () => copy.writableEnded || copy.destroy(new Error('The file broke off.')));
  stream.pipe(copy);
  try {
    return await documenten.store(copy, file, maximaBestanden.grootte);
  } finally {
    stream.unpipe(copy);
    stream.resume();
  }
}

const shorten = (naam: string): string => (naam.length > 60 ? `${naam.slice(0, 57)}…` : naam);

/** Lines end in one character, as a browser counts them, and control characters go: PostgreSQL cannot even keep NUL. */
function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}
