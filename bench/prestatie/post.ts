import http from 'node:http';

/** Posts JSON over connections that are kept, at little cost to ourselves. */
export class Poster {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  readonly #url: URL;

  constructor(
    url: string,
    private readonly token = '',
  ) {
    this.#url = new URL(url);
  }

  /** @returns the answer, read as JSON. @throws Error for any other status than 200 and 201 */
  post<T>(body: object): Promise<T> {
    const payload = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        this.#url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
            ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const { statusCode = 0 } = response;
            if (statusCode !== 200 && statusCode !== 201)
              reject(new Error(`${statusCode} ${text.slice(0, 200)}`));
            else resolve(JSON.parse(text) as T);
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
