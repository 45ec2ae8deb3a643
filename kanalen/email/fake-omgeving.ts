import { createHash, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type InkomendBericht, inkomendBerichtSchema, type Ontvangstbewijs } from '../../domein/bericht.ts';
import {
  type Documentopslag,
  type Kanaalinstellingen,
  type Kanaallog,
  type Kanaalpoort,
  Weigering,
} from '../../domein/kanaaladapter.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import { createBewijs } from '../../platform/bewijs.ts';

/** What the engine keeps, in memory, with the promises of `Kanaalpoort`. For tests of this channel. */
export class FakePoort implements Kanaalpoort {
  readonly berichten: InkomendBericht[] = [];
  readonly afleveringen: { berichtId: string; status: string; bewijs: Record<string, unknown> }[] = [];
  /** Our own outbound messages: Message-ID to kenmerk. */
  readonly verzonden = new Map<string, string>();
  /** While set, accepting fails with this. */
  failing: Error | undefined;
  /** Awaited before the commit. */
  beforeCommit: (bericht: InkomendBericht) => Promise<void> | void = () => undefined;
  readonly #seen = new Map<string, Ontvangstbewijs>();

  async acceptBericht(input: InkomendBericht): Promise<Ontvangstbewijs> {
    const bericht = inkomendBerichtSchema.parse(input);
    await this.beforeCommit(bericht);
    if (this.failing) throw this.failing;
    const known = this.#seen.get(bericht.externId);
    if (known) return { ...known, dubbel: true };
    const bewijs = {
      berichtId: randomUUID(),
      kenmerk: bericht.bewezen[0] ?? makeKenmerk(Buffer.from(randomUUID())),
      interactieId: randomUUID(),
      dubbel: false,
    };
    this.#seen.set(bericht.externId, bewijs);
    this.berichten.push(bericht);
    return bewijs;
  }

  async reportAflevering(
    _kanaal: string,
    berichtId: string,
    status: string,
    bewijs: Record<string, unknown>,
  ): Promise<boolean> {
    const known = [...this.verzonden.keys()].some((id) => id.startsWith(`<${berichtId}@`));
    if (known) this.afleveringen.push({ berichtId, status, bewijs });
    return known;
  }

  async findKenmerken(_kanaal: string, externIds: string[]): Promise<string[]> {
    return externIds.flatMap((id) => this.verzonden.get(id) ?? []);
  }

  acceptGebeurtenis(): Promise<never> {
    return Promise.reject(new Error('mail has no live sessions'));
  }
  async readGesprek(): Promise<never[]> {
    return [];
  }
  watchGesprek(): () => void {
    return () => undefined;
  }
}

/** Content-addressed files in memory. Refuses programs, as the real store does. */
export class FakeOpslag implements Documentopslag {
  readonly files = new Map<string, Buffer>();
  failing: Error | undefined;

  async store(stream: Readable, file: { naam: string; mediatype?: string }, maximum: number) {
    if (/\.exe$/i.test(file.naam)) {
      // As a check on the name does: before a byte is read.
      throw new Weigering('bijlage', 'soort-niet-toegestaan', 'Een programma nemen wij niet aan.');
    }
    const bytes = await buffer(stream);
    if (this.failing) throw this.failing;
    if (bytes.length > maximum) throw new Weigering('bijlage', 'te-groot', 'Het bestand is te groot.');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.files.set(sha256, bytes);
    return {
      sha256,
      naam: file.naam,
      mediatype: file.mediatype ?? 'application/octet-stream',
      grootte: bytes.length,
    };
  }

  async open(sha256: string): Promise<Readable> {
    const bytes = this.files.get(sha256);
    if (!bytes) throw new Error('absent');
    return Readable.from([bytes]);
  }
}

/** Keeps what is logged, so that a test can look for personal data in it. */
export class FakeLog implements Kanaallog {
  readonly lines: string[] = [];
  info = (fields: object, message: string): void => this.#add(fields, message);
  warn = (fields: object, message: string): void => this.#add(fields, message);
  error = (fields: object, message: string): void => this.#add(fields, message);
  #add(fields: object, message: string): void {
    this.lines.push(`${message} ${JSON.stringify(fields)}`);
  }
}

export const instellingen: Kanaalinstellingen = {
  gemeenteNaam: 'Voorbeeldstad',
  gemeenteMail: 'gemeente@voorbeeldstad.test',
  url: 'https://www.voorbeeldstad.test',
  smtpPort: 0,
  smtpUrl: 'smtp://127.0.0.1:1',
  host: '127.0.0.1',
};

export const bewijs = createBewijs('een-geheim-voor-deze-tests-van-32-tekens');

export function fakeOmgeving() {
  return { poort: new FakePoort(), documenten: new FakeOpslag(), log: new FakeLog(), bewijs, instellingen };
}

/** A mail server's side of a conversation, by hand: says what a test says, and gives each answer back. */
export class Afzender {
  #received = '';
  #waiting: (() => void) | undefined;
  closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.toString('latin1');
      this.#waiting?.();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.#waiting?.();
    });
  }

  static async open(port: number): Promise<Afzender> {
    const afzender = new Afzender(connect(port, '127.0.0.1'));
    await afzender.answer();
    await afzender.say('EHLO test.example');
    return afzender;
  }

  /** The next complete answer; `closed` when the other side has hung up. */
  async answer(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.#received);
      if (match) {
        this.#received = this.#received.slice(match[0].length);
        return match[0].trim();
      }
      if (this.closed) return 'closed';
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.answer();
  }

  /** From MAIL to the answer on the last dot, or the first refusal. */
  async send(
    raw: string | Buffer,
    { van = 'jan@example.org', aan = [instellingen.gemeenteMail] } = {},
  ): Promise<string> {
    const mail = await this.say(`MAIL FROM:<${van}>`);
    if (!mail.startsWith('250')) return mail;
    for (const adres of aan) {
      const rcpt = await this.say(`RCPT TO:<${adres}>`);
      if (!rcpt.startsWith('250')) return rcpt;
    }
    await this.say('DATA');
    const text = (typeof raw === 'string' ? Buffer.from(raw) : raw).toString('latin1');
    this.socket.write(
      Buffer.from(`${text.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.\r\n`, 'latin1'),
    );
    return this.answer();
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A plain mail with these headers on top of, or instead of, the usual ones. */
export function mailOf(
  headers: Record<string, string> = {},
  body = 'Goedendag,\n\nDe lamp is kapot.\n',
): string {
  const all: Record<string, string> = {
    From: 'Jan Jansen <jan@example.org>',
    To: instellingen.gemeenteMail,
    Subject: 'Lamp kapot',
    Date: 'Mon, 05 Oct 2026 10:00:00 +0200',
    'Message-ID': '<een@example.org>',
    ...headers,
  };
  return `${Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}`;
}
