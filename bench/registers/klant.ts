import http from 'node:http';
import { SignJWT } from 'jose';

/** Who calls: a client of the register APIs with its secret. */
export interface Afnemer {
  clientId: string;
  geheim: string;
}

/** Calls the register APIs over connections that are kept, at little cost to ourselves. */
export class Registerklant {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #basis: URL;
  readonly #token: string;

  private constructor(basis: string, token: string) {
    this.#basis = new URL(basis);
    this.#token = token;
  }

  static async open(basis: string, { clientId, geheim }: Afnemer): Promise<Registerklant> {
    const token = await new SignJWT({ client_id: clientId, user_id: 'bench', user_representation: 'bench' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(clientId)
      .setIssuedAt()
      .sign(new TextEncoder().encode(geheim));
    return new Registerklant(basis, token);
  }

  /** For requests that are made elsewhere. */
  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}`, 'accept-crs': 'EPSG:4326' };
  }

  /** @returns the body as text. @throws Error for any status from 300 on */
  vraag(method: string, pad: string, body?: object): Promise<string> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        new URL(pad, this.#basis),
        {
          method,
          agent: this.#agent,
          headers: {
            ...this.headers,
            ...(payload === undefined
              ? {}
              : {
                  'content-type': 'application/json',
                  'content-crs': 'EPSG:4326',
                  'content-length': Buffer.byteLength(payload),
                }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const { statusCode = 0 } = response;
            if (statusCode >= 300) reject(new Error(`${method} ${pad}: ${statusCode} ${text.slice(0, 300)}`));
            else resolve(text);
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  async maak<T = { url: string }>(pad: string, body: object): Promise<T> {
    return JSON.parse(await this.vraag('POST', pad, body)) as T;
  }

  close(): void {
    this.#agent.destroy();
  }
}
