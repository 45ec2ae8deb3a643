import { randomUUID } from 'node:crypto';
import type { SessieGebeurtenis } from '../../domein/bericht.ts';
import type { Kanaallog, Kanaalpoort } from '../../domein/kanaaladapter.ts';

interface Aanwezige {
  verbindingen: number;
  timer?: NodeJS.Timeout;
  vertrokkenOp?: Date;
}

/**
 * Tells the engine who is there and who has gone. A connection that comes back within `uitstel` milliseconds was never
 * gone, so a tunnel or a reload is no event. `op` of a departure is the moment at which the last connection fell away:
 * when the klant has meanwhile come back at another api process, that arrival is the later of the two.
 */
export class Aanwezigheid {
  readonly #aanwezigen = new Map<string, Aanwezige>();
  #stopped = false;

  constructor(
    private readonly poort: Kanaalpoort,
    private readonly log: Kanaallog,
    private readonly uitstel: number,
  ) {}

  /** A connection opens. @param eerste true when `aangekomen` was stored for it just now, which says the same */
  arrive(conversatie: string, eerste: boolean): void {
    const known = this.#aanwezigen.get(conversatie);
    if (known) {
      clearTimeout(known.timer);
      known.vertrokkenOp = undefined;
      known.verbindingen += 1;
      return;
    }
    this.#aanwezigen.set(conversatie, { verbindingen: 1 });
    if (!eerste) void this.#report(conversatie, 'aanwezig', new Date());
  }

  /** A connection falls away. */
  leave(conversatie: string): void {
    const known = this.#aanwezigen.get(conversatie);
    if (!known) return;
    known.verbindingen -= 1;
    if (known.verbindingen > 0 || this.#stopped) return;
    known.vertrokkenOp = new Date();
    known.timer = setTimeout(() => void this.#depart(conversatie, known.vertrokkenOp), this.uitstel);
    known.timer.unref();
  }

  /** The klant ends the conversation: gone at once, over all connections. */
  async end(conversatie: string): Promise<void> {
    clearTimeout(this.#aanwezigen.get(conversatie)?.timer);
    await this.#depart(conversatie, new Date());
  }

  /** Reports everybody as gone: who is still there comes back at the next process. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { timer } of this.#aanwezigen.values()) clearTimeout(timer);
    const gone = [...this.#aanwezigen].map(([conversatie, { vertrokkenOp }]) => ({
      conversatie,
      op: vertrokkenOp ?? new Date(),
    }));
    // Not all at once: the database serves the other processes too.
    while (gone.length > 0)
      await Promise.all(gone.splice(0, 10).map(({ conversatie, op }) => this.#depart(conversatie, op)));
  }

  async #depart(conversatie: string, op = new Date()): Promise<void> {
    this.#aanwezigen.delete(conversatie);
    await this.#report(conversatie, 'vertrokken', op);
  }

  async #report(conversatie: string, gebeurtenis: 'aanwezig' | 'vertrokken', op: Date): Promise<void> {
    const event: SessieGebeurtenis = {
      kanaal: 'chat',
      externId: `${conversatie}:${gebeurtenis}:${randomUUID()}`,
      conversatie,
      gebeurtenis,
      bewezen: [],
      op: op.toISOString(),
    };
    for (let wait = 1_000; ; wait = Math.min(wait * 2, 60_000)) {
      try {
        await this.poort.acceptGebeurtenis(event);
        return;
      } catch (error) {
        this.log.warn({ err: error, gebeurtenis }, 'chat: presence not stored');
        if (this.#stopped) return;
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
      }
    }
  }
}
