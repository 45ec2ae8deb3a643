import { describeExit, type Running } from '../embedded/process.ts';
import { Backoff } from './backoff.ts';

/** Something that `npm start` keeps running. */
export interface Part {
  name: string;
  /** Starts it and resolves when it is ready for use. */
  start(): Promise<Running>;
  /** Why it ended, read from what it wrote last. */
  reason?(running: Running): string | undefined;
}

/** What a keeper tells while it does its work. */
export interface KeeperEvents {
  up(part: Part, running: Running): void;
  down(part: Part, why: string, againInMs: number): void;
  back(part: Part, tookMs: number): void;
}

/** Keeps one part running: starts it again, with growing pauses, whenever it ends. */
export class Keeper {
  readonly #part: Part;
  readonly #events: KeeperEvents;
  readonly #backoff = new Backoff();
  #running: Running | undefined;
  #stopping = false;
  #pause: AbortController | undefined;

  constructor(part: Part, events: KeeperEvents) {
    this.#part = part;
    this.#events = events;
  }

  /** The first start. @throws what kept the part from coming up. */
  async begin(): Promise<void> {
    this.#follow(await this.#part.start());
  }

  /** Stops the part for good. */
  async stop(graceMs?: number): Promise<void> {
    this.#stopping = true;
    this.#pause?.abort();
    await this.#running?.stop(graceMs);
  }

  #follow(running: Running): void {
    const since = Date.now();
    this.#running = running;
    this.#events.up(this.#part, running);
    running.exited.then(async (exit) => {
      this.#running = undefined;
      // Who was killed from outside has nothing to say about it.
      const said = exit.signal === 'SIGKILL' ? undefined : this.#part.reason?.(running);
      const why = `stopped: ${describeExit(exit)}${said ? ` (${said})` : ''}`;
      await this.#startAgain(why, this.#backoff.after(Date.now() - since));
    });
  }

  async #startAgain(why: string, waitMs: number): Promise<void> {
    if (this.#stopping) return;
    this.#events.down(this.#part, why, waitMs);
    await this.#wait(waitMs);
    if (this.#stopping) return;
    const started = Date.now();
    try {
      const running = await this.#part.start();
      if (this.#stopping) await running.stop();
      this.#follow(running);
      this.#events.back(this.#part, Date.now() - started);
    } catch (error) {
      await this.#startAgain(`does not come up: ${(error as Error).message}`, this.#backoff.after(0));
    }
  }

  #wait(ms: number): Promise<void> {
    this.#pause = new AbortController();
    const { signal } = this.#pause;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
