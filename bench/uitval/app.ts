import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Klantgesprek, type Ledger, retryMs, type Zending } from './ledger.ts';
import type { Random } from './random.ts';

const longest = 5;

/** A klant of a channel app. The app posts each message until it gets an answer, always with the same externId. */
export class Appgesprek implements Klantgesprek {
  readonly kanaal = 'sms';
  readonly naam: string;
  #nummer = 0;
  #bewijs: string | undefined;

  constructor(
    private readonly api: Appapi,
    private readonly ledger: Ledger,
    private readonly random: Random,
    id: number,
  ) {
    this.naam = `app-${id}-${randomUUID().slice(0, 8)}`;
  }

  get open(): boolean {
    return this.#nummer < longest;
  }

  async send(): Promise<void> {
    this.#nummer += 1;
    const { kanaal, naam: gesprek } = this;
    const externId = `${gesprek}/${this.#nummer}`;
    const melding = this.#nummer === 1 ? this.random.chance(0.7) : this.random.chance(0.1);
    const zending = this.ledger.begin({
      kanaal,
      gesprek,
      nummer: this.#nummer,
      ref: externId,
      formeel: true,
      opent: melding || this.#nummer === 1,
    });
    const tekst = `Dit is bericht ${this.#nummer} van ${gesprek}.`;
    const gegevens = {
      soort: 'afval',
      gevaarlijk: false,
      locatie: { omschrijving: 'Kerkstraat 12' },
      toelichting: tekst,
    };
    await this.#deliver(zending, {
      externId,
      conversatie: gesprek,
      afzender: { adressen: [{ soort: 'telefoonnummer', waarde: phoneOf(gesprek) }] },
      inhoud: melding ? { gegevens } : { tekst },
      ...(melding ? { product: 'melden-overlast' } : {}),
      ...(!melding && this.#bewijs && this.random.chance(0.3) ? { bewijs: this.#bewijs } : {}),
    });
  }

  async #deliver(zending: Zending, body: object): Promise<void> {
    for (;;) {
      zending.pogingen += 1;
      const answer = await this.api.request('POST', 'berichten', body);
      if (answer?.ok) {
        this.#bewijs = (
          (await answer.json().catch(() => undefined)) as { bewijs?: string } | undefined
        )?.bewijs;
        zending.bevestigd = Date.now();
        return;
      }
      if (answer && answer.status < 500 && answer.status !== 429) {
        zending.geweigerd = `${answer.status} ${await answer.text()}`;
        return;
      }
      await sleep(retryMs);
    }
  }

  close(): void {}
}

/** A Dutch mobile number that belongs to one conversation. */
function phoneOf(gesprek: string): string {
  return `06${Number.parseInt(gesprek.slice(-8), 16).toString().padStart(10, '0').slice(-8)}`;
}

/** The calls of a channel app. */
export class Appapi {
  #stopped = false;
  #cursor = '';
  /** Outbound messages that the app got, by id. */
  readonly received = new Set<string>();

  constructor(
    private readonly website: string,
    private readonly token: string,
  ) {}

  /** @returns undefined when there was no answer */
  async request(method: 'GET' | 'POST', address: string, body?: object): Promise<Response | undefined> {
    try {
      return await fetch(`${this.website}kanalen/v1/${address}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(15_000),
      });
    } catch {
      return undefined;
    }
  }

  /** Takes what is waiting for the app, and hands proof of delivery back, until `stop`. */
  async receive(): Promise<void> {
    while (!this.#stopped) {
      const answer = await this.request('GET', `uitgaand?wacht=2&limiet=100${this.#cursor}`);
      const list = answer?.ok
        ? ((await answer.json().catch(() => undefined)) as
            | { berichten: { id: string }[]; volgende: string }
            | undefined)
        : undefined;
      if (!list) {
        await sleep(retryMs);
        continue;
      }
      for (const { id } of list.berichten) {
        await this.#prove(id);
        this.received.add(id);
      }
      this.#cursor = `&na=${list.volgende}`;
    }
  }

  async #prove(id: string): Promise<void> {
    while (!this.#stopped) {
      const body = { status: 'afgeleverd', op: new Date().toISOString() };
      const answer = await this.request('POST', `uitgaand/${id}/status`, body);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await sleep(retryMs);
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}
