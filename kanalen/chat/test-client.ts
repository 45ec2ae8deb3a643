import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerFrame } from './protocol.ts';

/** Waits until a check holds. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 4_000, interval: 3 });

const clients: Client[] = [];

/** A widget without a screen. For tests. */
export class Client {
  readonly frames: ServerFrame[] = [];
  closed: number | undefined;
  readonly socket: WebSocket;
  sessie = '';

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/kanalen/chat/ws`, { headers });
    this.socket.on('message', (data) => this.frames.push(JSON.parse(data.toString())));
    this.socket.on('close', (code) => {
      this.closed = code;
    });
    this.socket.on('error', () => undefined);
    clients.push(this);
  }

  /** Connects and greets. */
  static async greet(url: string, hallo: object = {}, headers: Record<string, string> = {}): Promise<Client> {
    const client = await new Client(url, headers).opened();
    client.send({ type: 'hallo', na: 0, ...hallo });
    client.sessie = (await client.next('welkom')).sessie;
    return client;
  }

  /** Ends the connections of all clients that were made. */
  static endAll(): void {
    for (const { socket } of clients.splice(0)) socket.terminate();
  }

  /** The name under which the conversation is stored. */
  get conversatie(): string {
    return createHash('sha256').update(this.sessie).digest('hex');
  }

  get texts(): string[] {
    return this.of('regel').map(({ tekst }) => tekst);
  }

  async opened(): Promise<this> {
    await eventually(() => expect(this.socket.readyState).toBe(WebSocket.OPEN));
    return this;
  }

  send(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  of<T extends ServerFrame['type']>(type: T): Extract<ServerFrame, { type: T }>[] {
    return this.frames.filter((frame) => frame.type === type) as Extract<ServerFrame, { type: T }>[];
  }

  async next<T extends ServerFrame['type']>(type: T, count = 1): Promise<Extract<ServerFrame, { type: T }>> {
    await eventually(() => expect(this.of(type).length).toBeGreaterThanOrEqual(count));
    return this.of(type)[count - 1]!;
  }

  async closedWith(): Promise<number> {
    await eventually(() => expect(this.closed).toBeDefined());
    return this.closed!;
  }
}

export const bericht = (tekst: string, id: string = randomUUID()) => ({ type: 'bericht', id, tekst });
