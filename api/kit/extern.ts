import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Geheugen } from '../../platform/geheugen.ts';
import { leesToegestaan, zonderMetadata } from '../../platform/toegestaan.ts';
import type { ExternAntwoord } from '../../registers/kader/regel.ts';

/** Limits of fetching an address that a client gave us. */
const timeoutMs = 5_000;
const maximumBytes = 1_048_576;
const keepMs = 60_000;

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
  const bewaard = new Geheugen<ExternAntwoord>(keepMs);
  const lijst = leesToegestaan(toegestaan);

  async function haalNu(url: string): Promise<ExternAntwoord> {
    const nothing = { status: 0, json: undefined };
    if (!URL.canParse(url) || !lijst.heeft(new URL(url))) return nothing;
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
      const kept = bewaard.lees(url);
      if (kept) return kept;
      const antwoord = await haalNu(url);
      return antwoord.status === 200 ? bewaard.bewaar(url, antwoord) : antwoord;
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
