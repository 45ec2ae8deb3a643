import { condition, patched } from '@temporalio/workflow';
import type { Toestand } from './toestand.ts';

/** A promise that never settles: where an interrupted process stays until its run ends. */
const forever = new Promise<never>(() => undefined);

/**
 * The journal of acts (design section 5). Each step has a key and runs once; after continue-as-new the process runs
 * again from its top and finished steps give back what they gave before.
 */
export class Journaal {
  readonly #toestand: Toestand;
  /** How often each name was used in this run: makes the keys of repeated acts. */
  readonly #counts = new Map<string, number>();
  readonly #running = new Set<string>();
  /** Finished acts of earlier runs that this run has not passed again: as long as there are any, we are in the past. */
  readonly #unvisited: Set<string>;
  #busy = 0;
  #interrupted = false;

  constructor(toestand: Toestand) {
    this.#toestand = toestand;
    this.#unvisited = new Set(Object.keys(toestand.stappen).filter((key) => !key.includes('/')));
  }

  /**
   * The key of an act: its name and how often it was called. Two acts of one name at the same time would get keys
   * by chance of order, so they need a `sleutel` of their own.
   */
  keyOf(act: string, sleutel?: string): string {
    if (sleutel) return `${act}:${sleutel}`;
    const count = (this.#counts.get(act) ?? 0) + 1;
    this.#counts.set(act, count);
    if (this.#running.has(act))
      throw new TypeError(`Two acts "${act}" run at the same time: give each a sleutel.`);
    return `${act}#${count}`;
  }

  /**
   * Runs an act, which may wait, once. Its inner steps are forgotten when it is done.
   * @param consume drops what the act used up, in the same breath as its result is kept: continue-as-new sees both or neither
   */
  async act<T>(
    act: string,
    sleutel: string | undefined,
    body: (key: string) => Promise<T>,
    consume?: (key: string) => void,
  ): Promise<T> {
    const key = this.keyOf(act, sleutel);
    this.#unvisited.delete(key);
    const done = this.#toestand.stappen[key];
    if (done) return done.waarde as T;
    this.#running.add(act);
    try {
      const waarde = await body(key);
      for (const inner of Object.keys(this.#toestand.stappen))
        if (inner.startsWith(`${key}/`)) delete this.#toestand.stappen[inner];
      delete this.#toestand.uiterlijk[key];
      this.#toestand.stappen[key] = { waarde };
      consume?.(key);
      return waarde;
    } finally {
      this.#running.delete(act);
    }
  }

  /**
   * One call to the world, once. A step of an act never starts when the run is about to end.
   * @param closing a step of the engine itself, which belongs to the end
   */
  async step<T>(key: string, call: () => Promise<T>, closing = false): Promise<T> {
    const done = this.#toestand.stappen[key];
    if (done) return done.waarde as T;
    if (this.#interrupted && !closing) return forever;
    this.#busy += 1;
    try {
      const waarde = await call();
      this.#toestand.stappen[key] = { waarde };
      return waarde;
    } finally {
      this.#busy -= 1;
    }
  }

  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Waits for the state to change, or for a moment (milliseconds since the epoch). @returns false when the moment came first */
  async waitUntil(holds: () => boolean, tot?: number): Promise<boolean> {
    if (tot === undefined) {
      await condition(holds);
      return true;
    }
    if (holds()) return true;
    const left = tot - Date.now();
    return left > 0 ? condition(holds, left) : false;
  }

  /** The deadline of an act: computed once, then the same over all runs. */
  deadline(key: string, compute: () => number): number {
    this.#toestand.uiterlijk[key] ??= compute();
    return this.#toestand.uiterlijk[key];
  }

  /** Version mark: see `Verzoek.wijziging`. */
  wijziging(naam: string): boolean {
    this.#toestand.wijzigingen[naam] ??= this.#unvisited.size > 0 ? false : patched(naam);
    return this.#toestand.wijzigingen[naam];
  }

  /** Lets running steps end, starts no new ones. After it the state is complete and the run may end. */
  async interrupt(): Promise<void> {
    this.#interrupted = true;
    await condition(() => this.#busy === 0);
  }
}
