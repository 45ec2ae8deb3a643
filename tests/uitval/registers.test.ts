import { randomUUID } from 'node:crypto';
import { setTimeout as wacht } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Antwoord, type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

/**
 * Changes of the registers while the connections of the api are broken. Every change goes under a key of its own, which
 * stands in the row that it makes, so that rows, audit lines and notifications can be counted per key.
 */
let registers: Registers;
let soort: Inrichting;
let vast: Json;
beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
});
// A zaak has one status per moment: every test has its own.
beforeEach(async () => {
  vast = await registers.alles.maak('/zaken/api/v1/zaken', zaakBody(soort.zaaktype));
});
afterAll(async () => {
  await registers.stop();
});

interface Verzoek {
  sleutel: string;
  pad: string;
  body: Json;
  /** The first answer that came. */
  antwoord?: Antwoord;
}

/** The nth of the changes that are sent: all kinds by turns. */
function verzoek(n: number, ronde: string, basis: string): Verzoek {
  const sleutel = `${ronde}-${n}`;
  const zaak = zaakBody(soort.zaaktype, { omschrijving: sleutel });
  const soorten: [string, Json][] = [
    ['/zaken/api/v1/zaken', zaak],
    [
      '/zaken/api/v1/statussen',
      {
        zaak: vast.url,
        statustype: soort.begin,
        datumStatusGezet: new Date(Date.UTC(2025, 0, 1, 0, 0, n)).toISOString(),
        statustoelichting: sleutel,
      },
    ],
    [
      '/zaken/api/v1/zaak_registreren',
      {
        zaak,
        rollen: [],
        zaakinformatieobjecten: [],
        zaakobjecten: [],
        status: {
          statustype: soort.begin,
          datumStatusGezet: '2025-01-01T00:00:00Z',
          statustoelichting: sleutel,
        },
      },
    ],
    [
      '/documenten/api/v1/enkelvoudiginformatieobjecten',
      documentBody(soort.informatieobjecttype, { titel: sleutel }),
    ],
  ];
  const [pad, body] = soorten[n % soorten.length]!;
  // Each process knows itself by the address that it is asked at.
  return { sleutel, pad, body: JSON.parse(JSON.stringify(body).replaceAll(registers.url, basis)) };
}

/** Sends it; no answer is no answer. */
async function stuur(basis: string, een: Verzoek): Promise<Antwoord | undefined> {
  const headers = { 'idempotency-key': een.sleutel };
  return registers.alles.post(basis + een.pad, een.body, headers).catch(() => undefined);
}

/** Sends eight at a time, and keeps all that was sent, until it is told to stop. */
function belast(basis: string, ronde: string): { verzonden: Verzoek[]; stop(): Promise<void> } {
  const verzonden: Verzoek[] = [];
  let klaar = false;
  const schrijver = async (): Promise<void> => {
    while (!klaar) {
      const een = verzoek(verzonden.length, ronde, basis);
      verzonden.push(een);
      const antwoord = await stuur(basis, een);
      if (antwoord) een.antwoord = antwoord;
      // Nobody is there: not a thousand times a second.
      else await wacht(400);
    }
  };
  const schrijvers = Promise.all(Array.from({ length: 8 }, schrijver));
  return {
    verzonden,
    async stop() {
      klaar = true;
      await schrijvers;
    },
  };
}

const gelukt = (verzonden: Verzoek[]): number =>
  verzonden.filter(({ antwoord }) => antwoord?.status === 201).length;

/** Some more succeed; then it is any moment. */
async function totErMeerZijn(verzonden: Verzoek[]): Promise<void> {
  const nodig = gelukt(verzonden) + 15;
  await vi.waitFor(() => expect(gelukt(verzonden)).toBeGreaterThanOrEqual(nodig), {
    timeout: 30_000,
    interval: 10,
  });
  await wacht(Math.random() * 50);
}

/** Per key how many rows, lines about their making, and notifications of that; of every kind that the key makes. */
async function sporen(ronde: string): Promise<Map<string, string>> {
  const rijen = await registers.omgeving.opslag.alle<{ sleutel: string; sporen: string }>(sql`
    WITH rij AS (
      SELECT 'zaak' AS soort, uuid, gegevens->>'omschrijving' AS sleutel FROM zaak
      UNION ALL SELECT 'status', uuid, gegevens->>'statustoelichting' FROM status
      UNION ALL SELECT 'enkelvoudiginformatieobject', uuid, gegevens->>'titel' FROM enkelvoudiginformatieobject
    )
    SELECT sleutel, string_agg(soort || ' ' || lijnen || ' ' || meldingen, ', ' ORDER BY soort) AS sporen FROM (
      SELECT sleutel, soort,
        (SELECT count(*) FROM zgw_audit a WHERE a.resource = soort AND a.actie = 'create' AND a.resource_url LIKE '%' || rij.uuid) AS lijnen,
        (SELECT count(*) FROM proef_melding m WHERE m.bericht->>'resourceUrl' LIKE '%' || rij.uuid AND m.bericht->>'actie' = 'create') AS meldingen
      FROM rij WHERE sleutel LIKE ${`${ronde}-%`}) t GROUP BY sleutel`);
  return new Map(rijen.map((rij) => [rij.sleutel, rij.sporen]));
}
const heel: Record<string, string> = {
  '/zaken/api/v1/zaken': 'zaak 1 1',
  '/zaken/api/v1/statussen': 'status 1 1',
  '/zaken/api/v1/zaak_registreren': 'status 1 1, zaak 1 1',
  '/documenten/api/v1/enkelvoudiginformatieobjecten': 'enkelvoudiginformatieobject 1 1',
};

/** All that was answered is there, once and whole; what got no answer is there whole or not at all; asked again, all is. */
async function onderzoek(basis: string, ronde: string, verzonden: Verzoek[]): Promise<void> {
  const bij = await sporen(ronde);
  for (const { sleutel, pad, antwoord } of verzonden)
    if (antwoord?.status === 201) expect([sleutel, bij.get(sleutel)]).toEqual([sleutel, heel[pad]]);
    else expect([sleutel, bij.get(sleutel) ?? heel[pad]]).toEqual([sleutel, heel[pad]]);
  for (const een of verzonden) {
    const opnieuw = await stuur(basis, een);
    expect([een.sleutel, opnieuw?.status]).toEqual([een.sleutel, 201]);
    if (een.antwoord?.status === 201) expect(opnieuw?.body).toEqual(een.antwoord.body);
  }
  const na = await sporen(ronde);
  expect(na.size).toBe(verzonden.length);
  for (const { sleutel, pad } of verzonden) expect([sleutel, na.get(sleutel)]).toEqual([sleutel, heel[pad]]);
}

test('an api whose connections to PostgreSQL break says 503, goes on, and loses nothing', {
  timeout: 60_000,
}, async () => {
  const ronde = randomUUID().slice(0, 8);
  const { verzonden, stop } = belast(registers.url, ronde);
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
  await onderzoek(registers.url, ronde, verzonden);
});

/** Ends every connection of the api, as a server does that stops at once. */
async function breek(): Promise<void> {
  await registers.omgeving.opslag
    .doe(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
}
