import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import express, { type Express } from 'express';
import {
  type Kanaalpoort,
  type Ontvanger,
  type Ontvangomgeving,
  Weigering,
} from '../../domein/kanaaladapter.ts';
import { createBewijs } from '../../platform/bewijs.ts';
import { type Grenzen, standaardGrenzen } from './limieten.ts';
import { startChat } from './server.ts';

export const bewijs = createBewijs('een-geheim-van-minstens-32-tekens!!');

/** Reads the whole stream, as the real store does, and stops at the maximum. */
async function store(stream: Readable, { naam }: { naam: string }, maximum: number) {
  const hash = createHash('sha256');
  let grootte = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    grootte += chunk.length;
    if (grootte > maximum) throw new Weigering('bijlage', 'te-groot', 'Te groot.');
    hash.update(chunk);
  }
  return { sha256: hash.digest('hex'), naam, mediatype: 'image/png', grootte };
}

/** The chat channel alone, on a port of its own. For tests. */
export class TestServer {
  readonly logged: unknown[] = [];
  readonly app: Express = express();
  url = '';
  #server: Server | undefined;
  #ontvanger: Ontvanger | undefined;

  /** @param port the same as before to act as one server that restarts */
  async start(poort: Kanaalpoort, grenzen: Partial<Grenzen> = {}, port = 0): Promise<void> {
    const keep = (...line: unknown[]): void => void this.logged.push(line);
    const router = express.Router();
    this.app.use(router);
    const server = createServer(this.app);
    const omgeving: Ontvangomgeving = {
      poort,
      bewijs,
      router,
      server,
      log: { info: keep, warn: keep, error: keep },
      processen: new Map(),
      instellingen: {
        gemeenteNaam: 'Voorbeeldstad',
        gemeenteMail: 'gemeente@voorbeeldstad.test',
        url: 'https://voorbeeldstad.test',
        smtpPort: 0,
        smtpUrl: '',
        host: '127.0.0.1',
      },
      documenten: { store, open: () => Promise.reject(new Error('not here')) },
      onUpgrade: (handler) =>
        void server.on('upgrade', (request, socket, head) => {
          if (!handler(request, socket, head)) socket.destroy();
        }),
    };
    this.#ontvanger = startChat(omgeving, { ...standaardGrenzen, ...grenzen });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await this.#ontvanger?.stop();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}
