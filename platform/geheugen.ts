/** Remembers what cost something to find: for a time, and so many at most. When it is full it begins anew. */
export class Geheugen<T> {
  readonly #bewaard = new Map<string, { waarde: T; tot: number }>();
  readonly #ms: number;
  readonly #hoogstens: number;

  /** @param ms how long a value holds */
  constructor(ms = Number.POSITIVE_INFINITY, hoogstens = 1_000) {
    this.#ms = ms;
    this.#hoogstens = hoogstens;
  }

  /** @returns undefined for what is not known, or no longer */
  lees(sleutel: string): T | undefined {
    const bekend = this.#bewaard.get(sleutel);
    return bekend && performance.now() < bekend.tot ? bekend.waarde : undefined;
  }

  bewaar(sleutel: string, waarde: T): T {
    if (this.#bewaard.size >= this.#hoogstens) this.#bewaard.clear();
    this.#bewaard.set(sleutel, { waarde, tot: performance.now() + this.#ms });
    return waarde;
  }

  vergeet(sleutel: string): void {
    this.#bewaard.delete(sleutel);
  }
}
