import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../tests/support/database.ts';
import { createLogger, describeError } from './logging.ts';

const planted = ['Sanne Jansen', 'Kerkstraat 12', 'sanne@voorbeeld.test', '999993653', '0612345678'];
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let lines = '';
  write(
    createLogger('test', 'trace', {
      write(line) {
        lines += line;
      },
    }),
  );
  return lines;
}
function expectNothingPersonal(lines: string): void {
  expect(lines).not.toBe('');
  for (const word of planted) expect(lines).not.toContain(word);
}

describe('fields that tell of a person', () => {
  const person = {
    naam: planted[0],
    adres: planted[1],
    email: planted[2],
    bsn: planted[3],
    telefoon: planted[4],
    afzender: { naam: planted[0] },
    adressen: [{ waarde: planted[2] }],
    inhoud: { tekst: planted[1] },
    gegevens: { toelichting: planted[0] },
    onderwerp: planted[1],
  };

  test('are removed, also one and two levels down', () => {
    const lines = logged((log) => {
      log.info({ id: 'b-1', ...person }, 'one');
      log.info({ id: 'b-2', klant: person }, 'two');
      log.info({ id: 'b-3', bericht: { klant: person } }, 'three');
      log.child({ taak: 't-1' }).warn(person, 'four');
    });
    expectNothingPersonal(lines);
    for (const kept of ['b-1', 'b-2', 'b-3', 't-1', '"part":"test"']) expect(lines).toContain(kept);
  });

  test('and so are the secrets of a request', () => {
    const lines = logged((log) =>
      log.info({ req: { headers: { authorization: 'Bearer geheim', cookie: 'sid=geheim' } } }, 'request'),
    );
    expect(lines).not.toContain('geheim');
  });
});

describe('errors', () => {
  test('of PostgreSQL quote no value', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const failing: [string, unknown[]][] = [
      ['SELECT $1::integer', [planted[0]]],
      [
        'INSERT INTO partij (naam, bsn_versleuteld, soort_partij) VALUES ($1, $2, NULL)',
        [planted[0], planted[3]],
      ],
      ['SELECT $1::jsonb', [`{"naam": "${planted[0]}`]],
    ];
    try {
      for (const [query, values] of failing) {
        const error = (await client.query(query, values).catch((caught: unknown) => caught)) as Error & {
          code: string;
        };
        expect(error).toBeInstanceOf(pg.DatabaseError);
        const whole = [error.message, ...Object.values(error).map(String)].join();
        expect(planted.some((word) => whole.includes(word))).toBe(true);
        const lines = logged((log) => {
          log.error({ err: error }, 'failed');
          log.error(error);
          log.error({ err: error });
          log.warn({ error }, 'failed');
          log.warn({ err: describeError(error) }, 'failed');
        });
        expectNothingPersonal(lines);
        expect(lines).toContain(error.code);
      }
    } finally {
      await client.end();
    }
  });

  test('keep what an engineer needs: name, message and calls', () => {
    expect(describeError(new RangeError('There is no such bericht.'))).toMatchObject({
      name: 'RangeError',
      message: 'There is no such bericht.',
      stack: expect.stringMatching(/logging\.test\.ts/),
    });
    expect(describeError('Sanne Jansen')).toEqual({ type: 'string' });
  });

  test('of a mail server keep the code only', () => {
    const error = Object.assign(new Error(`550 <${planted[2]}> unknown`), {
      responseCode: 550,
      code: 'EENVELOPE',
    });
    const lines = logged((log) => log.error({ err: error }, 'failed'));
    expectNothingPersonal(lines);
    expect(lines).toContain('550');
  });

  test('with a cause or details bring nothing along', () => {
    const error = Object.assign(new Error('failed', { cause: new Error(planted[0]) }), { klant: planted });
    expectNothingPersonal(logged((log) => log.error({ err: error }, 'failed')));
  });
});
