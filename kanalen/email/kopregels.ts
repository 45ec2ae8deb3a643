import { decodeWestern } from './tekenset.ts';

/** The headers of a mail by lower-case name, unfolded, in the order in which they stand. */
export class Kopregels {
  readonly #lines = new Map<string, string[]>();

  constructor(lines: Iterable<{ key: string; line: string }>) {
    for (const { key, line } of lines) {
      const value = decodeWestern(Buffer.from(line.slice(line.indexOf(':') + 1), 'binary'))
        .replace(/\r?\n/g, ' ')
        .trim();
      this.#lines.set(key, [...(this.#lines.get(key) ?? []), value]);
    }
  }

  /** The first value, or an empty text. */
  get(name: string): string {
    return this.#lines.get(name)?.[0] ?? '';
  }

  /** All values as one text. */
  all(name: string): string {
    return this.#lines.get(name)?.join(' ') ?? '';
  }

  has(name: string): boolean {
    return this.#lines.has(name);
  }
}
