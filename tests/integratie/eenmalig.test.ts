import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { melding } from '../support/notificaties.ts';
import {
  type Antwoord,
  aantalIn,
  type Beller,
  type Json,
  type Registers,
  startRegisters,
} from '../support/zgw.ts';
import {
  documentBody,
  type Inrichting,
  informatieobjecttypeBody,
  richtIn,
  zaakBody,
} from '../support/zgw-catalogus.ts';

/** A request with an `Idempotency-Key` happens once, whatever it is and whatever has become of what it needs. */
const zrc = '/zaken/api/v1';
const drc = '/documenten/api/v1/enkelvoudiginformatieobjecten';
let registers: Registers;
let soort: Inrichting;
let alles: Beller;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  alles = registers.alles;
});
afterAll(() => registers.stop());

const onder = (sleutel: string): Record<string, string> => ({ 'idempotency-key': sleutel });
const aantal = (tabel: string): Promise<number> => aantalIn(registers, tabel);
const kort = ({ status, body }: Antwoord): unknown[] => [status, body];
const nieuweZaak = (meer: Json = {}): Json => zaakBody(soort.zaaktype, meer);

describe('one key, one change', () => {
  it('two at the same time: one zaak, the same answer for both', async () => {
    const voor = await aantal('zaak');
    const sleutel = onder(randomUUID());
    const alle = await Promise.all(
      Array.from({ length: 5 }, () => alles.post(`${zrc}/zaken`, nieuweZaak(), sleutel)),
    );
    expect(new Set(alle.map((een) => JSON.stringify(kort(een)))).size).toBe(1);
    expect(alle[0]?.status).toBe(201);
    expect(alle[0]?.headers.get('location')).toBe(alle[0]?.body.url);
    expect(await aantal('zaak')).toBe(voor + 1);
  });

  it('another body, another address or another method under it is 422 and changes nothing', async () => {
    const sleutel = onder(randomUUID());
    const { body: zaak } = await alles.post(`${zrc}/zaken`, nieuweZaak(), sleutel);
    const voor = await aantal('zaak');
    for (const antwoord of [
      await alles.post(`${zrc}/zaken`, nieuweZaak({ omschrijving: 'anders' }), sleutel),
      await alles.post(`${zrc}/statussen`, nieuweZaak(), sleutel),
      await alles.put(zaak.url, nieuweZaak(), sleutel),
    ])
      expect([antwoord.status, antwoord.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await aantal('zaak')).toBe(voor);
  });

  it('what was refused is not kept: the corrected request goes under the same key', async () => {
    const sleutel = onder(randomUUID());
    expect((await alles.post(`${zrc}/zaken`, nieuweZaak({ startdatum: 'morgen' }), sleutel)).status).toBe(
      400,
    );
    const goed = await alles.post(`${zrc}/zaken`, nieuweZaak(), sleutel);
    expect(goed.status).toBe(201);
    expect(kort(await alles.post(`${zrc}/zaken`, nieuweZaak(), sleutel))).toEqual(kort(goed));
  });

  it('the same key of another client is another key', async () => {
    const ander = await registers.beller([], { heeftAlleAutorisaties: true });
    const sleutel = onder(randomUUID());
    const [een, twee] = [
      await alles.post(`${zrc}/zaken`, nieuweZaak(), sleutel),
      await ander.post(`${zrc}/zaken`, nieuweZaak(), sleutel),
    ];
    expect([een.status, twee.status]).toEqual([201, 201]);
    expect(twee.body.url).not.toBe(een.body.url);
  });

  it.each([
    ['255 long', 'k'.repeat(255), 201],
    ['256 long', 'k'.repeat(256), 400],
    ['6,000 long', 'k'.repeat(6_000), 400],
    ['empty', '', 400],
    ['quotes, percents and SQL', `"a'%00;--\\ $1`, 201],
    ['letters beyond ASCII', 'sleutél-ÿ', 201],
  ])('a key that is %s', async (_naam, sleutel, status) => {
    const eerste = await alles.post(`${zrc}/zaken`, nieuweZaak(), onder(sleutel));
    expect(eerste.status).toBe(status);
    if (status === 201)
      expect((await alles.post(`${zrc}/zaken`, nieuweZaak(), onder(sleutel))).body).toEqual(eerste.body);
    else expect(eerste.body.detail).toContain('Idempotency-Key');
  });
});

describe('the same answer, also when what it needed is gone', () => {
  it('an address outside that answers no more', async () => {
    const url = registers.extern({ url: 'x', einddatum: null });
    const lijf = nieuweZaak({ relevanteAndereZaken: [{ url, aardRelatie: 'vervolg' }] });
    const sleutel = onder(randomUUID());
    const eerste = await alles.post(`${zrc}/zaken`, lijf, sleutel);
    expect(eerste.status).toBe(201);
    registers.vergeet(url);
    // Long enough later that nobody remembers the address.
    const klok = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    try {
      expect((await alles.post(`${zrc}/zaken`, lijf)).status).toBe(400);
      expect(kort(await alles.post(`${zrc}/zaken`, lijf, sleutel))).toEqual(kort(eerste));
    } finally {
      klok.mockRestore();
    }
  });

  it('what it removed itself', async () => {
    const zaak = await alles.maak(`${zrc}/zaken`, nieuweZaak());
    const eigenschappen = `${new URL(zaak.url).pathname}/zaakeigenschappen`;
    const { url } = await alles.maak(eigenschappen, {
      zaak: zaak.url,
      eigenschap: soort.eigenschap,
      waarde: '20240101',
    });
    for (const weg of [url, zaak.url]) {
      const sleutel = onder(randomUUID());
      expect((await alles.roep('DELETE', weg, undefined, sleutel)).status).toBe(204);
      expect((await alles.roep('DELETE', weg, undefined, sleutel)).status).toBe(204);
      expect((await alles.roep('DELETE', weg)).status).toBe(404);
    }
  });
});

describe('addresses of their own', () => {
  it('a lock whose answer was lost is told again; so is that it went', async () => {
    const { url } = await alles.maak(drc, documentBody(soort.informatieobjecttype));
    const sleutel = onder(randomUUID());
    const [een, twee] = await Promise.all([1, 2].map(() => alles.post(`${url}/lock`, undefined, sleutel)));
    expect(een?.status).toBe(200);
    expect(een?.body.lock).toMatch(/^[0-9a-f]{32}$/);
    expect(twee?.body).toEqual(een?.body);
    expect((await alles.post(`${url}/lock`, undefined, onder(randomUUID()))).status).toBe(400);

    const open = onder(randomUUID());
    for (let keer = 0; keer < 2; keer += 1)
      expect((await alles.post(`${url}/unlock`, een?.body, open)).status).toBe(204);
    expect((await alles.post(`${url}/unlock`, een?.body)).status).toBe(400);
  });

  it('a notification is published once', async () => {
    const een = melding('zaken');
    const sleutel = onder(randomUUID());
    const alle = await Promise.all(
      [1, 2, 3].map(() => alles.post('/notificaties/api/v1/notificaties', een, sleutel)),
    );
    expect(alle.map(({ status }) => status)).toEqual([201, 201, 201]);
    const gemeld = (await registers.meldingen('zaken')).filter(
      ({ hoofdObject }) => hoofdObject === een.hoofdObject,
    );
    expect(gemeld).toHaveLength(1);
  });

  it('a type is published once', async () => {
    const { url } = await alles.maak(
      '/catalogi/api/v1/informatieobjecttypen',
      informatieobjecttypeBody(soort.catalogus, 'Eenmaal'),
    );
    const sleutel = onder(randomUUID());
    const [een, twee] = [
      await alles.post(`${url}/publish`, undefined, sleutel),
      await alles.post(`${url}/publish`, undefined, sleutel),
    ];
    expect(een.body.concept).toBe(false);
    expect(kort(twee)).toEqual(kort(een));
    const gemeld = (await registers.meldingen('informatieobjecttypen')).filter(
      ({ resourceUrl, actie }) => resourceUrl === url && actie === 'update',
    );
    expect(gemeld).toHaveLength(1);
  });
});
