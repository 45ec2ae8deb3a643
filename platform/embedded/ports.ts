import { connect, createServer } from 'node:net';
import { claimPort } from './port-claims.ts';

/** A port that a part will listen on; `moved` when the default was taken. */
export interface ChosenPort {
  port: number;
  moved: boolean;
}

/** Whether nothing listens on this port of the address (nor on `::1`, which `localhost` may mean too). */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const loopback = host === '127.0.0.1' || host === 'localhost';
  return (await canBind(port, host)) && (!loopback || (await canBind(port, '::1')));
}

function canBind(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      // A machine without IPv6.
      else if (host === '::1') resolve(true);
      else reject(new Error(`${host} is not an address of this machine (${error.code}).`));
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Whether something accepts connections on the port. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}

/**
 * A free port below the range that systems use for outgoing connections, so that nobody takes it
 * in the moment that a part restarts. Random, so that two starts at once do not meet.
 */
export async function freePort(host = '127.0.0.1', avoid: ReadonlySet<number> = new Set()): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (!avoid.has(port) && (await isFree(port, host)) && claimPort(port)) return port;
  }
  throw new Error('No free port was found between 20000 and 32000.');
}

/**
 * The port for a part: the one that was asked for, else the default, else a free one.
 * @throws Error when a port that was asked for is taken.
 */
export async function choosePort(
  name: string,
  asked: string | undefined,
  standard: number,
  host = '127.0.0.1',
  avoid: ReadonlySet<number> = new Set(),
): Promise<ChosenPort> {
  if (asked !== undefined && asked !== '') {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Error(`${name}=${asked} is not a port number.`);
    }
    if (port === 0) return { port: await freePort(host, avoid), moved: false };
    if (avoid.has(port)) throw new Error(`${name}=${port} is already used by another part of this start.`);
    if (!(await isFree(port, host)) || !claimPort(port)) {
      throw new Error(
        `Port ${port} (${name}) is in use by another program; stop it or set ${name} to another port.`,
      );
    }
    return { port, moved: false };
  }
  if (!avoid.has(standard) && (await isFree(standard, host)) && claimPort(standard)) {
    return { port: standard, moved: false };
  }
  return { port: await freePort(host, avoid), moved: true };
}
