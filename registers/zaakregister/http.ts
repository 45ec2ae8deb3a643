import { SignJWT } from 'jose';
import { z } from 'zod';
import { Zaakweigering } from './poort.ts';
import type { Inhoud, ZgwApi, Zgwtoegang } from './verbinding.ts';
import { foutVan } from './weigering.ts';

/** Whatever takes longer is tried again later; a document goes over in one request. */
const timeoutMs = 10_000;
const documentTimeoutMs = 60_000;
/** A list that goes on longer than this is not what was asked. */
const maximumPages = 100;

/** Where an Open Zaak answers, and as whom we call. */
export interface Zgwinstellingen {
  /** Address of each API, up to and with its version, without a slash at the end. */
  adressen: Record<ZgwApi, string>;
  clientId: string;
  geheim: string;
}

const bladzijdeSchema = z.object({ results: z.array(z.unknown()), next: z.string().nullable() });

/** The ZGW APIs of another system, by standard operations only. It has no transactions: what is missing is made again later. */
export function openHttpToegang({ adressen, clientId, geheim }: Zgwinstellingen): Zgwtoegang {
  const sleutel = new TextEncoder().encode(geheim);
  const bekend = Object.values(adressen);

  const maakToken = (): Promise<string> =>
    new SignJWT({ client_id: clientId, user_id: 'schakel', user_representation: 'Schakel' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(clientId)
      .setIssuedAt()
      .sign(sleutel);

  async function vraag(method: string, url: string, body?: unknown, timeout = timeoutMs): Promise<unknown> {
    // The token goes nowhere else, whatever an answer says.
    const adres = bekend.find((one) => url.startsWith(`${one}/`));
    if (!adres) throw new Zaakweigering('adres', 'vreemd', 'Het register verwijst naar een ander systeem.');
    const antwoord = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
      headers: {
        authorization: `Bearer ${await maakToken()}`,
        accept: 'application/json',
        'accept-crs': 'EPSG:4326',
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-crs': 'EPSG:4326' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = parse(await antwoord.text());
    if (antwoord.ok) return json;
    throw foutVan(antwoord.status, url.slice(adres.length + 1).split(/[/?]/)[0] ?? '', json);
  }

  const toegang: Zgwtoegang = {
    async lijst(api, pad, filters) {
      const rijen: unknown[] = [];
      let url: string | null = `${adressen[api]}/${pad}?${new URLSearchParams(filters)}`;
      for (let page = 0; url !== null && page < maximumPages; page += 1) {
        const antwoord = await vraag('GET', url);
        if (Array.isArray(antwoord)) return antwoord;
        const { results, next } = bladzijdeSchema.parse(antwoord);
        rijen.push(...results);
        url = next;
      }
      return rijen;
    },
    lees: (url) => vraag('GET', url),
    maak: (api, pad, body) => vraag('POST', `${adressen[api]}/${pad}`, body),
    async maakDocument(body, inhoud) {
      const url = `${adressen.documenten}/enkelvoudiginformatieobjecten`;
      const base64 = await leesBase64(inhoud);
      return vraag(
        'POST',
        url,
        { ...body, inhoud: base64, bestandsomvang: inhoud.grootte },
        documentTimeoutMs,
      );
    },
    verwijder: async (url) => void (await vraag('DELETE', url)),
    samen: (work) => work(toegang),
  };
  return toegang;
}

/** Attachments are at most 25 MB, so one fits in a request and in memory. */
async function leesBase64(inhoud: Inhoud): Promise<string> {
  const delen: Uint8Array[] = [];
  for await (const deel of await inhoud.open()) delen.push(deel as Uint8Array);
  return Buffer.concat(delen).toString('base64');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
