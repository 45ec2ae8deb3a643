import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import type { Json } from '../support/zgw.ts';
import {
  documentBody,
  type Inrichter,
  type Inrichting,
  richtIn,
  zaakBody,
} from '../support/zgw-catalogus.ts';

/** The client of the fuzzer; its rights stand outside the registers, or it would take them away from itself. */
export const fuzzer = { clientId: 'fuzzer', geheim: 'een-geheim-van-de-fuzzer' } as const;

/** A token that holds for one run. */
export function maakToken(): Promise<string> {
  return new SignJWT({ client_id: fuzzer.clientId, user_id: 'fuzzer', user_representation: 'Fuzzer' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(fuzzer.clientId)
    .setIssuedAt()
    .sign(new TextEncoder().encode(fuzzer.geheim));
}

/** Addresses outside that the registers may fetch, with fixed answers. */
export async function startBuiten(): Promise<{
  basis: string;
  extern(json: unknown): string;
  stop(): Promise<void>;
}> {
  const antwoorden = new Map<string, string>();
  const server = createServer((req, res) => {
    const antwoord = antwoorden.get(req.url ?? '');
    res.writeHead(antwoord ? 200 : 404, { 'content-type': 'application/json' }).end(antwoord ?? '{}');
  });
  await new Promise<void>((klaar) => server.listen(0, '127.0.0.1', klaar));
  const basis = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    basis,
    extern(json) {
      const pad = `/${antwoorden.size}`;
      antwoorden.set(pad, JSON.stringify(json));
      return basis + pad;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((klaar) => server.close(() => klaar()));
    },
  };
}

/** One row and more of most resources, so that the fuzzer meets objects that exist. */
export async function zaai(basis: string, token: string, extern: (json: unknown) => string): Promise<void> {
  async function post(pad: string, body: unknown): Promise<{ status: number; body: Json }> {
    const response = await fetch(pad.startsWith('http') ? pad : basis + pad, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Json };
  }
  async function maak(pad: string, body: unknown): Promise<Json> {
    const antwoord = await post(pad, body);
    if (antwoord.status >= 300)
      throw new Error(`POST ${pad}: ${antwoord.status} ${JSON.stringify(antwoord.body)}`);
    return antwoord.body;
  }
  const ingericht: Inrichting = await richtIn({ alles: { post, maak }, extern } satisfies Inrichter);
  for (const nummer of [1, 2]) {
    const zaak = await maak('/zaken/api/v1/zaken', zaakBody(ingericht.zaaktype));
    const rol = await maak('/zaken/api/v1/rollen', {
      zaak: zaak.url,
      betrokkeneType: 'natuurlijk_persoon',
      roltype: ingericht.initiator,
      roltoelichting: 'aanvrager',
      betrokkeneIdentificatie: { inpBsn: '111222333' },
    });
    await maak('/zaken/api/v1/statussen', {
      zaak: zaak.url,
      statustype: ingericht.begin,
      datumStatusGezet: `2024-01-0${nummer}T10:00:00Z`,
      gezetdoor: rol.url,
    });
    const document = await maak(
      '/documenten/api/v1/enkelvoudiginformatieobjecten',
      documentBody(ingericht.informatieobjecttype),
    );
    await maak('/zaken/api/v1/zaakinformatieobjecten', { zaak: zaak.url, informatieobject: document.url });
    await maak('/besluiten/api/v1/besluiten', {
      verantwoordelijkeOrganisatie: '517439943',
      besluittype: ingericht.besluittype,
      zaak: zaak.url,
      datum: '2024-01-02',
      ingangsdatum: '2024-01-03',
    });
  }
}
