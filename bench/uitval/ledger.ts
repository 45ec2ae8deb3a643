/** What the senders did, as they saw it from outside: the side against which the registers are checked. */

export type Zendkanaal = 'email' | 'chat' | 'sms';

/** One message of one sender. */
export interface Zending {
  kanaal: Zendkanaal;
  /** Our own name of the conversation. */
  gesprek: string;
  /** Place in the conversation, from 1: the next goes out only after the confirmation of the one before. */
  nummer: number;
  /** The id by which the medium makes it recognisable: Message-ID, frame id, externId. */
  ref: string;
  /** Lines of a live conversation get a tick; all others an acknowledgement. */
  formeel: boolean;
  /** It asks for something new: one verzoek comes of it. */
  opent: boolean;
  pogingen: number;
  begonnen: number;
  /** When the system confirmed it (SMTP 250, tick, HTTP 2xx); absent: never heard. */
  bevestigd?: number;
  /** What the system answered when it refused for good; a right system never does here. */
  geweigerd?: string;
}

/** All messages that were sent, in the order in which they were begun. */
export class Ledger {
  readonly zendingen: Zending[] = [];
  /** What else a sender saw that must not be, in words. */
  readonly problems: string[] = [];

  begin(fields: Pick<Zending, 'kanaal' | 'gesprek' | 'nummer' | 'ref' | 'formeel' | 'opent'>): Zending {
    const zending: Zending = { ...fields, pogingen: 0, begonnen: Date.now() };
    this.zendingen.push(zending);
    return zending;
  }

  get confirmed(): Zending[] {
    return this.zendingen.filter(({ bevestigd }) => bevestigd !== undefined);
  }

  get underway(): Zending[] {
    return this.zendingen.filter(
      ({ bevestigd, geweigerd }) => bevestigd === undefined && geweigerd === undefined,
    );
  }
}

/** A conversation that can send a next message. */
export interface Klantgesprek {
  readonly kanaal: Zendkanaal;
  readonly naam: string;
  /** False when this conversation has said all it will say. */
  readonly open: boolean;
  /** Sends one message and resolves when it was confirmed or refused, however often that takes. */
  send(): Promise<void>;
  close(): void;
}

/** Waits between attempts of a sender that got no confirmation. */
export const retryMs = 400;
