import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, klachten, type Registers, startRegisters } from '../../../tests/support/zgw.ts';
import { type Inrichting, richtIn } from '../../../tests/support/zgw-catalogus.ts';
import { drc, type Zaakproef, zaakproef, zrc } from '../../../tests/support/zgw-zaak.ts';

let registers: Registers;
let soort: Inrichting;
let ander: Inrichting;
let proef: Zaakproef;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  ander = await richtIn(registers, { vertrouwelijkheidaanduiding: 'vertrouwelijk', productenOfDiensten: [] });
  proef = zaakproef(registers, soort);
});
afterAll(() => registers.stop());

describe('zrc-016 to zrc-020: types belong to the zaaktype of the case', () => {
  it.each([
    ['zrc-016', 'statussen', () => ({ statustype: ander.begin, datumStatusGezet: '2024-05-02T10:00:00Z' })],
    ['zrc-018', 'zaakeigenschappen', () => ({ eigenschap: ander.eigenschap, waarde: 'x' })],
    [
      'zrc-019',
      'rollen',
      () => ({
        roltype: ander.initiator,
        roltoelichting: '',
        betrokkeneType: 'medewerker',
        betrokkeneIdentificatie: { identificatie: 'an' },
      }),
    ],
    ['zrc-020', 'resultaten', () => ({ resultaattype: ander.resultaattype })],
  ])('%s: %s', async (_nummer, pad, body) => {
    const zaak = await proef.zaakVan();
    const onder = pad === 'zaakeigenschappen' ? `zaken/${zaak.uuid}/${pad}` : pad;
    expect(klachten(await proef.post(onder, { zaak: zaak.url, ...body() }))).toEqual([
      400,
      'nonFieldErrors: zaaktype-mismatch',
    ]);
  });

  it('zrc-017: so does the kind of a document, in any version', async () => {
    const zaak = await proef.zaakVan();
    const vreemd = await proef.document({}, ander.informatieobjecttype);
    const fout = await proef.post('zaakinformatieobjecten', { zaak: zaak.url, informatieobject: vreemd.url });
    expect(klachten(fout)).toEqual([400, 'nonFieldErrors: missing-zaaktype-informatieobjecttype-relation']);
  });
});

describe('zrc-022 and zrc-023: the archive', () => {
  it('zrc-022: a case is archived with its documents, with a nominatie and a date', async () => {
    const zaak = await proef.zaakVan();
    const stuk = await proef.document();
    await proef.koppel(zaak, stuk);
    const archiveer = (meer: Json = {}) =>
      registers.alles.patch(zaak.url, { archiefstatus: 'gearchiveerd', ...meer });
    expect(klachten(await archiveer())).toEqual([
      400,
      'archiefstatus: documents-not-archived',
      'archiefnominatie: archiefnominatie-not-set',
      'archiefactiedatum: archiefactiedatum-not-set',
    ]);
    const { lock } = (await registers.alles.post(`${stuk.url}/lock`, {})).body;
    expect((await registers.alles.patch(stuk.url, { status: 'gearchiveerd', lock })).status).toBe(200);
    const goed = await archiveer({ archiefnominatie: 'vernietigen', archiefactiedatum: '2030-01-01' });
    expect(goed.body.archiefstatus).toBe('gearchiveerd');
  });

  it('zrc-023: with a case go its deelzaken, all that hangs on them, mirrors and trails; not its documents', async () => {
    const hoofd = await proef.zaakVan();
    const deel = await proef.zaakVan({ hoofdzaak: hoofd.url });
    const stuk = await proef.document();
    await proef.koppel(deel, stuk);
    await proef.koppel(hoofd, stuk);
    await proef.resultaat(deel);
    await proef.status(deel, soort.begin);
    await proef.maak('zaaknotities', { onderwerp: 'o', tekst: 't', gerelateerdAan: hoofd.url });
    expect((await registers.alles.delete(hoofd.url)).status).toBe(204);
    for (const url of [hoofd.url, deel.url]) expect((await registers.alles.get(url)).status).toBe(404);
    for (const tabel of ['status', 'resultaat', 'zaakinformatieobject', 'zaaknotitie'])
      expect([
        tabel,
        await registers.omgeving.opslag.alle(
          sql`SELECT 1 FROM ${sql.table(tabel)} WHERE zaak IN (${hoofd.uuid}::uuid, ${deel.uuid}::uuid)`,
        ),
      ]).toEqual([tabel, []]);
    const trail = await registers.omgeving.opslag.alle(
      sql`SELECT 1 FROM zgw_audit WHERE hoofdobject IN (${hoofd.uuid}::uuid, ${deel.uuid}::uuid)`,
    );
    expect(trail).toEqual([]);
    const spiegels = await registers.alles.get(
      `${drc}/objectinformatieobjecten?informatieobject=${stuk.url}`,
    );
    expect(spiegels.body).toEqual([]);
    expect((await registers.alles.get(stuk.url)).status).toBe(200);
  });
});

describe('zrc-025 to zrc-029: expand and fields', () => {
  it('zrc-025, zrc-026: to any depth, into Catalogi, Documenten and Besluiten', async () => {
    const zaak = await proef.gesloten();
    await proef.koppel(zaak, await proef.document());
    const uit = await registers.alles.get(
      `${zaak.url}?expand=status.statustype.zaaktype.catalogus,resultaat.resultaattype,zaakinformatieobjecten.informatieobject.informatieobjecttype`,
    );
    const { status: stand, resultaat: uitkomst, zaakinformatieobjecten } = uit.body._expand;
    expect(stand._expand.statustype._expand.zaaktype._expand.catalogus.url).toBe(soort.catalogus);
    expect(uitkomst._expand.resultaattype.url).toBe(soort.resultaattype);
    expect(zaakinformatieobjecten[0]._expand.informatieobject._expand.informatieobjecttype.url).toBe(
      soort.informatieobjecttype,
    );
  });

  it('zrc-027, zrc-028: a path that is no relation, or an address that gives nothing, is 404', async () => {
    const kanaal = registers.extern({ url: 'http://x', naam: 'balie', omschrijving: 'Balie' });
    const zaak = await proef.zaakVan({
      communicatiekanaal: kanaal,
      productenOfDiensten: ['https://example.test/product/1'],
    });
    const expand = (pad: string) => registers.alles.get(`${zaak.url}?expand=${pad}`);
    expect((await expand('communicatiekanaal')).body._expand.communicatiekanaal.naam).toBe('balie');
    for (const pad of ['onzin', 'omschrijving', 'status.onzin', 'zaaktype.onzin', 'productenOfDiensten'])
      expect([pad, (await expand(pad)).status]).toEqual([pad, 404]);
  });

  it('zrc-029: fields picks, also below relations and groups, and goes alone', async () => {
    const zaak = await proef.gesloten({
      processobject: { datumkenmerk: 'd', identificatie: 'p1', objecttype: 'o', registratie: 'r' },
    });
    const zoek = (body: Json) =>
      registers.alles.post(`${zrc}/zaken/_zoek`, { uuid__in: [zaak.uuid], ...body });
    const fields = [
      'identificatie',
      {
        zaaktype: ['identificatie', { catalogus: ['domein'] }],
        resultaat: ['*'],
        processobject: ['identificatie'],
      },
    ];
    const [een] = (await zoek({ fields })).body.results;
    const [zaaktype, catalogus, uitkomst] = await Promise.all(
      [soort.zaaktype, soort.catalogus, zaak.url].map(async (url) => (await registers.alles.get(url)).body),
    );
    expect(een).toEqual({
      identificatie: zaak.identificatie,
      processobject: { identificatie: 'p1' },
      _expand: {
        zaaktype: {
          identificatie: zaaktype?.identificatie,
          _expand: { catalogus: { domein: catalogus?.domein } },
        },
        resultaat: (await registers.alles.get(uitkomst?.resultaat)).body,
      },
    });
    expect((await zoek({ fields, expand: 'zaaktype' })).status).toBe(400);
    const kanaal = registers.extern({ url: 'http://x', naam: 'balie', omschrijving: 'Balie' });
    await registers.alles.patch(zaak.url, {
      communicatiekanaal: kanaal,
      relevanteAndereZaken: [{ url: zaak.url, aardRelatie: 'vervolg' }],
    });
    const [metAdressen] = (
      await zoek({ fields: [{ communicatiekanaal: ['naam'], relevanteAndereZaken: ['identificatie'] }] })
    ).body.results;
    expect(metAdressen).toEqual({
      _expand: {
        communicatiekanaal: { naam: 'balie' },
        relevanteAndereZaken: [{ identificatie: zaak.identificatie }],
      },
    });
    const inAdres = await registers.alles.post(`${zrc}/zaken/_zoek?expand=zaaktype`, {
      uuid__in: [zaak.uuid],
    });
    expect(inAdres.body.results[0]._expand.zaaktype.url).toBe(soort.zaaktype);
  });
});

describe('zaaknotities (Zaken 1.7)', () => {
  it('change while they are a concept, and are found by what stands in them', async () => {
    const zaak = await proef.zaakVan();
    const notitie = await proef.maak('zaaknotities', {
      onderwerp: 'Gesprek',
      tekst: 'Belde over de boom',
      aangemaaktDoor: 'an',
      gerelateerdAan: zaak.url,
    });
    const telt = async (vraag: string): Promise<number> =>
      (await registers.alles.get(`${zrc}/zaaknotities?gerelateerdAan=${zaak.url}&${vraag}`)).body.count;
    for (const vraag of [
      'tekst__icontains=BOOM',
      'onderwerp=Gesprek',
      'status=concept',
      'notitieType=intern',
    ])
      expect([vraag, await telt(vraag)]).toEqual([vraag, 1]);
    for (const vraag of [
      'tekst__icontains=fiets',
      'status=definitief',
      'aanmaakdatum__gt=2999-01-01T00:00:00Z',
    ])
      expect([vraag, await telt(vraag)]).toEqual([vraag, 0]);
    const vast = await registers.alles.patch(notitie.url, { status: 'definitief' });
    expect(vast.body.status).toBe('definitief');
    expect((await registers.alles.patch(notitie.url, { tekst: 'anders' })).status).toBe(400);
    expect(
      (await registers.alles.get(`${zrc}/zaaknotities?gerelateerdAan=${zaak.url}&pageSize=1`)).body.count,
    ).toBe(1);
  });
});
