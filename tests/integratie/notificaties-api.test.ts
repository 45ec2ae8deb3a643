import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verdeel } from '../../registers/zgw/notificaties/verdeling.ts';
import { type Afnemer, startAfnemer } from '../support/afnemer.ts';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';

const nrc = '/notificaties/api/v1';
let registers: Registers;
let afnemer: Afnemer;
beforeAll(async () => {
  registers = await startRegisters();
  afnemer = await startAfnemer();
}, 60_000);
afterAll(async () => {
  await afnemer.stop();
  await registers.stop();
});

const maakKanaal = async (filters: string[] = []): Promise<string> =>
  (await registers.alles.maak(`${nrc}/kanaal`, { naam: `k-${randomUUID()}`, filters })).naam;
const abonneer = (body: Json): Promise<Json> =>
  registers.alles.maak(`${nrc}/abonnement`, {
    callbackUrl: afnemer.url,
    auth: 'Bearer geheim',
    kanalen: [],
    ...body,
  });
const uuidOf = ({ url }: Json): string => String(url).split('/').at(-1) ?? '';
/** Distributes what is in the outbox. @returns who gets how many of it */
async function verdeeld(): Promise<Map<string, Json[]>> {
  const { opslag } = registers.omgeving;
  await opslag.transactie((tx) => verdeel(tx, new Date()));
  const rijen = await opslag.alle<{ abonnement: string; bericht: Json }>(
    sql`DELETE FROM zgw_aflevering RETURNING abonnement, bericht`,
  );
  const per = new Map<string, Json[]>();
  for (const { abonnement, bericht } of rijen) per.set(abonnement, [...(per.get(abonnement) ?? []), bericht]);
  return per;
}
const melding = (kanaal: string, over: Json = {}): Json => ({
  kanaal,
  hoofdObject: 'https://zaak.test/1',
  resource: 'zaak',
  resourceUrl: 'https://zaak.test/1',
  actie: 'create',
  aanmaakdatum: '2026-11-24T12:00:00Z',
  kenmerken: {},
  ...over,
});
const fouten = (body: Json): [string, string][] =>
  body.invalidParams?.map(({ name, code }: Json) => [name, code]);

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
  const meld = (kenmerken: Json) =>
    registers.alles.maak(`${nrc}/notificaties`, {
      kanaal,
      hoofdObject: 'https://zaak.test/1',
      resource: 'zaak',
      resourceUrl: 'https://zaak.test/1',
      actie: 'create',
      aanmaakdatum: '2026-11-24T12:00:00Z',
      kenmerken,
    });
  const krijgen = async (kenmerken: Json): Promise<string[]> => {
    await meld(kenmerken);
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

describe('a CloudEvent', () => {
  const type = 'application/cloudevents+json';
  const event = (over: Json = {}): Json => ({
    specversion: '1.0',
    id: randomUUID(),
    source: 'urn:nld:oin:00000001823288444000:systeem:BRP-component',
    type: 'nl.overheid.zaken.zaakstatus-gewijzigd',
    subject: '123',
    time: '2026-11-24T12:00:00Z',
    datacontenttype: 'application/json',
    data: { zaaktype: 'melding' },
    ...over,
  });
  const stuur = (body: unknown, contentType = type) =>
    registers.alles.post(`${nrc}/cloudevents`, body, { 'content-type': contentType });
  afterEach(() => verdeeld());

  test('goes to who takes CloudEvents of that type, with filters on its data', async () => {
    const met = async (body: Json): Promise<string> =>
      uuidOf(await abonneer({ kanalen: undefined, ...body }));
    const groep = (typeSubstring: string, filters: Json = {}) => ({
      sendCloudevents: true,
      cloudeventFilters: [{ typeSubstring, filters }],
    });
    const wie = {
      type: await met(groep('nl.overheid.zaken')),
      melding: await met(groep('overheid', { zaaktype: 'melding' })),
      vergunning: await met(groep('overheid', { zaaktype: 'vergunning' })),
      anderType: await met(groep('nl.overheid.besluiten')),
      // What an event does not tell speaks against nobody (Open Notificaties).
      nietVerteld: await met(groep('overheid', { kleur: 'rood' })),
      vraagtNiet: await met({ ...groep('nl.overheid.zaken'), sendCloudevents: false }),
    };
    const een = event();
    const antwoord = await stuur(een);
    expect([antwoord.status, antwoord.body]).toEqual([201, een]);
    expect(antwoord.headers.get('content-type')).toContain(type);
    const uit = await verdeeld();
    expect(Object.keys(wie).filter((naam) => uit.has(wie[naam as keyof typeof wie]))).toEqual([
      'type',
      'melding',
      'nietVerteld',
    ]);
    expect(uit.get(wie.type)).toEqual([een]);
  });

  test('is taken once per source and id, also when it comes twice at the same time', async () => {
    const wie = uuidOf(
      await abonneer({ sendCloudevents: true, cloudeventFilters: [{ typeSubstring: 'nl.', filters: {} }] }),
    );
    const een = event();
    const statussen = (await Promise.all([stuur(een), stuur(een), stuur(een)])).map(({ status }) => status);
    expect(statussen).toEqual([201, 201, 201]);
    // The same id of another source is another event; other contents under one id are a mistake.
    await stuur({ ...een, source: 'urn:nld:anders' });
    const anders = await stuur({ ...een, subject: '456' });
    expect([anders.status, fouten(anders.body)]).toEqual([400, [['id', 'unique']]]);
    expect((await verdeeld()).get(wie)).toHaveLength(2);
  });

  test.each<[string, Json, [string, string][]]>([
    ['no id', { id: undefined }, [['id', 'required']]],
    ['an empty id', { id: '' }, [['id', 'blank']]],
    ['no source', { source: undefined }, [['source', 'required']]],
    ['a source with spaces', { source: 'onze brp' }, [['source', 'invalid']]],
    ['another specversion', { specversion: '0.3' }, [['specversion', 'invalid_choice']]],
    ['a type that is no reverse name', { type: 'zaak gewijzigd' }, [['type', 'invalid']]],
    ['a type of one word', { type: 'zaak' }, [['type', 'invalid']]],
    ['a time that is none', { time: 'gisteren' }, [['time', 'invalid']]],
    ['an empty subject', { subject: '' }, [['subject', 'blank']]],
    ['a text with a line break', { subject: 'a\nb' }, [['subject', 'invalid']]],
    ['an extension that is a group', { uitbreiding: { a: 1 } }, [['uitbreiding', 'invalid']]],
    ['data twice', { data_base64: 'YQ==' }, [['data_base64', 'invalid']]],
  ])('with %s is refused by field', async (_, over, verwacht) => {
    const antwoord = await stuur(event(over));
    expect([antwoord.status, fouten(antwoord.body)]).toEqual([400, verwacht]);
  });

  test('may leave out what is optional, and have extensions', async () => {
    const { specversion, id, source, type: soort } = event();
    expect((await stuur({ specversion, id, source, type: soort })).status).toBe(201);
    expect(
      (await stuur(event({ sequence: '1234', nlbrpnationaliteit: '0083', geheimnummer: null }))).status,
    ).toBe(201);
    const { zaakType, ...zonder } = event({ zaakType: 'a' });
    const antwoord = await stuur({ ...zonder, zaakType });
    // No name of an attribute: ignored, as any unknown property.
    expect([antwoord.status, antwoord.body]).toEqual([201, zonder]);
    expect((await stuur(event({ data: '<a/>', datacontenttype: 'text/xml' }))).status).toBe(201);
  });

  test('in another media type is 415, too large 413, of who may not publish 403', async () => {
    expect((await stuur(event(), 'application/json')).status).toBe(415);
    expect((await stuur(event({ data: 'x'.repeat(300_000) }))).status).toBe(413);
    const lezer = await registers.beller([{ component: 'nrc', scopes: ['notificaties.consumeren'] }]);
    const geweigerd = await lezer.post(`${nrc}/cloudevents`, event(), { 'content-type': type });
    expect(geweigerd.status).toBe(403);
  });
});

/** A subscriber that tells what test messages it got. */
async function startProever(
  proeven: Json[],
  status: () => number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (req, res) => {
    let tekst = '';
    for await (const deel of req) tekst += deel;
    proeven.push({ kanaal: JSON.parse(tekst).kanaal, authorization: req.headers.authorization });
    res.writeHead(status()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}/callback`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
