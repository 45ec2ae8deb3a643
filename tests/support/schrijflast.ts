import { setTimeout as wacht } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import type { Antwoord, Json, Registers } from './zgw.ts';
import { documentBody, type Inrichting, zaakBody } from './zgw-catalogus.ts';

/** Where a load of changes goes. */
export interface Doel {
  registers: Registers;
  soort: Inrichting;
  /** The zaak that gets the statussen; one of its own per load, for a zaak has one status per moment. */
  vast: Json;
  /** Address of the api that is asked. */
  basis: string;
  /** Begins every key of this load. */
  ronde: string;
}

export interface Verzoek {
  sleutel: string;
  pad: string;
  body: Json;
  /** The first answer that came. */
  antwoord?: Antwoord;
}

/** The nth of the changes that are sent: all kinds by turns. */
function verzoek({ registers, soort, vast, basis, ronde }: Doel, n: number): Verzoek {
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
async function stuur({ registers, basis }: Doel, een: Verzoek): Promise<Antwoord | undefined> {
  const headers = { 'idempotency-key': een.sleutel };
  return registers.alles.post(basis + een.pad, een.body, headers).catch(() => undefined);
}

/**
 * A load of changes, each under a key of its own that stands in the row that it makes: so rows, audit lines and
 * notifications can be counted per key. Sends eight at a time, and keeps all that was sent, until it is told to stop. */
export function belast(doel: Doel): { verzonden: Verzoek[]; stop(): Promise<void> } {
  const verzonden: Verzoek[] = [];
  let klaar = false;
  const schrijver = async (): Promise<void> => {
    while (!klaar) {
      const een = verzoek(doel, verzonden.length);
      verzonden.push(een);
      const antwoord = await stuur(doel, een);
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
export async function totErMeerZijn(verzonden: Verzoek[]): Promise<void> {
  const nodig = gelukt(verzonden) + 15;
  await vi.waitFor(() => expect(gelukt(verzonden)).toBeGreaterThanOrEqual(nodig), {
    timeout: 30_000,
    interval: 10,
  });
  await wacht(Math.random() * 50);
}

/** Per key how many rows, lines about their making, and notifications of that; of every kind that the key makes. */
async function sporen({ registers, ronde }: Doel): Promise<Map<string, string>> {
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
export async function onderzoek(doel: Doel, verzonden: Verzoek[]): Promise<void> {
  const bij = await sporen(doel);
  for (const { sleutel, pad, antwoord } of verzonden)
    if (antwoord?.status === 201) expect([sleutel, bij.get(sleutel)]).toEqual([sleutel, heel[pad]]);
    else expect([sleutel, bij.get(sleutel) ?? heel[pad]]).toEqual([sleutel, heel[pad]]);
  for (const een of verzonden) {
    const opnieuw = await stuur(doel, een);
    expect([een.sleutel, opnieuw?.status]).toEqual([een.sleutel, 201]);
    if (een.antwoord?.status === 201) expect(opnieuw?.body).toEqual(een.antwoord.body);
  }
  const na = await sporen(doel);
  expect(na.size).toBe(verzonden.length);
  for (const { sleutel, pad } of verzonden) expect([sleutel, na.get(sleutel)]).toEqual([sleutel, heel[pad]]);
}
