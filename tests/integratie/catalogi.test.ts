import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';
import {
  besluittypeBody,
  informatieobjecttypeBody,
  maakCatalogus,
  resultaattypeBody,
  zaaktypeBody,
} from '../support/zgw-catalogus.ts';

const ztc = '/catalogi/api/v1';
let registers: Registers;

beforeAll(async () => {
  registers = await startRegisters();
});
afterAll(() => registers.stop());

const maak = async (pad: string, body: Json, publiceer = true): Promise<string> => {
  const { url } = await registers.alles.maak(`${ztc}/${pad}`, body);
  if (publiceer) expect((await registers.alles.post(`${url}/publish`, {})).status).toBe(200);
  return url;
};
const lees = async (url: string): Promise<Json> => (await registers.alles.get(url)).body;
const namen = (fouten: Json): string[] => fouten.invalidParams.map((een: Json) => een.name);

/** Two versions of one besluittype and one informatieobjecttype, and a zaaktype that names both. */
async function tweeVersies(): Promise<Record<string, string>> {
  const catalogus = await maakCatalogus(registers);
  const oud = { beginGeldigheid: '2020-01-01', eindeGeldigheid: '2022-12-31' };
  const nieuw = { beginGeldigheid: '2023-01-01' };
  const bt1 = await maak('besluittypen', besluittypeBody(catalogus, 'Vergunning', oud));
  const bt2 = await maak('besluittypen', besluittypeBody(catalogus, 'Vergunning', nieuw));
  const iot1 = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Brief', oud));
  const iot2 = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Brief', nieuw));
  const anders1 = await maak('zaaktypen', zaaktypeBody(catalogus, 'ANDERS', oud));
  const anders2 = await maak('zaaktypen', zaaktypeBody(catalogus, 'ANDERS', nieuw));
  const zaaktype = await maak(
    'zaaktypen',
    zaaktypeBody(catalogus, 'ZAAK', {
      besluittypen: ['Vergunning'],
      deelzaaktypen: ['ANDERS'],
      gerelateerdeZaaktypen: [{ zaaktype: 'ANDERS', aardRelatie: 'vervolg', toelichting: 'daarna' }],
    }),
    false,
  );
  const ziot = await maak(
    'zaaktype-informatieobjecttypen',
    { zaaktype, informatieobjecttype: 'Brief', volgnummer: 1, richting: 'intern' },
    false,
  );
  expect((await registers.alles.post(`${zaaktype}/publish`, {})).status).toBe(200);
  return { catalogus, bt1, bt2, iot1, iot2, anders1, anders2, zaaktype, ziot };
}

describe('relations by name (Catalogi 1.3)', () => {
  it('lead to the version of today, or of the day that is asked for', async () => {
    const t = await tweeVersies();
    const op = (versie: number) => ({
      besluittypen: [t[`bt${versie}`]],
      informatieobjecttypen: [t[`iot${versie}`]],
      deelzaaktypen: [t[`anders${versie}`]],
      gerelateerdeZaaktypen: [
        {
          zaaktype: t[`anders${versie}`],
          zaaktypeIdentificatie: 'ANDERS',
          aardRelatie: 'vervolg',
          toelichting: 'daarna',
        },
      ],
    });
    expect(await lees(t.zaaktype!)).toMatchObject(op(2));
    expect(await lees(`${t.zaaktype}?datumGeldigheid=2021-06-01`)).toMatchObject(op(1));
    const lijst = await lees(`${ztc}/zaaktypen?catalogus=${t.catalogus}&datumGeldigheid=2021-06-01`);
    expect(lijst.results.map((een: Json) => een.url).sort()).toEqual([t.anders1, t.zaaktype].sort());
    expect(lijst.results.find((een: Json) => een.url === t.zaaktype)).toMatchObject(op(1));
    expect(
      (await lees(`${ztc}/zaaktypen?catalogus=${t.catalogus}&identificatie=ZAAK`)).results[0],
    ).toMatchObject(op(2));
    expect((await lees(t.ziot!)).informatieobjecttype).toBe(t.iot2);
    for (const versie of [t.iot1, t.iot2])
      expect(
        await lees(`${ztc}/zaaktype-informatieobjecttypen?informatieobjecttype=${versie}`),
      ).toMatchObject({
        count: 1,
        results: [{ url: t.ziot }],
      });
  });

  it('and expand shows them as of that day, at any depth', async () => {
    const t = await tweeVersies();
    const beeld = await lees(
      `${t.zaaktype}?datumGeldigheid=2021-06-01&expand=besluittypen.catalogus,gerelateerdeZaaktypen`,
    );
    expect(beeld._expand.besluittypen).toMatchObject([
      { url: t.bt1, _expand: { catalogus: { url: t.catalogus, besluittypen: [t.bt1, t.bt2] } } },
    ]);
    expect(beeld._expand.gerelateerdeZaaktypen).toMatchObject([{ url: t.anders1 }]);
    expect((await registers.alles.get(`${t.zaaktype}?expand=doel`)).status).toBe(404);
  });

  it('may be addresses too, and tell the names', async () => {
    const catalogus = await maakCatalogus(registers);
    const brief = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Brief'));
    const zaaktype = await maak('zaaktypen', zaaktypeBody(catalogus, 'ZA'), false);
    const besluittype = await maak(
      'besluittypen',
      besluittypeBody(catalogus, 'Besluit', { zaaktypen: ['ZA'], informatieobjecttypen: [brief] }),
      false,
    );
    expect(await lees(besluittype)).toMatchObject({
      zaaktypen: [zaaktype],
      zaaktypeIdentificaties: ['ZA'],
      informatieobjecttypeOmschrijving: ['Brief'],
      informatieobjecttypeOmschrijvingen: ['Brief'],
    });
    const fout = await registers.alles.post(
      `${ztc}/besluittypen`,
      besluittypeBody(catalogus, 'Ander', { informatieobjecttypen: ['Bestaat niet'] }),
    );
    expect(namen(fout.body)).toEqual(['informatieobjecttypen.0']);
  });
});

describe('what belongs to one version of a zaaktype', () => {
  it('begins with it, and a client that says when says the same', async () => {
    const catalogus = await maakCatalogus(registers);
    const zaaktype = await maak('zaaktypen', zaaktypeBody(catalogus, 'ZB'), false);
    const roltype = (beginGeldigheid?: string) =>
      registers.alles.post(`${ztc}/roltypen`, {
        zaaktype,
        omschrijving: 'Initiator',
        omschrijvingGeneriek: 'initiator',
        ...(beginGeldigheid ? { beginGeldigheid } : {}),
      });
    expect((await roltype()).body.beginGeldigheid).toBe('2020-01-01');
    expect((await roltype('2020-01-01')).status).toBe(201);
    expect(namen((await roltype('2021-01-01')).body)).toEqual(['beginGeldigheid']);
    const omgekeerd = await registers.alles.post(`${ztc}/statustypen`, {
      zaaktype,
      omschrijving: 'Begin',
      volgnummer: 1,
      eindeGeldigheid: '2019-12-31',
    });
    expect(omgekeerd.body.invalidParams).toMatchObject([{ name: 'nonFieldErrors', code: 'date-mismatch' }]);
    expect((await lees(`${ztc}/roltypen?zaaktype=${zaaktype}&status=concept&omschrijving=INIT`)).count).toBe(
      2,
    );
  });

  it('a kind of object may wait for a statustype of the same zaaktype, which knows it', async () => {
    const catalogus = await maakCatalogus(registers);
    const zaaktype = await maak('zaaktypen', zaaktypeBody(catalogus, 'ZC'), false);
    const ander = await maak('zaaktypen', zaaktypeBody(catalogus, 'ZD'), false);
    const status = (van: string) =>
      maak('statustypen', { zaaktype: van, omschrijving: 'Begin', volgnummer: 1 }, false);
    const statustype = await status(zaaktype);
    const body = {
      zaaktype,
      anderObjecttype: true,
      objecttype: 'https://example.test/boom',
      relatieOmschrijving: 'Boom',
    };
    const url = await maak('zaakobjecttypen', { ...body, statustype }, false);
    expect((await lees(statustype)).zaakobjecttypen).toEqual([url]);
    const lijst = (vraag: string) => lees(`${ztc}/zaakobjecttypen?zaaktype=${zaaktype}&${vraag}`);
    expect((await lijst('')).count).toBe(0);
    expect([(await lijst('status=concept')).count, (await lijst('status=definitief')).count]).toEqual([1, 0]);
    const fout = await registers.alles.post(`${ztc}/zaakobjecttypen`, {
      ...body,
      statustype: await status(ander),
    });
    expect(fout.body.invalidParams[0].code).toBe('relations-incorrect-zaaktype');
  });
});

describe('lists of types', () => {
  it('show what is published unless asked otherwise, and find it by parts of its names', async () => {
    const catalogus = await maakCatalogus(registers);
    const concept = await maak('zaaktypen', zaaktypeBody(catalogus, 'BOOMKAP'), false);
    const echt = await maak('zaaktypen', zaaktypeBody(catalogus, 'PASPOORT'));
    const zaaktypen = async (vraag: string): Promise<string[]> =>
      (await lees(`${ztc}/zaaktypen?catalogus=${catalogus}&${vraag}`)).results.map((een: Json) => een.url);
    expect(await zaaktypen('')).toEqual([echt]);
    expect(await zaaktypen('status=concept')).toEqual([concept]);
    expect(await zaaktypen('status=alles&identificatie__icontains=boom')).toEqual([concept]);
    expect(await zaaktypen('status=alles&omschrijving__icontains=PASP')).toEqual([echt]);
    const brief = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Brief'));
    await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Foto'));
    await maak(
      'zaaktype-informatieobjecttypen',
      { zaaktype: concept, informatieobjecttype: brief, volgnummer: 1, richting: 'intern' },
      false,
    );
    const documenttypen = async (vraag: string): Promise<string[]> =>
      (await lees(`${ztc}/informatieobjecttypen?catalogus=${catalogus}&${vraag}`)).results.map(
        (een: Json) => een.url,
      );
    expect(await documenttypen(`zaaktype=${concept}`)).toEqual([brief]);
    expect(await documenttypen('omschrijving__icontains=BRI')).toEqual([brief]);
    const fout = await registers.alles.get(`${ztc}/zaaktypen?catalogus=bla`);
    expect(fout.body.invalidParams).toMatchObject([{ name: 'catalogus', code: 'invalid' }]);
  });
});

describe('what is shown', () => {
  it('tells from when to when there is any version of a type, whatever the client says', async () => {
    const catalogus = await maakCatalogus(registers);
    const elders = await maakCatalogus(registers);
    const oud = { beginGeldigheid: '2020-01-01', eindeGeldigheid: '2022-12-31', beginObject: '1999-01-01' };
    const nieuw = { beginGeldigheid: '2023-01-01', eindeObject: '2030-01-01' };
    const duur = async (url: string) => {
      const { beginObject, eindeObject } = await lees(url);
      return [beginObject, eindeObject];
    };
    await maak('zaaktypen', zaaktypeBody(elders, 'DUUR', { beginGeldigheid: '2001-01-01' }), false);
    const eerste = await maak('zaaktypen', zaaktypeBody(catalogus, 'DUUR', oud), false);
    expect(await duur(eerste)).toEqual(['2020-01-01', '2022-12-31']);
    const tweede = await maak('zaaktypen', zaaktypeBody(catalogus, 'DUUR', nieuw), false);
    for (const url of [eerste, tweede]) expect(await duur(url)).toEqual(['2020-01-01', null]);
    const b1 = await maak('besluittypen', besluittypeBody(catalogus, 'Duur', oud), false);
    await maak('besluittypen', besluittypeBody(catalogus, 'Duur', nieuw), false);
    const i1 = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Duur', oud), false);
    for (const [url, einde] of [
      [b1, null],
      [i1, '2022-12-31'],
    ] as const)
      expect(await duur(url)).toEqual(['2020-01-01', einde]);
    const status = { zaaktype: eerste, omschrijving: 'Ontvangen', volgnummer: 1, beginObject: '1999-01-01' };
    expect(await duur(await maak('statustypen', status, false))).toEqual(['2020-01-01', '2022-12-31']);
  });

  it('has no null where the standard has none, and may be sent back as it is', async () => {
    const { alles } = registers;
    const catalogus = await maakCatalogus(registers);
    const zaaktype = await maak(
      'zaaktypen',
      zaaktypeBody(catalogus, 'HEEN', {
        versiedatum: null,
        gerelateerdeZaaktypen: [{ zaaktype: 'https://example.test/zaaktypen/1', aardRelatie: 'bijdrage' }],
      }),
      false,
    );
    const besluittype = await maak('besluittypen', besluittypeBody(catalogus, 'Weg'), false);
    const resultaattype = await maak(
      'resultaattypen',
      resultaattypeBody(registers, zaaktype, { besluittypen: [besluittype], procesobjectaard: null }),
      false,
    );
    const document = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, 'Brief'), false);
    expect((await alles.delete(besluittype)).status).toBe(204);
    expect((await lees(resultaattype)).besluittypen).toEqual([]);
    expect(await lees(zaaktype)).toMatchObject({
      versiedatum: '2020-01-01',
      broncatalogus: { url: '', domein: '', rsin: '' },
      bronzaaktype: { url: '', identificatie: '', omschrijving: '' },
      resultaattypeOmschrijving: ['Verleend'],
      gerelateerdeZaaktypen: [
        {
          zaaktype: 'https://example.test/zaaktypen/1',
          zaaktypeIdentificatie: '',
          aardRelatie: 'bijdrage',
        },
      ],
    });
    expect((await lees(document)).omschrijvingGeneriek).toEqual({
      informatieobjecttypeOmschrijvingGeneriek: '',
      definitieInformatieobjecttypeOmschrijvingGeneriek: '',
      herkomstInformatieobjecttypeOmschrijvingGeneriek: '',
      hierarchieInformatieobjecttypeOmschrijvingGeneriek: '',
      opmerkingInformatieobjecttypeOmschrijvingGeneriek: '',
    });
    for (const url of [catalogus, zaaktype, resultaattype, document]) {
      const beeld = await lees(url);
      expect(await alles.put(url, beeld)).toMatchObject({ status: 200, body: beeld });
    }
  });
});

describe('a catalogus', () => {
  it.each([
    [
      { naam: null, versie: null },
      { naam: '', versie: '' },
    ],
    [{ contactpersoonBeheerEmailadres: 'jan@gemeente.test' }, {}],
    [{ contactpersoonBeheerEmailadres: '' }, {}],
    [{ contactpersoonBeheerEmailadres: 'jan' }, 'contactpersoonBeheerEmailadres'],
    [{ rsin: '12345678' }, 'rsin'],
    [{ rsin: '123456789' }, 'rsin'],
  ])('%j', async (wijziging, uitslag) => {
    const { status, body } = await registers.alles.patch(await maakCatalogus(registers), wijziging);
    if (typeof uitslag === 'string') expect([status, namen(body)]).toEqual([400, [uitslag]]);
    else expect([status, body]).toMatchObject([200, uitslag]);
  });

  it('is replaced, changed, and removed when it is empty (ztc-017)', async () => {
    const { alles } = registers;
    const url = await maakCatalogus(registers);
    const { domein, rsin } = await lees(url);
    expect((await alles.patch(url, { naam: 'Zaken' })).body).toMatchObject({ naam: 'Zaken', domein });
    const vervangen = await alles.put(url, { domein, rsin, contactpersoonBeheerNaam: 'Piet' });
    expect(vervangen.body).toMatchObject({ naam: '', contactpersoonBeheerNaam: 'Piet' });
    const type = await maak('informatieobjecttypen', informatieobjecttypeBody(url, 'Brief'), false);
    const vol = await alles.delete(url);
    expect([vol.status, vol.body.code]).toEqual([409, 'CATALOG_NOT_EMPTY']);
    expect((await alles.delete(type)).status).toBe(204);
    expect((await alles.delete(url)).status).toBe(204);
    expect((await alles.get(url)).status).toBe(404);
  });
});
