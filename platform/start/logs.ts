import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const largestFile = 20 * 1024 * 1024;

/** The log file of one part. The file of the start before stays beside it, as `<part>.1.log`. */
export class LogFile {
  readonly file: string;
  readonly #previous: string;
  #size = 0;
  #waiting: string[] = [];

  constructor(dataFolder: string, part: string) {
    const folder = path.join(dataFolder, 'logs');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.file = path.join(folder, `${part}.log`);
    this.#previous = path.join(folder, `${part}.1.log`);
    if (existsSync(this.file) && statSync(this.file).size > 0) renameSync(this.file, this.#previous);
  }

  /** Adds a line. Lines of the same moment go to disk together. */
  write(line: string): void {
    if (this.#waiting.push(line) === 1) setImmediate(() => this.flush());
  }

  /** Writes what waits, at once. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const text = `${this.#waiting.join('\n')}\n`;
    this.#waiting = [];
    this.#size += Buffer.byteLength(text);
    try {
      appendFileSync(this.file, text, { mode: 0o600 });
      if (this.#size > largestFile) this.#turn();
    } catch {
      // A full disk must not take the parts down with it.
    }
  }

  #turn(): void {
    renameSync(this.file, this.#previous);
    this.#size = 0;
  }
}
