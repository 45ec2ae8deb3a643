import { Transform, type TransformCallback } from 'node:stream';
import { MailParser, type MailParserOptions } from 'mailparser';

/** Declarations that senders get wrong most: bytes decide which of UTF-8 and Windows-1252 it is. */
const onbetrouwbaar =
  /^(utf-?8|(us-?)?ascii|ansi.*|iso-?8859-?1|latin-?1|windows-?1252|cp-?1252|unknown.*|x-unknown|default|)$/i;

/** Windows-1252 from 0x80 to 0x9f. Not by TextDecoder: in Node 20 that one reads Windows-1252 as ISO 8859-1. */
const hoog = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Decodes bytes that claim to be plain western text: UTF-8 when they are valid UTF-8, Windows-1252 otherwise. */
export function decodeWestern(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (character) => hoog[character.charCodeAt(0) - 0x80]!);
  }
}

class WesternDecoder extends Transform {
  readonly #chunks: Buffer[] = [];

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#chunks.push(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    done(null, Buffer.from(decodeWestern(Buffer.concat(this.#chunks))));
  }
}

interface Inwendig {
  createNode(node: unknown): { charset?: string; isAttachment?: boolean };
  decoder: { decodeStream(charset: string): NodeJS.ReadWriteStream };
}

/**
 * mailparser that does not believe a declared western character set.
 * It decodes UTF-8 without a hook, so this leans on two of its inner methods; the tests on character sets guard that.
 */
export function createParser(options: MailParserOptions): MailParser {
  const parser = new MailParser(options);
  const inwendig = parser as unknown as Inwendig;
  const createNode = inwendig.createNode.bind(parser);
  const decodeStream = inwendig.decoder.decodeStream.bind(inwendig.decoder);
  inwendig.createNode = (node) => {
    const created = createNode(node);
    if (onbetrouwbaar.test(created.charset ?? '')) created.charset = 'x-western';
    return created;
  };
  inwendig.decoder.decodeStream = (charset) =>
    charset === 'x-western' ? new WesternDecoder() : decodeStream(charset);
  return parser;
}
