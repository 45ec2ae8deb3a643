import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';

/** Contents that were put away: addressed by their SHA-256. */
export interface Opgeborgen {
  sha256: string;
  grootte: number;
}

/** Bytes from the first to the last, both included. */
export interface Bereik {
  van: number;
  tot: number;
}

/**
 * Contents of documents by SHA-256, where attachments of berichten are kept too. Registers keep what clients give them:
 * other than for attachments nothing is refused by its kind.
 */
export interface Inhoudopslag {
  /** @throws RangeError when there is more than `maximum` bytes */
  bergOp(stream: Readable, maximum: number): Promise<Opgeborgen>;
  bergBytesOp(bytes: Buffer): Promise<Opgeborgen>;
  /** One content from several, in their order. */
  voegSamen(delen: readonly string[]): Promise<Opgeborgen>;
  /** Size in bytes. @throws when the content is not there */
  grootte(sha256: string): Promise<number>;
  /**
   * A whole content fails at its end, before its last bytes, when it is not what its SHA-256 says; of a part that cannot
   * be known.
   */
  open(sha256: string, bereik?: Bereik): Promise<Readable>;
  /** Removes a content that nobody has put away since; `false` when somebody has. Gone already is fine. */
  wis(sha256: string, sinds: Date): Promise<boolean>;
  /** All contents, or those whose SHA-256 begins so, with the moment when each was last put away. */
  lijst(begin?: string): AsyncIterable<{ sha256: string; op: Date }>;
  /** Removes what was on its way into the store and never arrived, if it is older. @returns how many */
  ruimOp(voor: Date): Promise<number>;
}

/** Passes bytes on, and knows afterwards what they were. */
export class Meter extends Transform {
  readonly #hash = createHash('sha256');
  readonly #maximum: number;
  #grootte = 0;
  constructor(maximum: number) {
    super();
    this.#maximum = maximum;
  }
  override _transform(
    stuk: Buffer,
    _encoding: BufferEncoding,
    klaar: (fout: Error | null, stuk?: Buffer) => void,
  ) {
    this.#grootte += stuk.length;
    if (this.#grootte > this.#maximum) return klaar(new RangeError(`More than ${this.#maximum} bytes.`));
    this.#hash.update(stuk);
    klaar(null, stuk);
  }
  /** Once, after the last byte. */
  uitslag(): Opgeborgen {
    return { sha256: this.#hash.digest('hex'), grootte: this.#grootte };
  }
}

/** The bytes of a content are not those that were put away. */
export class Beschadigd extends Error {
  constructor(sha256: string) {
    super(`The content ${sha256} is damaged.`);
  }
}

/** Holds the last bytes back until all of them are known to be right. @throws Beschadigd when they are not */
export async function* gecontroleerd(bron: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let laatste: Buffer | undefined;
  for await (const stuk of bron) {
    if (laatste) yield laatste;
    hash.update(stuk);
    laatste = stuk;
  }
  if (hash.digest('hex') !== sha256) throw new Beschadigd(sha256);
  if (laatste) yield laatste;
}

/** @throws RangeError for anything else than a SHA-256 in hexadecimals */
export function eisSha256(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('A content is named by its SHA-256.');
  return sha256;
}
