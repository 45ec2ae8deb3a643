import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { post } from './last.ts';
import type { System } from './system.ts';

const token = { authorization: 'Bearer schakel-demo-sms' };

/** A report over the channel app, with an address for the acknowledgement. */
export const melding = () => ({
  externId: randomUUID(),
  conversatie: randomUUID(),
  afzender: { adressen: [{ soort: 'email', waarde: `${randomUUID().slice(0, 13)}@bench.example.org` }] },
  product: 'melden-overlast',
  voorkeurskanaal: 'email',
  inhoud: {
    gegevens: {
      soort: 'afval',
      gevaarlijk: false,
      locatie: { omschrijving: 'Markt 1' },
      toelichting: 'Een zak vuilnis.',
    },
  },
});

export const sendMelding = (system: System, body: object = melding()): Promise<number> =>
  post(`${new URL(system.addresses.website).origin}/kanalen/v1/berichten`, body, token);

export async function withDatabase<T>(system: System, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: system.addresses.database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Waits until a count is reached. @returns milliseconds waited @throws Error when it takes too long */
export async function waitForCount(
  client: pg.Client,
  sql: string,
  wanted: number,
  withinMs: number,
): Promise<number> {
  const started = performance.now();
  for (;;) {
    const { rows } = await client.query<{ n: string }>(sql);
    if (Number(rows[0]?.n) >= wanted) return performance.now() - started;
    if (performance.now() - started > withinMs)
      throw new Error(`${rows[0]?.n} of ${wanted} after ${withinMs} ms: ${sql}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
