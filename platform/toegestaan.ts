import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/** The list of addresses inside our own network that may be called, though a client gave them (`ZGW_TOEGESTAAN`). */
export interface Toegestaan {
  /** True when the address lies below one of the list: same scheme, host and port, and its path. */
  heeft(url: URL): boolean;
}

/** A server that takes these for a slash would find another path than the one that we judged. */
const verhuldeSlash = /%2f|%5c/i;

export function leesToegestaan(adressen: readonly string[]): Toegestaan {
  const lijst = adressen.map((one) => new URL(one));
  return {
    heeft: (url) =>
      !url.username &&
      !url.password &&
      lijst.some(
        (one) =>
          one.origin === url.origin &&
          (one.pathname === '/' || !verhuldeSlash.test(url.pathname)) &&
          `${url.pathname}/`.startsWith(`${one.pathname.replace(/\/$/, '')}/`),
      ),
  };
}

/** Where clouds tell machines their secrets: the machine's own link, and the addresses that they chose elsewhere. */
const metadata = new BlockList();
metadata.addSubnet('169.254.0.0', 16, 'ipv4');
metadata.addAddress('100.100.100.200', 'ipv4');
metadata.addAddress('168.63.129.16', 'ipv4');
metadata.addAddress('192.0.0.192', 'ipv4');
metadata.addSubnet('fe80::', 10, 'ipv6');
// The same behind a translation to IPv4.
metadata.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
metadata.addSubnet('2002:a9fe::', 32, 'ipv6');
metadata.addAddress('fd00:ec2::254', 'ipv6');
metadata.addAddress('fd20:ce::254', 'ipv6');

/**
 * Name lookup at every connection, since names move: a name on the list may stand for an address in our own network,
 * where components live, but never for one of metadata.
 */
export function zonderMetadata(lookup: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, adressen: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const [eerste] = adressen;
      if (
        !eerste ||
        adressen.some(({ address }) => metadata.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))
      )
        return done(new Error(`${hostname} leads to an address that is not allowed.`), '', 0);
      if (options.all) return done(null, adressen);
      done(null, eerste.address, eerste.family);
    });
  };
}
