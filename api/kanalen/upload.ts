import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import busboy from 'busboy';
import { Problem } from '../../platform/problem.ts';

/** One file in a request, still streaming. */
export interface Upload {
  stream: Readable;
  naam: string;
  mediatype?: string;
  /** Resolves when nothing more follows; rejects when what follows makes the request wrong. */
  done: Promise<void>;
}

const malformed = (detail: string): Problem => new Problem(400, 'parse_error', 'Malformed body.', detail);

/**
 * Finds the file in a request: the whole body, named by Content-Disposition, or the first file of a form.
 * The name never stands in the address, where logs would keep it.
 * @throws Problem 400 for a form without a file or with more than one
 */
export function openUpload(req: IncomingMessage): Promise<Upload> {
  const type = req.headers['content-type'] ?? '';
  if (/^multipart\//i.test(type)) return openForm(req);
  const mediatype = type.split(';')[0]?.trim();
  // Whoever reads the file may destroy its stream; the connection must live on for the answer.
  const stream = req.pipe(new PassThrough());
  stream.on('error', () => undefined);
  req.once('aborted', () => stream.destroy(malformed('The connection broke off.')));
  return Promise.resolve({
    stream,
    naam: parseName(req.headers['content-disposition'] ?? ''),
    ...(mediatype ? { mediatype } : {}),
    done: Promise.resolve(),
  });
}

function openForm(req: IncomingMessage): Promise<Upload> {
  return new Promise((resolve, reject) => {
    let form: ReturnType<typeof busboy>;
    try {
      form = busboy({
        headers: req.headers,
        defParamCharset: 'utf8',
        limits: { files: 2, fields: 10, fieldSize: 1000 },
      });
    } catch {
      return reject(malformed('This is no form with a file.'));
    }
    let file: Readable | undefined;
    const done = new Promise<void>((finish, fail) => {
      const refuse = (detail: string): void => {
        const problem = malformed(detail);
        file?.destroy(problem);
        fail(problem);
        reject(problem);
      };
      form.on('file', (_field, stream, { filename, mimeType }) => {
        // Without a listener an error that comes after the last byte would end the process.
        stream.on('error', () => undefined);
        if (file) {
          stream.resume();
          return refuse('Send one file at a time.');
        }
        file = stream;
        resolve({ stream, naam: filename ?? 'bestand', mediatype: mimeType, done });
      });
      form.on('error', () => refuse('The form is broken or cut off.'));
      form.on('close', () => (file ? finish() : refuse('The form holds no file.')));
      req.once('aborted', () => refuse('The connection broke off.'));
    });
    // Whoever got the upload waits for it; before that, the outer promise tells.
    done.catch(() => undefined);
    req.pipe(form);
  });
}

/** Reads `filename*` (RFC 8187) or `filename` of a Content-Disposition. */
export function parseName(header: string): string {
  const extended = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  try {
    if (extended) return decodeURIComponent(extended);
  } catch {
    // A broken encoding leaves the plain name.
  }
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  return plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? 'bestand';
}

/** Lets the rest of a refused body pass by, so that the sender reads the answer; ends one without end. */
export function drain(req: IncomingMessage, maximum: number): void {
  req.unpipe();
  let seen = 0;
  req.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > maximum) req.destroy();
  });
  req.resume();
}
