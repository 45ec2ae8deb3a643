import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How much one connection and one address may do. Times in milliseconds unless said otherwise. */
export const standaardGrenzen = {
  /** Messages: `perSeconde`, and beside them `extra` per ten seconds for who types short lines. */
  verbinding: { perSeconde: 2, extra: 8 },
  adres: { perSeconde: 20, extra: 80 },
  /** Frames of any kind per ten seconds on one connection. */
  frames: 200,
  /** Refused messages per ten seconds after which the connection closes. */
  overtredingen: 20,
  /** Unreadable frames after which the connection closes. */
  onleesbaar: 5,
  verbindingenPerAdres: 100,
  /** New conversations and files per minute and address. */
  sessiesPerAdres: 60,
  bijlagenPerAdres: 60,
  halloBinnen: 10_000,
  ping: 30_000,
  /** A klant whose connection falls away is reported as gone after this time. */
  vertrekNa: 30_000,
  /** Bytes waiting for a slow reader before the connection closes. */
  achterstand: 1024 * 1024,
};
export type Grenzen = typeof standaardGrenzen;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');
const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8);
proxies.addSubnet('172.16.0.0', 12);
proxies.addSubnet('192.168.0.0', 16);
proxies.addSubnet('169.254.0.0', 16);
proxies.addSubnet('fc00::', 7, 'ipv6');
proxies.addSubnet('fe80::', 10, 'ipv6');

const plain = (address: string): string => address.trim().replace(/^::ffff:/, '');
const within = (list: BlockList, address: string): boolean =>
  list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * The address to count by: the peer, or behind proxies on private addresses the last public one that they report.
 * Undefined on loopback without a proxy: that is this machine itself, and has no limits per address.
 */
export function clientAddress(request: IncomingMessage): string | undefined {
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map(plain);
  let address = plain(request.socket.remoteAddress ?? '');
  while (hops.length > 0 && (within(loopback, address) || within(proxies, address))) {
    const next = hops.pop();
    if (!next) break;
    address = next;
  }
  return address === '' || within(loopback, address) ? undefined : address;
}

export type Oordeel = { ok: true } | { ok: false; wacht: number };

interface Consumer {
  consume(key: string): Promise<RateLimiterRes>;
}

async function take(limiter: Consumer, key: string | undefined): Promise<Oordeel> {
  if (key === undefined) return { ok: true };
  try {
    await limiter.consume(key);
    return { ok: true };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { ok: false, wacht: Math.max(error.msBeforeNext, 100) };
    throw error;
  }
}

function bursty({ perSeconde, extra }: { perSeconde: number; extra: number }, keyPrefix: string): Consumer {
  return new BurstyRateLimiter(
    new RateLimiterMemory({ keyPrefix, points: perSeconde, duration: 1 }),
    new RateLimiterMemory({ keyPrefix: `${keyPrefix}-extra`, points: extra, duration: 10 }),
  );
}

/** The counters of this process; what is over the limit is refused whole. */
export function createLimieten(grenzen: Grenzen) {
  const verbinding = bursty(grenzen.verbinding, 'verbinding');
  const adres = bursty(grenzen.adres, 'adres');
  const frames = new RateLimiterMemory({ keyPrefix: 'frames', points: grenzen.frames, duration: 10 });
  const overtreding = new RateLimiterMemory({
    keyPrefix: 'overtreding',
    points: grenzen.overtredingen,
    duration: 10,
  });
  const sessies = new RateLimiterMemory({
    keyPrefix: 'sessies',
    points: grenzen.sessiesPerAdres,
    duration: 60,
  });
  const bijlagen = new RateLimiterMemory({
    keyPrefix: 'bijlagen',
    points: grenzen.bijlagenPerAdres,
    duration: 60,
  });
  return {
    async takeBericht(key: string, address: string | undefined): Promise<Oordeel> {
      const own = await take(verbinding, key);
      return own.ok ? take(adres, address) : own;
    },
    takeFrame: (key: string) => take(frames, key),
    /** Counts a refusal; not ok when the connection has gone too far. */
    takeOvertreding: (key: string) => take(overtreding, key),
    takeSessie: (address: string | undefined) => take(sessies, address),
    takeBijlage: (address: string | undefined) => take(bijlagen, address),
  };
}

export type Limieten = ReturnType<typeof createLimieten>;
