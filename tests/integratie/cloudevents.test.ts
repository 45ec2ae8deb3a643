import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import {
  abonneer,
  fouten,
  metNotificaties,
  nrc,
  registers,
  uuidOf,
  verdeeld,
} from '../support/notificatieproef.ts';
import type { Json } from '../support/zgw.ts';

metNotificaties();

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
