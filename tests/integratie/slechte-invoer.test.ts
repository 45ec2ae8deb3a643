import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { type Inrichting, richtIn } from '../support/zgw-catalogus.ts';
import { foutenVoor, invoerVan, mankement, stand } from '../support/zgw-fouten.ts';
import { type Geldig, geldigeBodies } from '../support/zgw-geldig.ts';

let registers: Registers;
let soort: Inrichting;
let geldig: Geldig[];
const documenten = new Map<string, Json>();

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  geldig = await geldigeBodies(registers, soort);
  for (const api of new Set(geldig.map((een) => een.api)))
    documenten.set(api, (await registers.alles.get(`${api}/openapi.json`)).body as Json);
}, 60_000);
afterAll(() => registers.stop());

const document = (een: Geldig): Json => documenten.get(een.api) as Json;

describe('what a client sends field by field', () => {
  it('there is a body here for every resource that can be made', () => {
    const aanwezig = geldig.map((een) => een.api + (een.sjabloon ?? een.pad));
    const alle = [...documenten].flatMap(([api, inhoud]) =>
      Object.entries<Json>(inhoud.paths)
        .filter(([, pad]) => /_create$/.test(pad.post?.operationId ?? ''))
        .map(([pad]) => api + pad),
    );
    // Publishing is no resource; zaakbesluit mirrors what Besluiten says.
    const anders = [
      '/notificaties/api/v1/notificaties',
      '/notificaties/api/v1/cloudevents',
      '/zaken/api/v1/zaken/{ouder}/besluiten',
    ];
    expect(alle.filter((pad) => !anders.includes(pad)).sort()).toEqual(aanwezig.sort());
  });

  it('a wrong value is refused by name, code and reason, for every field of every resource, and nothing is written', async () => {
    const { alles } = registers;
    const voor = await stand(registers);
    const mis: string[] = [];
    let geprobeerd = 0;
    for (const een of geldig) {
      const verplicht = new Set(verplichteVelden(een));
      const velden = invoerVan(document(een), een.sjabloon ?? een.pad, een.body);
      const vast = een.sjabloon ? ['zaak'] : [];
      for (const [veld, vorm] of Object.entries<Json>(velden)) {
        if (vast.includes(veld)) continue;
        const ongepast = vorm['x-verwijst-naar'] === 'catalogus' ? soort.zaaktype : soort.catalogus;
        for (const fout of foutenVoor(veld, vorm, verplicht.has(veld), ongepast)) {
          geprobeerd += 1;
          const antwoord = await alles.post(een.api + een.pad, { ...een.body, [veld]: fout.waarde });
          const klacht = mankement(antwoord, fout);
          if (klacht) mis.push(`${een.pad} ${veld} ${fout.soort}: ${klacht}`);
        }
      }
    }
    expect(mis).toEqual([]);
    expect(await stand(registers)).toBe(voor);
    expect(geprobeerd).toBeGreaterThan(500);
  }, 60_000);

  function verplichteVelden(een: Geldig): string[] {
    const pad = document(een).paths[een.sjabloon ?? een.pad].post;
    const ref = pad.requestBody.content['application/json'].schema.$ref.split('/').at(-1);
    const schema = document(een).components.schemas[ref];
    const eerste = schema.anyOf
      ? document(een).components.schemas[schema.anyOf[0].$ref.split('/').at(-1)]
      : schema;
    return eerste.required ?? [];
  }
});

describe('the same bodies without a fault', () => {
  it('are all accepted, with what is unknown or read-only in them ignored', async () => {
    for (const een of geldig) {
      const { status, body } = await registers.alles.post(een.api + een.pad, {
        ...een.body,
        onbekend: { veld: [1, 2] },
        url: 'https://elders.test/1',
        uuid: 'geen-uuid',
      });
      // The mirror of the zaakinformatieobject that was just made.
      const alDaar = een.pad === '/objectinformatieobjecten';
      expect([een.pad, status, body.invalidParams?.[0].code]).toEqual(
        alDaar ? [een.pad, 400, 'unique'] : [een.pad, 201, undefined],
      );
      if (alDaar) continue;
      expect(body.url).not.toContain('elders.test');
      expect(body).not.toHaveProperty('onbekend');
    }
  }, 90_000);
});
