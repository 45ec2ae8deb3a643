import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import type { ExternAntwoord } from '../../registers/kader/regel.ts';

/** Limits of fetching an address that a client gave us. */
const timeoutMs = 5_000;
const maximumBytes = 1_048_576;
const keepMs = 60_000;
const keepAtMost = 1_000;

/** Fetches foreign addresses, from the allow-list only. */
export interface Externen {
  /** @returns status 0 when the address is not on the list, does not answer in time or answers too much */
  haal(url: string): Promise<ExternAntwoord>;
}

/**
 * @param toegestaan addresses (scheme, host, port, perhaps a path) below which may be fetched
 * @param eigen answers addresses that we serve ourselves without a request to ourselves
 */
export function openExternen(
  toegestaan: readonly string[],
  eigen: (url: string) => unknown,
  opzoeken: LookupFunction = zonderMetadata(),
): Externen {
  const bewaard = new Map<string, { tot: number; antwoord: ExternAntwoord }>();
  const lijst = toegestaan.map((one) => new URL(one));

  const mag = (url: URL): boolean =>
    lijst.some(
      (one) =>
        one.origin === url.origin &&
        !url.username &&
        !url.password &&
        `${url.pathname}/`.startsWith(`${one.pathname.replace(/\/$/, '')}/`),
    );

  async function haalNu(url: string): Promise<ExternAntwoord> {
    const nothing = { status: 0, json: undefined };
    if (!URL.canParse(url) || !mag(new URL(url))) return nothing;
    try {
      const response = await vraag(url, opzoeken);
      const status = response.statusCode ?? 0;
      // Where it would lead is not on the list.
      if (status >= 300 && status < 400) {
        response.destroy();
        return nothing;
      }
      return { status, json: parse(await readLimited(response)) };
    } catch {
      return nothing;
    }
  }

  return {
    async haal(url) {
      const own = eigen(url);
      if (own !== undefined) return { status: 200, json: own };
      const kept = bewaard.get(url);
      if (kept && kept.tot > performance.now()) return kept.antwoord;
      const antwoord = await haalNu(url);
      if (bewaard.size >= keepAtMost) bewaard.clear();
      if (antwoord.status === 200) bewaard.set(url, { tot: performance.now() + keepMs, antwoord });
      return antwoord;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Addresses of a machine's own link, where clouds tell machines their secrets. */
const metadata = new BlockList();
metadata.addSubnet('169.254.0.0', 16, 'ipv4');
metadata.addSubnet('fe80::', 10, 'ipv6');
metadata.addAddress('fd00:ec2::254', 'ipv6');

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

/** One request, redirects not followed; the time limit holds for the whole answer. */
function vraag(url: string, lookup: LookupFunction): Promise<IncomingMessage> {
  const request = url.toLowerCase().startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, { lookup, signal: AbortSignal.timeout(timeoutMs), headers: { accept: 'application/json' } })
      .on('error', reject)
      .on('response', resolve)
      .end();
  });
}

async function readLimited(response: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response) {
    size += (part as Uint8Array).length;
    if (size > maximumBytes) throw new RangeError('The answer of a foreign address is too large.');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}
