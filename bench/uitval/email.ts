import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import type { Poststuk } from '../../platform/postbus/stuk.ts';
import { type Klantgesprek, type Ledger, retryMs, type Zending } from './ledger.ts';
import type { Random } from './random.ts';

/** Where mail goes, and where the sender's own inbox is. */
export interface Mailserver {
  smtp: string;
  /** Origin of the system, for /postbus. */
  website: string;
}

const gemeente = 'gemeente@voorbeeldstad.test';
const longest = 5;

/**
 * A klant who mails, over real SMTP, each message over a connection of its own. What got no 250 is sent again,
 * byte for byte, as mail servers do. Later mails continue the thread or answer what the municipality sent.
 */
export class Mailgesprek implements Klantgesprek {
  readonly kanaal = 'email';
  readonly naam: string;
  readonly #adres: string;
  readonly #first = `<${randomUUID()}@klant.test>`;
  #nummer = 0;

  constructor(
    private readonly server: Mailserver,
    private readonly ledger: Ledger,
    private readonly random: Random,
    id: number,
  ) {
    this.naam = `mail-${id}`;
    this.#adres = `klant${id}.${randomUUID().slice(0, 8)}@klant.test`;
  }

  get open(): boolean {
    return this.#nummer < longest;
  }

  async send(): Promise<void> {
    this.#nummer += 1;
    const first = this.#nummer === 1;
    const messageId = first ? this.#first : `<${randomUUID()}@klant.test>`;
    const { kanaal, naam: gesprek } = this;
    const zending = this.ledger.begin({
      kanaal,
      gesprek,
      nummer: this.#nummer,
      ref: messageId,
      formeel: true,
      opent: first,
    });
    const answered = !first && this.random.chance(0.6) ? await this.#findAnswer() : undefined;
    const subject = this.random.chance(0.6) ? 'Overlast in onze straat' : 'Ik heb een vraag';
    const lines = [
      `From: Klant <${this.#adres}>`,
      `To: ${answered?.to ?? gemeente}`,
      `Subject: ${first ? subject : `Re: ${subject}`}`,
      `Message-ID: ${messageId}`,
      `Date: ${new Date().toUTCString()}`,
      ...(first ? [] : [`In-Reply-To: ${answered?.id ?? this.#first}`]),
      ...(first ? [] : [`References: ${[this.#first, answered?.id].filter(Boolean).join(' ')}`]),
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Dit is mail ${this.#nummer} van ${gesprek}.`,
      '',
    ];
    await this.#deliver(zending, answered?.to ?? gemeente, lines.join('\r\n'));
  }

  async #deliver(zending: Zending, to: string, raw: string): Promise<void> {
    for (;;) {
      zending.pogingen += 1;
      try {
        await this.#attempt(to, raw);
        zending.bevestigd = Date.now();
        return;
      } catch (error) {
        const { responseCode, response } = error as { responseCode?: number; response?: string };
        if (responseCode !== undefined && responseCode >= 500) {
          zending.geweigerd = String(response);
          return;
        }
        await sleep(retryMs);
      }
    }
  }

  async #attempt(to: string, raw: string): Promise<void> {
    const { hostname, port } = new URL(this.server.smtp);
    const transport = nodemailer.createTransport({
      host: hostname,
      port: Number(port),
      ignoreTLS: true,
      connectionTimeout: 5_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    });
    try {
      await transport.sendMail({ envelope: { from: this.#adres, to: [to] }, raw });
    } finally {
      transport.close();
    }
  }

  /** The newest mail in this klant's inbox, with the address to answer to. */
  async #findAnswer(): Promise<{ to: string; id: string } | undefined> {
    try {
      const response = await fetch(`${this.server.website}postbus?aan=${encodeURIComponent(this.#adres)}`, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(5_000),
      });
      const [newest] = response.ok ? ((await response.json()) as Poststuk[]) : [];
      const to = /<([^<>]+)>/.exec(newest?.headers['reply-to'] ?? '')?.[1];
      return newest && to ? { to, id: newest.berichtId } : undefined;
    } catch {
      // The inbox is part of what gets killed; then the thread goes on without it.
      return undefined;
    }
  }

  close(): void {}
}
