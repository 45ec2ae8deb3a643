/** How long to wait between attempts. */
export interface BackoffOptions {
  firstMs?: number;
  maxMs?: number;
  /** A part that ran this long was healthy: its next failure is a new one. */
  healthyMs?: number;
}

/** Counts failures and says how long to wait after each. */
export class Backoff {
  readonly #first: number;
  readonly #max: number;
  readonly #healthy: number;
  #failures = 0;

  constructor({ firstMs = 200, maxMs = 10_000, healthyMs = 30_000 }: BackoffOptions = {}) {
    this.#first = firstMs;
    this.#max = maxMs;
    this.#healthy = healthyMs;
  }

  /** The wait after a failure of a part that had been up for `upMs`. */
  after(upMs: number): number {
    if (upMs >= this.#healthy) this.#failures = 0;
    // The exponent is bounded before the power: a part may fail for weeks.
    const wait = this.#first * 2 ** Math.min(this.#failures, 30);
    this.#failures += 1;
    return Math.min(wait, this.#max);
  }
}
