import { levelNumber, messageOf, parseLogLine } from './log-lines.ts';

const repeatPauseMs = 30_000;

/** Everything that `npm start` writes for the person in front of it. */
export class Screen {
  readonly #loud: boolean;
  readonly #threshold: number;
  readonly #shown = new Map<string, number>();
  /** While parts come up or go down they complain about each other, which says nothing. */
  #quiet = true;

  /** @param logLevel shows the parts' own lines from this level on; absent: warnings, each once in a while */
  constructor(logLevel: string | undefined) {
    this.#loud = logLevel !== undefined;
    this.#threshold = levelNumber(logLevel);
  }

  /** A fact worth knowing. */
  note(text: string): void {
    console.log(`  · ${text}`);
  }

  /** Something went wrong that we deal with. */
  warn(text: string): void {
    console.log(`! ${text}`);
  }

  /** Follows a step and says how long it took. */
  async step<T>(title: string | ((result: T) => string), work: Promise<T>): Promise<T> {
    const started = Date.now();
    const result = await work;
    this.done(typeof title === 'string' ? title : title(result), Date.now() - started);
    return result;
  }

  /** A step that is done. */
  done(title: string, tookMs: number): void {
    console.log(`✔ ${title}  ${seconds(tookMs)}`);
  }

  /** Shows a line of a part's own log, when it matters enough. */
  partLine(part: string, line: string): void {
    const parsed = parseLogLine(line);
    if (this.#loud) {
      if (!parsed || parsed.level >= this.#threshold) console.log(`${part} │ ${line}`);
      return;
    }
    if (this.#quiet || !parsed || parsed.level < this.#threshold) return;
    const text = `${part} │ ${messageOf(parsed)}`;
    // A part that waits for another says so many times a second.
    const now = Date.now();
    if (now - (this.#shown.get(text) ?? 0) < repeatPauseMs) return;
    if (this.#shown.size > 1_000) this.#shown.clear();
    this.#shown.set(text, now);
    console.log(text);
  }

  /** Whether warnings of the parts are shown from here on. */
  listen(on: boolean): void {
    this.#quiet = !on;
  }
}

/** A duration for people. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
