import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { demoClient } from '../../api/zgw/zgw.ts';

/** The Notificaties API as the demo application calls it. */
export interface Nrc {
  roep(
    methode: string,
    pad: string,
    body?: unknown,
    type?: string,
  ): Promise<{ status: number; body: Record<string, unknown>; type: string | null }>;
  maakKanaal(filters?: string[]): Promise<string>;
  /** @returns uuid of the abonnement */
  abonneer(callbackUrl: string, rest: Record<string, unknown>): Promise<string>;
  meld(kanaal: string, hoofdObject: string, over?: Record<string, unknown>): Promise<void>;
}

/** A notification as the Notificaties API takes it. */
export const melding = (kanaal: string, over: Record<string, unknown> = {}) => ({
  kanaal,
  hoofdObject: 'https://zaak.test/1',
  resource: 'zaak',
  resourceUrl: 'https://zaak.test/1',
  actie: 'create',
  aanmaakdatum: '2026-11-24T12:00:00Z',
  kenmerken: {},
  ...over,
});

export async function openNrc(url: string): Promise<Nrc> {
  const token = await new SignJWT({
    client_id: demoClient.clientId,
    user_id: 'proef',
    user_representation: 'Proef',
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(demoClient.clientId)
    .setIssuedAt()
    .sign(new TextEncoder().encode(demoClient.geheim));
  const roep: Nrc['roep'] = async (method, pad, body, type = 'application/json') => {
    const response = await fetch(pad.startsWith('http') ? pad : `${url}/notificaties/api/v1${pad}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const tekst = await response.text();
    return {
      status: response.status,
      body: tekst ? JSON.parse(tekst) : {},
      type: response.headers.get('content-type'),
    };
  };
  const goed = async (...args: Parameters<Nrc['roep']>): Promise<Record<string, unknown>> => {
    const { status, body } = await roep(...args);
    if (status !== 201) throw new Error(`${args[0]} ${args[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    roep,
    async maakKanaal(filters = []) {
      const naam = `proef-${randomUUID()}`;
      await goed('POST', '/kanaal', { naam, documentatieLink: 'https://voorbeeld.test', filters });
      return naam;
    },
    async abonneer(callbackUrl, rest) {
      const { url: eigen } = await goed('POST', '/abonnement', {
        callbackUrl,
        auth: 'Bearer proef',
        ...rest,
      });
      return String(eigen).split('/').at(-1) ?? '';
    },
    async meld(kanaal, hoofdObject, over = {}) {
      const resourceUrl = `${hoofdObject}/status/${randomUUID()}`;
      await goed(
        'POST',
        '/notificaties',
        melding(kanaal, { hoofdObject, resource: 'status', resourceUrl, ...over }),
      );
    },
  };
}
