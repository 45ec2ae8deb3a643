import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { Gesprek, type Scherm } from '../../web/chat/gesprek.ts';
import type { UitFrame } from '../../web/chat/opslag.ts';
import type { Klantgesprek, Ledger, Zending } from './ledger.ts';
import type { Random } from './random.ts';

/** A browser's socket tells of a failed connection by its `close` alone. */
class BrowserSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    this.on('error', () => undefined);
  }
}

/** What the widget expects of a browser, and no more: timers, a socket, a page that is on screen. */
export function standInForBrowser(): void {
  const page = { addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.assign(globalThis, {
    window: { ...page, setTimeout, clearTimeout },
    document: { ...page, visibilityState: 'visible' },
    WebSocket: BrowserSocket,
  });
}

const melding: Pick<UitFrame, 'tekst' | 'keuze'>[] = [
  { keuze: 'product:melden-overlast' },
  { keuze: 'afval' },
  { keuze: 'nee' },
  { tekst: 'Kerkstraat 12' },
  { tekst: 'Er ligt afval naast de container' },
];

/**
 * A klant in the chat window: the conversation of the widget itself (`web/chat/gesprek.ts`), with its outbox, resume and
 * re-sending, on a storage and a screen of our own. Most begin a melding; all go on talking.
 */
export class Chatgesprek implements Klantgesprek {
  readonly kanaal = 'chat';
  readonly naam: string;
  readonly #gesprek: Gesprek;
  readonly #lines: Pick<UitFrame, 'tekst' | 'keuze'>[];
  readonly #waiting = new Map<string, { zending: Zending; done: () => void }>();
  /** The number of the line that answers the last question; 0 when nothing was asked. */
  readonly #asked: number;
  #nummer = 0;
  /** Own lines as they came back, in order; undefined before the session began. */
  #shown: string[] | undefined;
  readonly #ids: string[] = [];

  constructor(
    website: string,
    private readonly ledger: Ledger,
    random: Random,
    id: number,
  ) {
    this.naam = `chat-${id}`;
    const email = random.chance(0.5) ? 'overslaan' : `chat${id}.${randomUUID().slice(0, 8)}@klant.test`;
    const begin = random.chance(0.8) ? [...melding, { tekst: email }] : [];
    const more = Array.from({ length: 4 }, (_, n) => ({ tekst: `Nog iets, regel ${n + 1}` }));
    this.#lines = [...begin, ...more];
    this.#asked = begin.length;
    const opslag = {
      readSessie: () => undefined,
      keepSessie: () => undefined,
      readUit: () => [],
      keepUit: () => undefined,
      dropUit: () => undefined,
      watchWiped: () => () => undefined,
    };
    this.#gesprek = new Gesprek(website.replace(/\/$/, ''), undefined, opslag, this.#screen());
    this.#gesprek.connect();
  }

  get open(): boolean {
    return this.#nummer < this.#lines.length;
  }

  send(): Promise<void> {
    const line = this.#lines[this.#nummer]!;
    this.#nummer += 1;
    const id = randomUUID();
    this.#ids.push(id);
    const { kanaal, naam: gesprek } = this;
    const zending = this.ledger.begin({
      kanaal,
      gesprek,
      nummer: this.#nummer,
      ref: id,
      formeel: false,
      opent: this.#nummer === this.#asked,
    });
    zending.pogingen = 1;
    return new Promise((done) => {
      this.#waiting.set(id, { zending, done });
      this.#gesprek.send({ type: 'bericht', id, ...line });
    });
  }

  close(): void {
    this.#gesprek.close();
  }

  #screen(): Scherm {
    const settle = (id: string, change: (zending: Zending) => void): void => {
      const waiting = this.#waiting.get(id);
      if (!waiting) return;
      this.#waiting.delete(id);
      change(waiting.zending);
      waiting.done();
    };
    return {
      showRegel: ({ volgnummer, id }) => {
        if (id && this.#shown) {
          if (id !== this.#ids[this.#shown.length])
            this.ledger.problems.push(
              `${this.naam}: own line ${this.#shown.length + 1} on screen is another one`,
            );
          this.#shown.push(id);
        }
        this.#gesprek.confirm(volgnummer);
      },
      showUit: () => undefined,
      showOntvangen: ({ id }) => settle(id, (zending) => Object.assign(zending, { bevestigd: Date.now() })),
      showGeweigerd: ({ id }, fout) =>
        settle(id, (zending) => Object.assign(zending, { geweigerd: `${fout.code}: ${fout.reden}` })),
      showToestand: () => undefined,
      showKenmerk: () => undefined,
      clear: () => {
        // Once, when the session begins. After that the system has forgotten a conversation that it had begun.
        if (this.#shown && this.#shown.length > 0)
          this.ledger.problems.push(`${this.naam}: the conversation began anew`);
        this.#shown = [];
      },
    };
  }
}
