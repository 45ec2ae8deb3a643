import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/**
 * Where we may push to: an address that somebody else gave us must not reach our own network
 * (server-side request forgery). Checked when it is registered and again at every connection, since names move.
 */

const blocked4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
// All but global unicast, and within that what stands for an IPv4 address or for nobody.
const blocked6 = ['::/3', '2001::/23', '2001:db8::/32', '2002::/16', '4000::/2', '8000::/1'];
// Two lists: in one, an IPv4 address would be looked up among the IPv6 ranges too.
const nonPublic = { ipv4: blockList(blocked4, 'ipv4'), ipv6: blockList(blocked6, 'ipv6') };

function blockList(ranges: string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** What is allowed here. */
export interface Webhookregels {
  /** Development: loopback, also without TLS. */
  ontwikkel: boolean;
}

/** True when a connection to this IP address may be made. */
export function isAllowedAddress(ip: string, { ontwikkel }: Webhookregels): boolean {
  const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
  if (ontwikkel && loopback.check(ip, family)) return true;
  return !nonPublic[family].check(ip, family);
}

/** @returns what is wrong with the address, or undefined when it may be used */
export function checkWebhookUrl(text: string, regels: Webhookregels): string | undefined {
  if (!URL.canParse(text)) return 'this is no URL.';
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local =
    host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4'));
  if (url.username || url.password || url.hash) return 'leave out name, password and fragment.';
  if (url.protocol !== 'https:' && !(regels.ontwikkel && local && url.protocol === 'http:'))
    return 'only https is allowed (http to localhost in development).';
  if (local && !regels.ontwikkel) return 'this machine itself is not allowed.';
  if (isIP(host) !== 0 && !isAllowedAddress(host, regels))
    return 'addresses of a private network are not allowed.';
  return undefined;
}

/** Name lookup for a connection that fails when the name leads to any address that is not allowed. */
export function guardedLookup(
  regels: Webhookregels,
  lookup: typeof systemLookup = systemLookup,
): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const first = addresses[0];
      if (!first || !addresses.every(({ address }) => isAllowedAddress(address, regels))) {
        return done(
          Object.assign(new Error('The webhook leads to a private network.'), { code: 'EPRIVATE' }),
          '',
          0,
        );
      }
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}
