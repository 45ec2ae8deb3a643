import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Antwoord,
  type Beller,
  type Json,
  klachten,
  type Registers,
  startRegisters,
} from '../../../tests/support/zgw.ts';
import {
  besluittypeBody,
  documentBody,
  type Inrichting,
  richtIn,
  zaakBody,
} from '../../../tests/support/zgw-catalogus.ts';

const brc = '/besluiten/api/v1';
const drc = '/documenten/api/v1';
let registers: Registers;
let soort: Inrichting;
let ander: Inrichting;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  ander = await richtIn(registers);
});
afterAll(() => registers.stop());

const body = (meer: Json = {}): Json => ({
  verantwoordelijkeOrganisatie: '517439943',
  besluittype: soort.besluittype,
  datum: '2024-05-01',
  ingangsdatum: '2024-05-02',
  ...meer,
});
const post = (meer: Json = {}): Promise<Antwoord> => registers.alles.post(`${brc}/besluiten`, body(meer));
const besluit = (meer: Json = {}): Promise<Json> => registers.alles.maak(`${brc}/besluiten`, body(meer));
const zaak = (zaaktype = soort.zaaktype): Promise<Json> =>
  registers.alles.maak('/zaken/api/v1/zaken', zaakBody(zaaktype));
const document = (type = soort.informatieobjecttype): Promise<Json> =>
  registers.alles.maak(`${drc}/enkelvoudiginformatieobjecten`, documentBody(type));
const koppel = (van: Json, stuk: Json): Promise<Antwoord> =>
  registers.alles.post(`${brc}/besluitinformatieobjecten`, { besluit: van.url, informatieobject: stuk.url });
const vast = (veld: string) => [400, `${veld}: wijzigen-niet-toegelaten`];

describe('a besluit', () => {
  it('says nothing by an empty text, and is taken today at the latest', async () => {
    expect(await besluit()).toMatchObject({ zaak: '', vervalreden: '', vervaldatum: null });
    const morgen = new Date(registers.klok.nu.getTime() + 2 * 24 * 3_600_000).toISOString().slice(0, 10);
    expect(klachten(await post({ datum: morgen }))).toEqual([400, 'datum: future_not_allowed']);
    expect(klachten(await post({ besluittype: `https://a.test/${'x'.repeat(200)}` }))).toEqual([
      400,
      'besluittype: max_length',
    ]);
  });

  it('zrc-007: about a closed case asks for the right to force it, which is one of Zaken', async () => {
    const dicht = await zaak();
    const { url: open } = await besluit({ zaak: dicht.url });
    await registers.alles.maak('/zaken/api/v1/resultaten', {
      zaak: dicht.url,
      resultaattype: soort.resultaattype,
    });
    await registers.alles.maak('/zaken/api/v1/statussen', {
      zaak: dicht.url,
      statustype: soort.eind,
      datumStatusGezet: '2024-06-01T12:00:00Z',
    });
    const bij = (scopes: string[]): Promise<Beller> =>
      registers.beller([
        {
          component: 'brc',
          scopes: ['besluiten.aanmaken', 'besluiten.bijwerken', 'besluiten.verwijderen'],
          besluittype: soort.besluittype,
        },
        {
          component: 'zrc',
          scopes,
          zaaktype: soort.zaaktype,
          maxVertrouwelijkheidaanduiding: 'zeer_geheim',
        },
      ]);
    const gewoon = await bij(['zaken.lezen', 'zaken.bijwerken']);
    const { url: los } = await besluit();
    for (const antwoord of [
      await gewoon.post(`${brc}/besluiten`, body({ zaak: dicht.url })),
      await gewoon.patch(los, { zaak: dicht.url }),
      await gewoon.patch(open, { toelichting: 'x' }),
      await gewoon.delete(open),
    ])
      expect([antwoord.status, antwoord.body.code]).toEqual([403, 'permission_denied']);
    const forceert = await bij(['zaken.geforceerd-bijwerken']);
    expect((await forceert.post(`${brc}/besluiten`, body({ zaak: dicht.url }))).status).toBe(201);
    expect((await forceert.delete(open)).status).toBe(204);
    expect((await gewoon.post(`${brc}/besluiten`, body())).status).toBe(201);
  });

  it('brc-001: the besluittype exists, is published, and stays', async () => {
    const concept = await registers.alles.maak(
      '/catalogi/api/v1/besluittypen',
      besluittypeBody(soort.catalogus, 'Concept'),
    );
    expect(klachten(await post({ besluittype: concept.url }))).toEqual([400, 'besluittype: not-published']);
    expect(klachten(await post({ besluittype: soort.zaaktype }))).toEqual([
      400,
      'besluittype: invalid-resource',
    ]);
    const { url } = await besluit();
    expect(klachten(await registers.alles.patch(url, { besluittype: ander.besluittype }))).toEqual(
      vast('besluittype'),
    );
  });

  it('the organisation is an RSIN, which passes the elfproef', async () => {
    for (const [nummer, ...codes] of [
      ['123456789', 'invalid'],
      ['1', 'min_length'],
      ['onbekende', 'only-digits'],
    ])
      expect(klachten(await post({ verantwoordelijkeOrganisatie: nummer }))).toEqual([
        400,
        ...codes.map((code) => `verantwoordelijkeOrganisatie: ${code}`),
      ]);
  });

  it('brc-002: identificatie is unique within the organisation, made when not given, and both stay', async () => {
    const { url } = await besluit({ identificatie: 'B1' });
    expect(klachten(await post({ identificatie: 'B1' }))).toEqual([
      400,
      'identificatie: identificatie-niet-uniek',
    ]);
    expect((await post({ identificatie: 'B1', verantwoordelijkeOrganisatie: '000000000' })).status).toBe(201);
    const vanzelf = [await besluit(), await besluit()].map((een) => een.identificatie);
    expect(new Set([...vanzelf, '']).size).toBe(3);
    const wijzig = async (meer: Json) => klachten(await registers.alles.patch(url, meer));
    expect(await wijzig({ identificatie: 'B2' })).toEqual(vast('identificatie'));
    expect(await wijzig({ verantwoordelijkeOrganisatie: '000000000' })).toEqual(
      vast('verantwoordelijkeOrganisatie'),
    );
  });

  it('brc-003, brc-004: the document exists; what it does is said by us; the relation never moves', async () => {
    const van = await besluit();
    expect(klachten(await koppel(van, van))).toEqual([400, 'informatieobject: invalid-resource']);
    const goed = await koppel(van, await document());
    expect(goed.body.aardRelatieWeergave).toBe('Legt vast, omgekeerd: kan vastgelegd zijn als');
    for (const methode of ['PUT', 'PATCH'])
      expect((await registers.alles.roep(methode, goed.body.url, {})).status).toBe(405);
  });

  it('brc-005: the relation stands in Documenten too, for as long as it exists here', async () => {
    const [van, stuk] = [await besluit(), await document()];
    const { url } = (await koppel(van, stuk)).body;
    const gespiegeld = async () =>
      (await registers.alles.get(`${drc}/objectinformatieobjecten?informatieobject=${stuk.url}`)).body;
    expect(await gespiegeld()).toMatchObject([{ object: van.url, objectType: 'besluit' }]);
    await registers.alles.delete(url);
    expect(await gespiegeld()).toEqual([]);
  });

  it('brc-006: a case knows its besluiten, and a besluit stays with its case', async () => {
    const [een, twee] = [await zaak(), await zaak()];
    const van = await besluit({ zaak: een.url });
    const bij = async (zaakUrl: string) => (await registers.alles.get(`${zaakUrl}/besluiten`)).body;
    expect(await bij(een.url)).toMatchObject([{ besluit: van.url }]);
    expect(klachten(await registers.alles.patch(van.url, { zaak: twee.url }))).toEqual(vast('zaak'));
    expect((await registers.alles.patch(van.url, { zaak: een.url, toelichting: 'x' })).status).toBe(200);
    const los = await besluit();
    expect((await registers.alles.patch(los.url, { zaak: twee.url })).status).toBe(200);
    expect(await bij(twee.url)).toMatchObject([{ besluit: los.url }]);
  });

  it('brc-007: the besluittype is one of the zaaktype of the case', async () => {
    const vreemd = await zaak(ander.zaaktype);
    expect(klachten(await post({ zaak: vreemd.url }))).toEqual([400, 'nonFieldErrors: zaaktype-mismatch']);
  });

  it('brc-008: the kind of document is one of the besluittype', async () => {
    expect(klachten(await koppel(await besluit(), await document(ander.informatieobjecttype)))).toEqual([
      400,
      'nonFieldErrors: missing-besluittype-informatieobjecttype-relation',
    ]);
  });

  it('brc-009: with a besluit go its relations, their mirrors and its trail; not the document', async () => {
    const [van, stuk] = [await besluit(), await document()];
    const { url } = (await koppel(van, stuk)).body;
    expect((await registers.alles.get(`${van.url}/audittrail`)).body).toHaveLength(2);
    expect((await registers.alles.delete(van.url)).status).toBe(204);
    for (const weg of [van.url, url, `${van.url}/audittrail`])
      expect((await registers.alles.get(weg)).status).toBe(404);
    const uuid = van.url.slice(-36);
    expect(
      await registers.omgeving.opslag.alle(sql`
        SELECT 1 FROM zgw_audit WHERE hoofdobject = ${uuid}::uuid UNION ALL
        SELECT 1 FROM objectinformatieobject WHERE object LIKE ${`%${uuid}`}`),
    ).toEqual([]);
    expect((await registers.alles.get(stuk.url)).status).toBe(200);
  });

  it('is told apart by its ETag (Besluiten 1.1): HEAD, 304 while it is the same, expand', async () => {
    const van = await besluit({ zaak: (await zaak()).url });
    const kop = await registers.alles.roep('HEAD', van.url);
    const etag = kop.headers.get('etag') ?? '';
    expect([kop.status, kop.body, etag !== '']).toEqual([200, '', true]);
    expect((await registers.alles.get(van.url, { 'if-none-match': etag })).status).toBe(304);
    await registers.alles.patch(van.url, { toelichting: 'anders' });
    expect((await registers.alles.get(van.url, { 'if-none-match': etag })).status).toBe(200);
    const uit = await registers.alles.get(`${van.url}?expand=besluittype,zaak.zaaktype`);
    expect(uit.body._expand).toMatchObject({
      besluittype: { url: soort.besluittype },
      zaak: { url: van.zaak, _expand: { zaaktype: { url: soort.zaaktype } } },
    });
  });
});
