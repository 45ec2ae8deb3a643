import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../platform/embedded/ports.ts';
import { belast, type Doel, onderzoek, totErMeerZijn } from '../support/schrijflast.ts';
import { type Registers, startRegisters } from '../support/zgw.ts';
import { type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

/** Changes of the registers while the api is killed, or its connections are. */
let registers: Registers;
let soort: Inrichting;
let kind: ChildProcess | undefined;
beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
});
afterAll(async () => {
  kind?.kill('SIGKILL');
  await registers.stop();
});

async function doelOp(basis: string): Promise<Doel> {
  const vast = await registers.alles.maak('/zaken/api/v1/zaken', zaakBody(soort.zaaktype));
  return { registers, soort, vast, basis, ronde: randomUUID().slice(0, 8) };
}

/** The register APIs as a process of its own, on the same database and contents. */
async function startKind(port: number): Promise<void> {
  const eigen = fork(
    path.join(import.meta.dirname, '../support/registerproces.ts'),
    [registers.databaseUrl, path.dirname(registers.map), String(port)],
    { execArgv: ['--import', 'tsx'] },
  );
  kind = eigen;
  await new Promise<void>((klaar, mis) => {
    eigen.once('message', () => klaar());
    eigen.once('exit', () => mis(new Error('The registers ended.')));
  });
}

test('an api that is killed leaves no half change, and a key gets its change once', {
  timeout: 180_000,
}, async () => {
  const port = await freePort();
  await startKind(port);
  const doel = await doelOp(`http://127.0.0.1:${port}`);
  const { verzonden, stop } = belast(doel);
  for (let keer = 0; keer < 2; keer += 1) {
    await totErMeerZijn(verzonden);
    const dood = new Promise((weg) => kind?.once('exit', weg));
    kind?.kill('SIGKILL');
    await dood;
    await startKind(port);
  }
  await totErMeerZijn(verzonden);
  await stop();
  // It was killed while it worked.
  expect(verzonden.filter(({ antwoord }) => !antwoord).length).toBeGreaterThan(0);
  await onderzoek(doel, verzonden);
});

test('an api whose connections to PostgreSQL break says 503, goes on, and loses nothing', {
  timeout: 60_000,
}, async () => {
  const doel = await doelOp(registers.url);
  const { verzonden, stop } = belast(doel);
  for (let keer = 0; keer < 4; keer += 1) {
    await totErMeerZijn(verzonden);
    await breek();
  }
  await totErMeerZijn(verzonden);
  await stop();
  const niet = verzonden.flatMap(({ antwoord }) => (antwoord?.status === 201 ? [] : [antwoord]));
  expect(niet.length).toBeGreaterThan(0);
  for (const antwoord of niet)
    expect({ ...antwoord?.body, soort: antwoord?.headers.get('content-type') }).toMatchObject({
      status: 503,
      code: 'unavailable',
      soort: expect.stringContaining('application/problem+json'),
    });
  await onderzoek(doel, verzonden);
});

/** Ends every connection of the api, as a server does that stops at once. */
async function breek(): Promise<void> {
  await registers.omgeving.opslag
    .doe(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
}
