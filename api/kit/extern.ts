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
export function openExternen(toegestaan: readonly string[], eigen: (url: string) => unknown): Externen {
  const bewaard = new Map<string, { tot: number; antwoord: ExternAntwoord }>();
  const lijst = toegestaan.map((one) => new URL(one));

  const mag = (url: URL): boolean =>
    lijst.some(
      (one) =>
        one.origin === url.origin && `${url.pathname}/`.startsWith(`${one.pathname.replace(/\/$/, '')}/`),
    );

  async function haalNu(url: string): Promise<ExternAntwoord> {
    const nothing = { status: 0, json: undefined };
    if (!URL.canParse(url) || !mag(new URL(url))) return nothing;
    try {
      const response = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: 'application/json' },
      });
      return { status: response.status, json: parse(await readLimited(response)) };
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

async function readLimited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maximumBytes) throw new RangeError('The answer of a foreign address is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
