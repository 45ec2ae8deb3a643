import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { startProever } from '../support/afnemer.ts';
import {
  abonneer,
  afnemer,
  fouten,
  maakKanaal,
  metNotificaties,
  nrc,
  registers,
  uuidOf,
  verdeeld,
} from '../support/notificatieproef.ts';
import { melding } from '../support/notificaties.ts';
import type { Json } from '../support/zgw.ts';

metNotificaties();

describe('an abonnement', () => {
  test('tries its address with a test message, as Open Notificaties does', async () => {
    const kanaal = await maakKanaal();
    const proeven: Json[] = [];
    const proever = await startProever(proeven, () => 204);
    const een = await abonneer({ callbackUrl: proever.url, kanalen: [{ naam: kanaal, filters: {} }] });
    expect(proeven).toEqual([{ kanaal: 'test', authorization: 'Bearer geheim' }]);
    // Only what changes the address or the authorisation is a reason to try again.
    await registers.alles.patch(een.url, { kanalen: [] });
    expect(proeven).toHaveLength(1);
    await registers.alles.patch(een.url, { auth: 'Bearer nieuw' });
    expect(proeven[1]).toEqual({ kanaal: 'test', authorization: 'Bearer nieuw' });
    await proever.stop();
  });

  test('is refused with the code that clients know when nobody takes notifications there', async () => {
    const weigeraar = await startProever([], () => 404);
    const antwoord = await registers.alles.post(`${nrc}/abonnement`, {
      callbackUrl: weigeraar.url,
      auth: 'x',
      kanalen: [{ naam: 'bestaat-niet', filters: {} }],
    });
    expect(antwoord.status).toBe(400);
    // All complaints at once.
    expect(fouten(antwoord.body)).toEqual([
      ['kanalen.0.naam', 'kanaal_naam'],
      ['nonFieldErrors', 'invalid-callback-url'],
    ]);
    await weigeraar.stop();
    expect(
      fouten(
        (
          await registers.alles.post(`${nrc}/abonnement`, {
            callbackUrl: weigeraar.url,
            auth: 'x',
            kanalen: [],
          })
        ).body,
      ),
    ).toEqual([['nonFieldErrors', 'invalid-callback-url']]);
  });

  test.each([
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/callback',
    'http://voorbeeld.test/callback',
    'https://192.168.1.1/callback',
  ])('never leads to %s', async (callbackUrl) => {
    const antwoord = await registers.alles.post(`${nrc}/abonnement`, { callbackUrl, auth: 'x', kanalen: [] });
    expect(antwoord.status).toBe(400);
    expect(fouten(antwoord.body)).toEqual([['callbackUrl', 'invalid-callback-url']]);
  });

  test('has an address and an authorisation of any length', async () => {
    const [callbackUrl, auth] = [`${afnemer.url}/${'a'.repeat(2_000)}`, `Bearer ${'b'.repeat(4_000)}`];
    expect((await abonneer({ callbackUrl, auth })).callbackUrl).toBe(callbackUrl);
  });

  test('keeps its authorisation sealed, and never shows it', async () => {
    const een = await abonneer({});
    expect(een).not.toHaveProperty('auth');
    expect((await registers.alles.get(een.url)).body).not.toHaveProperty('auth');
    const rij = await registers.omgeving.opslag.een<{ rij: string }>(
      sql`SELECT a::text AS rij FROM abonnement a WHERE uuid = ${uuidOf(een)}::uuid`,
    );
    expect(rij?.rij).toContain(afnemer.url);
    expect(rij?.rij).not.toContain('geheim');
  });

  test.each([
    [{ kanalen: undefined }, [['kanalen', 'required']]],
    [{ kanalen: [{ filters: {} }] }, [['kanalen.0.naam', 'required']]],
    [{ sendCloudevents: 'ja' }, [['sendCloudevents', 'invalid']]],
    [{ cloudeventFilters: [{ filters: {} }] }, [['cloudeventFilters.0.typeSubstring', 'required']]],
    [{ auth: '' }, [['auth', 'blank']]],
    [{ kanalen: [{ naam: 'zaken', filters: { zaaktype: '' } }] }, [['kanalen.0.filters.zaaktype', 'blank']]],
    [
      { kanalen: [{ naam: 'zaken', filters: { zaaktype: '*', kleur: 'rood' } }] },
      [['kanalen.0.filters', 'inconsistent-abonnement-filters']],
    ],
  ])('with %j is refused by field', async (over, verwacht) => {
    const antwoord = await registers.alles.post(`${nrc}/abonnement`, {
      callbackUrl: afnemer.url,
      auth: 'x',
      kanalen: [],
      ...over,
    });
    expect([antwoord.status, fouten(antwoord.body)]).toEqual([400, verwacht]);
  });
});

test('filters on characteristics decide who gets a notification', async () => {
  const kanaal = await maakKanaal(['soort', 'bron']);
  const ander = await maakKanaal(['soort']);
  const met = async (filters: Json, naam = kanaal): Promise<string> =>
    uuidOf(await abonneer({ kanalen: [{ naam, filters }] }));
  const wie = {
    alles: await met({}),
    ster: await met({ soort: '*' }),
    a: await met({ soort: 'a' }),
    aVanX: await met({ soort: 'a', bron: 'x' }),
    b: await met({ soort: 'b' }),
    anderKanaal: await met({ soort: 'a' }, ander),
  };
  const krijgen = async (kenmerken: Json): Promise<string[]> => {
    await registers.alles.maak(`${nrc}/notificaties`, melding(kanaal, { kenmerken }));
    const uit = await verdeeld();
    return Object.entries(wie)
      .filter(([, uuid]) => uit.has(uuid))
      .map(([naam]) => naam);
  };
  expect(await krijgen({ soort: 'a', bron: 'x' })).toEqual(['alles', 'ster', 'a', 'aVanX']);
  expect(await krijgen({ soort: 'a', bron: 'y' })).toEqual(['alles', 'ster', 'a']);
  expect(await krijgen({ soort: 'c', bron: 'x' })).toEqual(['alles', 'ster']);
  // Who asks for one soort gets nothing of which the soort is not told.
  expect(await krijgen({ bron: 'x' })).toEqual(['alles', 'ster']);
});

test('names of characteristics are the same in either spelling, and a kanaal without names takes any', async () => {
  const objecten = await maakKanaal(['object_type']);
  const vrij = await maakKanaal();
  const slang = uuidOf(await abonneer({ kanalen: [{ naam: objecten, filters: { object_type: 'a' } }] }));
  const kameel = uuidOf(await abonneer({ kanalen: [{ naam: objecten, filters: { objectType: 'b' } }] }));
  const los = uuidOf(await abonneer({ kanalen: [{ naam: vrij, filters: { bron: '1' } }] }));
  const ruimer = uuidOf(
    await abonneer({ kanalen: [{ naam: objecten, filters: { objectType: '*', bron: '1' } }] }),
  );
  const meld = async (kanaal: string, kenmerken: Json): Promise<string[]> => {
    await registers.alles.maak(`${nrc}/notificaties`, melding(kanaal, { kenmerken }));
    return [...(await verdeeld()).keys()];
  };
  expect(await meld(objecten, { objectType: 'a' })).toEqual([slang]);
  expect(await meld(objecten, { object_type: 'b' })).toEqual([kameel]);
  expect(await meld(objecten, { objectType: 'c', bron: '1' })).toEqual([ruimer]);
  expect(await meld(vrij, { bron: '1' })).toEqual([los]);
  expect(await meld(vrij, { bron: '2' })).toEqual([]);
});

describe('a notification', () => {
  const stuur = (body: Json, headers: Record<string, string> = {}) =>
    registers.alles.post(`${nrc}/notificaties`, body, headers);
  afterEach(() => verdeeld());

  test('names characteristics of its kanaal, and a moment that has come', async () => {
    const kanaal = await maakKanaal(['soort', 'bron']);
    const straks = new Date(registers.klok.nu.getTime() + 3_600_000).toISOString();
    const antwoord = await stuur(
      melding(kanaal, { kenmerken: { soort: 'a', kleur: 'rood' }, aanmaakdatum: straks }),
    );
    expect([antwoord.status, fouten(antwoord.body)]).toEqual([
      400,
      [
        ['aanmaakdatum', 'future_not_allowed'],
        ['kenmerken', 'kenmerken_inconsistent'],
      ],
    ]);
    // A clock that is a little ahead, an empty value, fewer names and more names are all right.
    const zo = new Date(registers.klok.nu.getTime() + 5_000).toISOString();
    for (const kenmerken of [{}, { soort: '' }, { soort: 'a', bron: 'x', kleur: 'rood' }])
      expect((await stuur(melding(kanaal, { kenmerken, aanmaakdatum: zo }))).status).toBe(201);
  });

  test('with an Idempotency-Key is published once', async () => {
    const kanaal = await maakKanaal();
    const wie = uuidOf(await abonneer({ kanalen: [{ naam: kanaal, filters: {} }] }));
    const sleutel = { 'idempotency-key': randomUUID() };
    const een = melding(kanaal);
    const antwoorden = [await stuur(een, sleutel), await stuur(een, sleutel)];
    expect(antwoorden.map(({ status, body }) => [status, body])).toEqual([
      [201, een],
      [201, een],
    ]);
    expect((await stuur(melding(kanaal, { actie: 'update' }), sleutel)).status).toBe(422);
    expect((await verdeeld()).get(wie)).toEqual([een]);
  });
});

describe('a kanaal', () => {
  test('keeps its name, by which abonnementen know it; its filters may change', async () => {
    const kanaal = await registers.alles.maak(`${nrc}/kanaal`, { naam: `k-${randomUUID()}`, filters: ['a'] });
    const { url, ...rest } = kanaal;
    for (const antwoord of [
      await registers.alles.put(url, { ...rest, naam: 'anders' }),
      await registers.alles.patch(url, { naam: 'anders' }),
    ])
      expect([antwoord.status, fouten(antwoord.body)]).toEqual([400, [['naam', 'wijzigen-niet-toegelaten']]]);
    const gewijzigd = await registers.alles.patch(url, { filters: ['a', 'b'] });
    expect([gewijzigd.status, gewijzigd.body]).toEqual([200, { ...kanaal, filters: ['a', 'b'] }]);
  });
});

test('an abonnement is changed and removed by who made it; a try with its authorisation goes nowhere else', async () => {
  const rechten = [{ component: 'nrc', scopes: ['notificaties.consumeren'] }];
  const [een, ander] = [await registers.beller(rechten), await registers.beller(rechten)];
  const kanaal = await maakKanaal();
  const { url } = await een.maak(`${nrc}/abonnement`, {
    callbackUrl: afnemer.url,
    auth: 'Bearer geheim',
    kanalen: [{ naam: kanaal, filters: {} }],
  });
  const proeven: Json[] = [];
  const afluisteraar = await startProever(proeven, () => 204);
  const pogingen = [
    await ander.patch(url, { callbackUrl: afluisteraar.url }),
    await ander.put(url, { callbackUrl: afluisteraar.url, auth: 'x', kanalen: [] }),
    await ander.patch(url, { kanalen: [] }),
    await ander.delete(url),
  ];
  expect(pogingen.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  expect(proeven).toEqual([]);
  expect((await ander.get(url)).body.callbackUrl).toBe(afnemer.url);
  expect((await een.patch(url, { callbackUrl: afluisteraar.url })).status).toBe(200);
  expect((await registers.alles.patch(url, { kanalen: [] })).status).toBe(200);
  expect((await een.delete(url)).status).toBe(204);
  await afluisteraar.stop();
});
