import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a subscriber got, also when it refused. */
export interface Ontvangst {
  pad: string;
  headers: IncomingHttpHeaders;
  bericht: Record<string, unknown>;
  status: number;
  op: number;
}

/** A subscriber over real HTTP, which writes down what it gets. */
export interface Afnemer {
  url: string;
  /** Test messages of the Notificaties API itself are left out. */
  ontvangen: Ontvangst[];
  /** What it accepted at one path, in order. */
  aangenomen(pad: string): Ontvangst[];
  stop(): Promise<void>;
}

/** @param antwoord status for a message; `stil` never answers; waits when it is a promise */
export async function startAfnemer(
  antwoord: (bericht: Record<string, unknown>, pad: string) => number | 'stil' | Promise<number> = () => 204,
): Promise<Afnemer> {
  const ontvangen: Ontvangst[] = [];
  const server = createServer((req, res) => {
    let tekst = '';
    req.on('data', (deel) => {
      tekst += deel;
    });
    req.on('end', async () => {
      const bericht = JSON.parse(tekst) as Record<string, unknown>;
      if (bericht.kanaal === 'test') return void res.writeHead(204).end();
      const pad = req.url ?? '/';
      const status = await antwoord(bericht, pad);
      ontvangen.push({
        pad,
        headers: req.headers,
        bericht,
        status: status === 'stil' ? 0 : status,
        op: Date.now(),
      });
      if (status !== 'stil') res.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ontvangen,
    aangenomen: (pad) => ontvangen.filter((een) => een.pad === pad && een.status >= 200 && een.status < 300),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A subscriber that tells what test messages it got. */
export async function startProever(
  proeven: unknown[],
  status: () => number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (req, res) => {
    let tekst = '';
    for await (const deel of req) tekst += deel;
    proeven.push({ kanaal: JSON.parse(tekst).kanaal, authorization: req.headers.authorization });
    res.writeHead(status()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
