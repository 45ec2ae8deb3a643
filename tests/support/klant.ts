import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';
import { WebSocket } from 'ws';
import { eventually, type Systeem } from './systeem.ts';

/** A klant who mails, over real SMTP. @returns the Message-ID */
export async function mail(
  systeem: Systeem,
  message: {
    van: string;
    aan?: string;
    onderwerp: string;
    tekst: string;
    antwoordOp?: string;
    headers?: Record<string, string>;
    bijlage?: { naam: string; inhoud: Buffer };
  },
): Promise<string> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: systeem.smtpPort,
    ignoreTLS: true,
  });
  const { messageId } = await transport.sendMail({
    from: message.van,
    to: message.aan ?? 'gemeente@voorbeeldstad.test',
    subject: message.onderwerp,
    text: message.tekst,
    ...(message.antwoordOp ? { inReplyTo: message.antwoordOp, references: message.antwoordOp } : {}),
    ...(message.headers ? { headers: message.headers } : {}),
    ...(message.bijlage
      ? { attachments: [{ filename: message.bijlage.naam, content: message.bijlage.inhoud }] }
      : {}),
  });
  transport.close();
  return messageId;
}

export interface Regel {
  type: string;
  volgnummer?: number;
  tekst?: string;
  richting?: string;
  kenmerk?: string;
  van?: string;
  keuzes?: { code: string; tekst: string }[];
}

/** A klant at the chat window: the protocol of kanalen/chat/README.md. */
export class Chatter {
  readonly regels: Regel[] = [];
  /** Ids of our lines that the server confirmed, each time it did. */
  readonly ticks: string[] = [];
  sessie?: string;
  #socket?: WebSocket;

  constructor(
    private readonly systeem: Systeem,
    private readonly token?: string,
  ) {}

  async open(): Promise<this> {
    const socket = new WebSocket(`${this.systeem.url.replace('http', 'ws')}/kanalen/chat/ws`, {
      origin: this.systeem.url,
    });
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Regel & { sessie?: string; id?: string };
      if (frame.type === 'welkom') this.sessie = frame.sessie;
      if (frame.type === 'ontvangen' && frame.id) this.ticks.push(frame.id);
      if (frame.type === 'regel') this.regels.push(frame);
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const na = this.regels.at(-1)?.volgnummer ?? 0;
    socket.send(
      JSON.stringify({
        type: 'hallo',
        na,
        ...(this.sessie ? { sessie: this.sessie } : {}),
        ...(this.token ? { token: this.token } : {}),
      }),
    );
    await eventually('welkom', async () => this.sessie !== undefined);
    return this;
  }

  say(fields: { tekst?: string; keuze?: string }): void {
    this.#socket?.send(JSON.stringify({ type: 'bericht', id: randomUUID(), ...fields }));
  }

  /** As a widget does that never saw its tick. */
  sendTwice(id: string, tekst: string): void {
    for (let n = 0; n < 2; n += 1) this.#socket?.send(JSON.stringify({ type: 'bericht', id, tekst }));
  }

  switchToMail(email: string): void {
    this.#socket?.send(JSON.stringify({ type: 'kanaalwissel', id: randomUUID(), email }));
  }

  /** Says something and waits for the line that comes back. */
  async ask(fields: { tekst?: string; keuze?: string }, expected: RegExp): Promise<Regel> {
    const before = this.regels.length;
    this.say(fields);
    return this.hear(expected, before);
  }

  /** Waits for a line of ours. */
  hear(expected: RegExp, from = 0): Promise<Regel> {
    return eventually(
      `a chat line like ${expected}; got ${this.regels.map(({ tekst }) => tekst).join(' | ')}`,
      async () =>
        this.regels.slice(from).find((regel) => regel.richting === 'uit' && expected.test(regel.tekst ?? '')),
    );
  }

  close(): void {
    this.#socket?.close();
  }
}

/** A message of the app of another supplier. */
export async function appBericht(
  systeem: Systeem,
  body: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${systeem.url}/kanalen/v1/berichten`, {
    method: 'POST',
    headers: { authorization: 'Bearer schakel-demo-sms', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
