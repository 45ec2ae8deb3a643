import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../system.ts';
import { Appapi, Appgesprek } from './app.ts';
import { Chatgesprek, standInForBrowser } from './chat.ts';
import { Mailgesprek } from './email.ts';
import { type Klantgesprek, Ledger, type Zendkanaal } from './ledger.ts';
import type { Random } from './random.ts';

const kanalen: readonly Zendkanaal[] = ['email', 'chat', 'sms'];
/** Most messages go on with a conversation; the rest begins one. */
const shareOfNew = 0.3;

/** Klanten over three channels at a fixed rate, whatever the system does meanwhile. */
export class Traffic {
  readonly ledger = new Ledger();
  readonly #gesprekken: Klantgesprek[] = [];
  readonly #busy = new Set<Klantgesprek>();
  readonly #api: Appapi;
  readonly #receiving: Promise<void>;
  #made = 0;

  /** @param token of the app that serves kanaal sms */
  constructor(
    private readonly system: System,
    private readonly random: Random,
    token: string,
  ) {
    standInForBrowser();
    this.#api = new Appapi(system.addresses.website, token);
    this.#receiving = this.#api.receive();
  }

  /** Sends `perSecond` messages a second, by the clock, until a moment. Nothing is waited for. */
  async run(perSecond: number, until: number): Promise<void> {
    const started = Date.now();
    for (let n = 0; ; n += 1) {
      const due = started + (n * 1000) / perSecond;
      if (due >= until) return;
      if (due > Date.now()) await sleep(due - Date.now());
      this.#sendOne();
    }
  }

  #sendOne(): void {
    const kanaal = this.random.pick(kanalen);
    const idle = this.#gesprekken.filter(
      (gesprek) => gesprek.kanaal === kanaal && gesprek.open && !this.#busy.has(gesprek),
    );
    const gesprek =
      idle.length > 0 && !this.random.chance(shareOfNew) ? this.random.pick(idle) : this.#begin(kanaal);
    this.#busy.add(gesprek);
    void gesprek.send().finally(() => this.#busy.delete(gesprek));
  }

  #begin(kanaal: Zendkanaal): Klantgesprek {
    this.#made += 1;
    const { website } = this.system.addresses;
    const gesprek =
      kanaal === 'email'
        ? new Mailgesprek(this.system.addresses, this.ledger, this.random, this.#made)
        : kanaal === 'chat'
          ? new Chatgesprek(website, this.ledger, this.random, this.#made)
          : new Appgesprek(this.#api, this.ledger, this.random, this.#made);
    this.#gesprekken.push(gesprek);
    return gesprek;
  }

  /** Waits until every message was confirmed or refused. @returns how many still were not when time was up */
  async settle(limitMs: number): Promise<number> {
    for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100)) {
      if (this.ledger.underway.length === 0) return 0;
    }
    return this.ledger.underway.length;
  }

  /** How many messages the channel app took. */
  get receivedByApp(): number {
    return this.#api.received.size;
  }

  async stop(): Promise<void> {
    for (const gesprek of this.#gesprekken) gesprek.close();
    this.#api.stop();
    await this.#receiving;
  }
}
