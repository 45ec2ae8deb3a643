import type { FoutFrame, RegelFrame, ServerFrame } from '../../kanalen/chat/protocol.ts';
import type { Opslag, UitFrame } from './opslag.ts';

/** What the conversation tells the screen. */
export interface Scherm {
  showRegel(regel: RegelFrame): void;
  /** A line of our own that has no tick yet. */
  showUit(frame: UitFrame): void;
  showOntvangen(frame: UitFrame): void;
  /** Refused for good: `fout` says why. */
  showGeweigerd(frame: UitFrame, fout: FoutFrame): void;
  showToestand(verbonden: boolean): void;
  showKenmerk(kenmerk: string): void;
  /** The server began a fresh conversation: what is on screen belongs to no one. */
  clear(): void;
}

/** Milliseconds without any answer after which a connection counts as dead. */
const silence = 10_000;
const longestWait = 30_000;
const stopped = 1000;
const refused = 1008;

/**
 * One conversation over any number of connections. Lines stay in the outbox until their tick; after a break the server
 * sends what came after the highest volgnummer that we have, and we send what has no tick, under the same id.
 */
export class Gesprek {
  #socket: WebSocket | undefined;
  #sessie: string | undefined;
  #greeted = false;
  #attempts = 0;
  #na = 0;
  #shown = 0;
  #confirmed = 0;
  readonly #outbox = new Map<string, UitFrame>();
  /** The line under way. One at a time: a refusal or a break can then never change the order. */
  #sent: string | undefined;
  #pauseUntil = 0;
  #retry: number | undefined;
  #pump: number | undefined;
  #watchdog: number | undefined;
  #confirming: number | undefined;
  #ended = false;

  constructor(
    private readonly server: string,
    private readonly token: string | undefined,
    private readonly opslag: Opslag,
    private readonly scherm: Scherm,
  ) {
    const kept = opslag.readSessie(Date.now());
    this.#sessie = kept?.sessie;
    this.#confirmed = kept?.gelezen ?? 0;
    for (const frame of opslag.readUit()) {
      this.#outbox.set(frame.id, frame);
      scherm.showUit(frame);
    }
    window.addEventListener('online', this.#probe);
    document.addEventListener('visibilitychange', this.#probe);
  }

  /** The secret for uploads; undefined until the first greeting. */
  get sessie(): string | undefined {
    return this.#greeted ? this.#sessie : undefined;
  }

  get unsent(): number {
    return this.#outbox.size;
  }

  connect(): void {
    if (this.#ended || this.#socket) return;
    window.clearTimeout(this.#retry);
    const socket = new WebSocket(`${this.server.replace(/^http/, 'ws')}/kanalen/chat/ws`);
    this.#socket = socket;
    this.#watch();
    socket.onopen = () =>
      this.#write({
        type: 'hallo',
        ...(this.#sessie ? { sessie: this.#sessie } : {}),
        ...(this.token ? { token: this.token } : {}),
        na: this.#na,
        gelezen: this.#confirmed,
      });
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)) as ServerFrame);
    socket.onclose = ({ code }) => this.#lost(code);
  }

  send(frame: UitFrame): void {
    this.#outbox.set(frame.id, frame);
    this.opslag.keepUit(frame, Date.now());
    this.scherm.showUit(frame);
    this.#flush();
  }

  /** Everything up to this line stands on a screen that somebody can see. */
  confirm(volgnummer: number): void {
    this.#shown = Math.max(this.#shown, volgnummer);
    window.clearTimeout(this.#confirming);
    this.#confirming = window.setTimeout(() => {
      if (this.#greeted && this.#shown > this.#confirmed)
        this.#write({ type: 'gelezen', volgnummer: this.#shown });
    }, 150);
  }

  /** Says goodbye. The caller wipes the storage. */
  end(): void {
    if (this.#greeted) this.#write({ type: 'vertrokken' });
    this.#outbox.clear();
    this.close();
  }

  /** Lets go of the connection without ending the conversation. */
  close(): void {
    this.#ended = true;
    for (const timer of [this.#retry, this.#pump, this.#watchdog, this.#confirming])
      window.clearTimeout(timer);
    window.removeEventListener('online', this.#probe);
    document.removeEventListener('visibilitychange', this.#probe);
    this.#detach()?.close(stopped);
  }

  #write(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
    this.#watch();
  }

  /** Every frame that we send gets an answer; when none comes, the connection only looks alive. */
  #watch(): void {
    window.clearTimeout(this.#watchdog);
    this.#watchdog = window.setTimeout(() => {
      this.#detach()?.close();
      this.#lost(0);
    }, silence);
  }

  #detach(): WebSocket | undefined {
    const socket = this.#socket;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = undefined;
    this.#greeted = false;
    return socket;
  }

  /** After sleep or a change of network: ask for a sign of life, or come back at once. */
  readonly #probe = (): void => {
    if (document.visibilityState !== 'visible') return;
    if (this.#greeted) this.#write({ type: 'gelezen', volgnummer: this.#confirmed });
    else if (!this.#socket && this.#attempts > 0) this.connect();
  };

  #lost(code: number): void {
    window.clearTimeout(this.#watchdog);
    this.#detach();
    this.#sent = undefined;
    this.scherm.showToestand(false);
    if (this.#ended || code === stopped) return;
    this.#attempts += 1;
    const most = Math.min(500 * 2 ** this.#attempts, longestWait);
    // Jitter: after a restart of the server not everybody comes back in the same second.
    const wait = most / 4 + Math.random() * most * 0.75 + (code === refused ? 10_000 : 0);
    this.#retry = window.setTimeout(() => this.connect(), wait);
  }

  #receive(frame: ServerFrame): void {
    window.clearTimeout(this.#watchdog);
    if (frame.type === 'welkom') this.#welcome(frame);
    else if (frame.type === 'regel') {
      if (frame.volgnummer <= this.#na) return;
      this.#na = frame.volgnummer;
      this.scherm.showRegel(frame);
      this.#done(frame.id);
    } else if (frame.type === 'ontvangen') this.#done(frame.id);
    else if (frame.type === 'gelezen') {
      this.#confirmed = Math.max(this.#confirmed, frame.volgnummer);
      this.#keep();
    } else this.#fail(frame);
    this.#flush();
  }

  #welcome({ sessie, na, gelezen, kenmerk }: Extract<ServerFrame, { type: 'welkom' }>): void {
    if (sessie !== this.#sessie || na < this.#na) {
      this.#na = this.#shown = na;
      this.scherm.clear();
      for (const frame of this.#outbox.values()) this.scherm.showUit(frame);
    }
    this.#sessie = sessie;
    this.#confirmed = gelezen;
    this.#keep();
    this.#greeted = true;
    this.#attempts = 0;
    this.scherm.showKenmerk(kenmerk);
    this.scherm.showToestand(true);
    if (this.#shown > this.#confirmed) this.confirm(this.#shown);
  }

  #keep(): void {
    if (this.#sessie)
      this.opslag.keepSessie({ sessie: this.#sessie, gelezen: this.#confirmed, laatst: Date.now() });
  }

  /** The server has it: by tick, or because the line itself came back. */
  #done(id: string | undefined): void {
    const line = this.#forget(id);
    if (line) this.scherm.showOntvangen(line);
  }

  #forget(id = ''): UitFrame | undefined {
    const line = this.#outbox.get(id);
    this.#outbox.delete(id);
    if (this.#sent === id) this.#sent = undefined;
    this.opslag.dropUit(id);
    return line;
  }

  #fail(fout: FoutFrame): void {
    const line = this.#outbox.get(fout.id ?? '');
    if (!line) return;
    this.#sent = undefined;
    if (fout.code === 'ongeldig' || fout.code === 'geweigerd') {
      this.#forget(line.id);
      this.scherm.showGeweigerd(line, fout);
    } else this.#pauseUntil = Date.now() + (fout.wacht ?? 3_000);
  }

  #flush(): void {
    window.clearTimeout(this.#pump);
    if (!this.#greeted) return;
    const pause = this.#pauseUntil - Date.now();
    if (pause > 0) {
      this.#pump = window.setTimeout(() => this.#flush(), pause);
      return;
    }
    const [next] = this.#outbox.values();
    if (!next || this.#sent !== undefined) return;
    const { naam: _, ...frame } = next;
    this.#sent = next.id;
    this.#write(frame);
  }
}
