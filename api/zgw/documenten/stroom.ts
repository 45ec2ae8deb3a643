import { PassThrough } from 'node:stream';
import type { Request } from 'express';
import { getManyValues, isMany, none } from 'stream-chain/defs.js';
import Assembler from 'stream-json/core/assembler.js';
import { jsonParser, type Token } from 'stream-json/parser.js';
import { Problem } from '../../../platform/problem.ts';
import type { Inhoudopslag, Opgeborgen } from '../../../registers/zgw/documenten/inhoud.ts';
import { veldFout } from '../../kit/fout.ts';
import { Base64Lezer } from './base64.ts';
import { geenBase64, InhoudInOpslag } from './inhoud.ts';

/** All but the content of a document is small; what is larger is no document, bytes. */
const maximumRest = 1_048_576;

const teGroot = (): Problem =>
  new Problem(413, 'too_large', 'Too large.', 'The body is larger than this address takes.');
const onleesbaar = (): Problem =>
  new Problem(400, 'parse_error', 'Malformed body.', 'The body is no valid JSON.');

/** A content on its way from the body into the store. */
interface Onderweg {
  lezer: Base64Lezer;
  stroom: PassThrough;
  opgeborgen: Promise<Opgeborgen>;
}

/** Bodies up to this length are read at once: faster, with the same result, bytes. */
const klein = 1_048_576;

/** True for a body that is too large to read at once, or of which that is not known. */
export function isGroot(req: Request): boolean {
  const lengte = req.get('content-length');
  const gewoon = /^(identity)?$/i.test(req.get('content-encoding') ?? '');
  const utf8 = !/charset=(?!"?utf-8)/i.test(req.get('content-type') ?? '');
  return (
    gewoon &&
    utf8 &&
    (lengte === undefined ? req.get('transfer-encoding') !== undefined : Number(lengte) > klein)
  );
}

/**
 * Reads a JSON body of any size: the base64 in its `inhoud` (at one of these paths) goes into the store while it comes
 * in, and an `InhoudInOpslag` takes its place. Never more than a few network packets are in memory.
 * @throws Problem 400 for JSON or base64 that is broken, 413 for a content or a rest that is too large
 */
export class Lichaamlezer {
  readonly #opslag: Inhoudopslag;
  readonly #maximum: number;
  readonly #paden: readonly string[];
  readonly #ontleder = jsonParser({
    packStrings: false,
    packKeys: true,
    packNumbers: true,
    streamKeys: false,
    streamNumbers: false,
  });
  readonly #opbouw = new Assembler();
  #tekst: string[] = [];
  #rest = 0;
  #onderweg: Onderweg | undefined;
  #gezien = false;

  constructor(opslag: Inhoudopslag, maximum: number, paden: readonly string[]) {
    this.#opslag = opslag;
    this.#maximum = maximum;
    this.#paden = paden;
  }

  async lees(req: Request): Promise<unknown> {
    if (Number(req.get('content-length') ?? 0) > this.#maximum * 1.4 + maximumRest) throw teGroot();
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    try {
      // Whoever gets a refusal is still sending: closing the connection would keep the answer from arriving.
      for await (const stuk of req.iterator({ destroyOnReturn: false }))
        await this.#verwerk(begrijp(() => this.#ontleed(utf8.decode(stuk as Buffer, { stream: true }))));
      await this.#verwerk(begrijp(() => this.#ontleed(utf8.decode())));
      await this.#verwerk(begrijp(() => this.#ontleed()));
    } catch (error) {
      const { stroom, opgeborgen } = this.#onderweg ?? {};
      stroom?.destroy(error as Error);
      await opgeborgen?.catch(() => undefined);
      req.resume();
      throw error;
    }
    if (!this.#opbouw.done) throw onleesbaar();
    return this.#opbouw.current;
  }

  #ontleed(tekst?: string): readonly Token[] {
    const uit: unknown = this.#ontleder((tekst ?? none) as string);
    if (uit === none) return [];
    return isMany(uit) ? (getManyValues(uit) as Token[]) : [uit as Token];
  }

  async #verwerk(tokens: readonly Token[]): Promise<void> {
    for (const token of tokens) {
      if (token.name === 'stringChunk') this.#tekst.push(token.value);
      else if (token.name === 'startString') this.#begin();
      else if (token.name === 'endString') await this.#einde();
      else this.#bouw(token);
    }
    // The text of one packet at once: the tokens themselves are short.
    if (this.#onderweg) await this.#schrijf(this.#onderweg);
    else this.#eisKlein(this.#tekst.reduce((som, deel) => som + deel.length, 0));
  }

  #bouw(token: Token): void {
    this.#rest += 'value' in token ? String(token.value).length + 1 : 1;
    this.#eisKlein(0);
    this.#opbouw.consume(token);
  }

  #eisKlein(meer: number): void {
    if (this.#rest + meer > maximumRest) throw teGroot();
  }

  #begin(): void {
    const { path, key } = this.#opbouw;
    if (!this.#paden.includes([...path, key].join('.'))) return;
    if (this.#gezien) throw veldFout('inhoud', 'duplicate', 'De inhoud staat er twee keer.');
    this.#gezien = true;
    const stroom = new PassThrough({ highWaterMark: 1_048_576 });
    const opgeborgen = this.#opslag.bergOp(stroom, this.#maximum);
    // It is waited for at the end; until then a failure shows in the stream, which is closed.
    opgeborgen.catch(() => stroom.destroy());
    stroom.on('error', () => undefined);
    this.#onderweg = { lezer: new Base64Lezer(), stroom, opgeborgen };
  }

  async #schrijf({ lezer, stroom, opgeborgen }: Onderweg): Promise<void> {
    const bytes = alsBase64(() => lezer.lees(this.#tekst.join('')));
    this.#tekst = [];
    if (stroom.destroyed) await teGrootOf(opgeborgen);
    if (bytes.length > 0 && !stroom.write(bytes)) await ruimte(stroom);
  }

  async #einde(): Promise<void> {
    const onderweg = this.#onderweg;
    if (!onderweg) {
      this.#bouw({ name: 'stringValue', value: this.#tekst.join('') });
      this.#tekst = [];
      return;
    }
    await this.#schrijf(onderweg);
    onderweg.stroom.end(alsBase64(() => onderweg.lezer.einde()));
    const opgeborgen = await teGrootOf(onderweg.opgeborgen);
    this.#onderweg = undefined;
    // An empty text says that there is no content, as in a small body.
    const waarde = opgeborgen.grootte > 0 ? new InhoudInOpslag(opgeborgen) : '';
    this.#opbouw.consume({ name: 'stringValue', value: waarde as string });
  }
}

/** Until the stream takes more, or is closed. */
const ruimte = (stroom: PassThrough): Promise<void> =>
  new Promise((klaar) => {
    const verder = (): void => {
      stroom.off('drain', verder).off('close', verder);
      klaar();
    };
    stroom.on('drain', verder).on('close', verder);
  });

/** @throws Problem 413 when the store had to stop */
async function teGrootOf(opgeborgen: Promise<Opgeborgen>): Promise<Opgeborgen> {
  try {
    return await opgeborgen;
  } catch (error) {
    throw error instanceof RangeError ? teGroot() : error;
  }
}

function alsBase64(werk: () => Buffer): Buffer {
  try {
    return werk();
  } catch (error) {
    throw error instanceof RangeError ? geenBase64(error) : error;
  }
}

/** What the parser or the decoder throws is about the text. */
function begrijp<T>(werk: () => T): T {
  try {
    return werk();
  } catch {
    throw onleesbaar();
  }
}
