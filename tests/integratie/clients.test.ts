import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { klachten, type Registers, startRegisters } from '../support/zgw.ts';
import {
  documentBody,
  type Inrichting,
  informatieobjecttypeBody,
  maakCatalogus,
  resultaattypeBody,
  richtIn,
  zaakBody,
  zaaktypeBody,
} from '../support/zgw-catalogus.ts';

// What real clients send and read beside what the suites of the standard ask, client by client.

const [zrc, drc, ztc] = ['/zaken/api/v1', '/documenten/api/v1', '/catalogi/api/v1'];
const eio = `${drc}/enkelvoudiginformatieobjecten`;
let registers: Registers;
let soort: Inrichting;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers, { servicenorm: 'P0D' });
});
afterAll(() => registers.stop());

const nieuweZaak = (meer = {}) => registers.alles.maak(`${zrc}/zaken`, zaakBody(soort.zaaktype, meer));
const nieuwDocument = (meer = {}) =>
  registers.alles.maak(eio, documentBody(soort.informatieobjecttype, meer));

describe('Open Archiefbeheer and others on zgw-consumers', () => {
  it('try their settings at the root of an API, which lists where its lists are, and find its document in YAML', async () => {
    const { body, status, headers } = await registers.alles.get(`${zrc}/`);
    expect([status, headers.get('api-version')]).toEqual([200, '1.5.1']);
    expect(body).toMatchObject({
      zaken: `${registers.url}/zaken/api/v1/zaken`,
      rollen: `${registers.url}/zaken/api/v1/rollen`,
    });
    expect(Object.keys(body)).not.toContain('zaakeigenschappen');
    expect((await fetch(`${registers.url}${drc}`)).status).toBe(200);
    expect((await fetch(`${registers.url}/selectielijst/api/v1/`)).status).toBe(200);
    const yaml = await fetch(`${registers.url}${ztc}/schema/openapi.yaml?v=3`);
    expect([yaml.status, yaml.headers.get('content-type')]).toEqual([200, 'application/yaml']);
    expect(await yaml.json()).toMatchObject({ openapi: '3.0.3', info: { title: 'Catalogi API' } });
  });

  it('keep a text as the data of an object of another kind', async () => {
    const zaak = await nieuweZaak();
    const object = await registers.alles.maak(`${zrc}/zaakobjecten`, {
      zaak: zaak.url,
      objectType: 'overige',
      objectTypeOverige: 'Quote',
      objectIdentificatie: { overigeData: '3kcaD8EnSKuRHKAi9Lt8HQ' },
    });
    expect(object.objectIdentificatie).toEqual({ overigeData: '3kcaD8EnSKuRHKAi9Lt8HQ' });
  });

  it('spell the fields of a status with underscores', async () => {
    const zaak = await nieuweZaak();
    const body = { zaak: zaak.url, statustype: soort.begin, datum_status_gezet: '2024-01-02' };
    expect(await registers.alles.maak(`${zrc}/statussen`, body)).toMatchObject({
      datumStatusGezet: '2024-01-02T00:00:00Z',
    });
    // Spelled so an address is tried all the same before it is kept.
    expect(
      klachten(
        await registers.alles.post('/notificaties/api/v1/abonnement', {
          callback_url: registers.extern({}, 500),
          auth: 'Bearer x',
          kanalen: [],
        }),
      ),
    ).toEqual([400, 'nonFieldErrors: invalid-callback-url']);
  });

  it.each(['3a0a9c3c-0847-4e7e-b7d9-765b9434094c', '43ac0469-e0c0-4985-a6ce-8ec285d2df47'])(
    'name the resultaattypeomschrijving %s of the public selectielijst',
    async (uuid) => {
      const catalogus = await maakCatalogus(registers);
      const zaaktype = await registers.alles.maak(`${ztc}/zaaktypen`, zaaktypeBody(catalogus, 'selectie'));
      const body = resultaattypeBody(registers, zaaktype.url, {
        resultaattypeomschrijving: `https://selectielijst.openzaak.nl/api/v1/resultaattypeomschrijvingen/${uuid}`,
      });
      expect(klachten(await registers.alles.post(`${ztc}/resultaattypen`, body))).toEqual([201]);
    },
  );
});

describe('Open Formulieren', () => {
  it('spells overige_data so, and gives a text', async () => {
    const zaak = await nieuweZaak();
    const object = await registers.alles.maak(`${zrc}/zaakobjecten`, {
      zaak: zaak.url,
      objectType: 'overige',
      objectTypeOverige: 'building in construction',
      objectIdentificatie: { overige_data: 'Building: Maple Avenue 3B' },
    });
    expect(object.objectIdentificatie).toEqual({ overigeData: 'Building: Maple Avenue 3B' });
    const niets = { zaak: zaak.url, objectType: 'overige', objectTypeOverige: 'x', objectIdentificatie: {} };
    expect(klachten(await registers.alles.post(`${zrc}/zaakobjecten`, niets))).toEqual([
      400,
      'objectIdentificatie.overigeData: required',
    ]);
  });

  it('sends a house number as it was typed', async () => {
    const zaak = await nieuweZaak();
    const adres = { aoaIdentificatie: 'OFWORKAROUND', wplWoonplaatsNaam: 'A', gorOpenbareRuimteNaam: 'K' };
    const body = (aoaHuisnummer: unknown) => ({
      zaak: zaak.url,
      roltype: soort.initiator,
      roltoelichting: 'inzender formulier',
      betrokkeneType: 'natuurlijk_persoon',
      betrokkeneIdentificatie: { inpBsn: '123456782', verblijfsadres: { ...adres, aoaHuisnummer } },
    });
    const rol = await registers.alles.maak(`${zrc}/rollen`, body('151'));
    expect(rol.betrokkeneIdentificatie.verblijfsadres.aoaHuisnummer).toBe(151);
    for (const fout of ['151a', '', -1, 100_000])
      expect(klachten(await registers.alles.post(`${zrc}/rollen`, body(fout)))[0]).toBe(400);
  });

  it('a term of nothing plans no end', async () => {
    expect(await nieuweZaak()).toMatchObject({
      einddatumGepland: null,
      uiterlijkeEinddatumAfdoening: '2024-02-26',
    });
  });
});

describe('GZAC', () => {
  it('searches the documents of a case by what Open Zaak knows of them, in any order', async () => {
    const zaak = await nieuweZaak();
    const maak = async (titel: string, meer: object): Promise<void> => {
      const { url } = await nieuwDocument({ titel, ...meer });
      await registers.alles.maak(`${zrc}/zaakinformatieobjecten`, { zaak: zaak.url, informatieobject: url });
    };
    await maak('Aanvraag', { auteur: 'Piet', creatiedatum: '2024-03-01', trefwoorden: ['a', 'b'] });
    await maak('Besluit 50%', { auteur: 'Jan', creatiedatum: '2024-02-01', trefwoorden: ['b'] });
    await maak('Zienswijze', { auteur: 'Klaas', creatiedatum: '2024-01-01', formaat: 'application/pdf' });
    const titels = async (vraag: string): Promise<string[]> => {
      const bij = `objectinformatieobjecten__object=${encodeURIComponent(zaak.url)}&objectinformatieobjecten__objectType=zaak`;
      const { body, status } = await registers.alles.get(`${eio}?${bij}&page=1&${vraag}`);
      return status === 200 ? body.results.map(({ titel }: { titel: string }) => titel) : [`${status}`];
    };
    const type = encodeURIComponent(soort.informatieobjecttype);
    expect(await titels('titel=ESLUIT%2050%25')).toEqual(['Besluit 50%']);
    expect(await titels('auteur=pie')).toEqual(['Aanvraag']);
    expect(await titels('creatiedatum__gte=2024-02-01&creatiedatum__lte=2024-02-29')).toEqual([
      'Besluit 50%',
    ]);
    expect(await titels('trefwoorden=b,a')).toEqual(['Aanvraag']);
    expect(await titels('trefwoorden__overlap=a,b&ordering=titel')).toEqual(['Aanvraag', 'Besluit 50%']);
    expect(await titels('ordering=-creatiedatum')).toEqual(['Aanvraag', 'Besluit 50%', 'Zienswijze']);
    expect(await titels('ordering=auteur')).toEqual(['Besluit 50%', 'Zienswijze', 'Aanvraag']);
    expect(await titels('ordering=formaat,titel')).toEqual(['Zienswijze', 'Aanvraag', 'Besluit 50%']);
    expect(await titels(`informatieobjecttype=${type}&locked=true`)).toEqual([]);
    expect(await titels('vertrouwelijkheidaanduiding=geheim')).toEqual([]);
    expect(await titels(`vertrouwelijkheidaanduiding=openbaar&locked=false&ordering=-titel`)).toEqual([
      'Zienswijze',
      'Besluit 50%',
      'Aanvraag',
    ]);
    expect(await titels('creatiedatum__gte=gisteren')).toEqual(['400']);
  });

  it('takes the lock of a content in parts from the part, and from nobody else hears it', async () => {
    const gemaakt = await nieuwDocument({ inhoud: '', bestandsomvang: 3 });
    expect(gemaakt.lock).toMatch(/^[0-9a-f]{32}$/);
    expect(gemaakt.bestandsdelen).toMatchObject([{ omvang: 3, lock: gemaakt.lock }]);
    const gelezen = await registers.alles.get(gemaakt.url);
    expect(gelezen.body.bestandsdelen).toMatchObject([{ lock: '' }]);
    expect(gelezen.body).not.toHaveProperty('lock');
    const form = new FormData();
    form.append('inhoud', new Blob([Buffer.from('abc')]), 'deel');
    form.append('lock', gemaakt.bestandsdelen[0].lock);
    const deel = new URL(gemaakt.bestandsdelen[0].url).pathname;
    const gebracht = await fetch(registers.url + deel, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await registers.alles.token()}` },
      body: form,
    });
    expect(gebracht.status).toBe(200);
    expect((await nieuwDocument()).lock).toBe('');
  });

  it('asks for notes by zaak', async () => {
    const [een, ander] = [await nieuweZaak(), await nieuweZaak()];
    for (const { url } of [een, ander])
      await registers.alles.maak(`${zrc}/zaaknotities`, {
        onderwerp: 'Let op',
        tekst: 'x',
        gerelateerdAan: url,
      });
    const { body } = await registers.alles.get(`${zrc}/zaaknotities?page=1&zaak=${een.url}`);
    expect(body.results.map((notitie: { gerelateerdAan: string }) => notitie.gerelateerdAan)).toEqual([
      een.url,
    ]);
  });

  it('suspends with an eerdereOpschorting of null, which follows from the case', async () => {
    const zaak = await nieuweZaak();
    const { body, status } = await registers.alles.patch(zaak.url, {
      verlenging: { reden: 'wacht', duur: 'P10D' },
      opschorting: { indicatie: true, reden: 'hersteltermijn', eerdereOpschorting: null },
    });
    expect([status, body.opschorting]).toEqual([
      200,
      { indicatie: true, eerdereOpschorting: true, reden: 'hersteltermijn' },
    ]);
  });

  it('reads a versiedatum of each zaaktype', async () => {
    const catalogus = await maakCatalogus(registers);
    const body = zaaktypeBody(catalogus, 'zonder-versiedatum');
    delete body.versiedatum;
    expect(await registers.alles.maak(`${ztc}/zaaktypen`, body)).toMatchObject({ versiedatum: '2020-01-01' });
  });
});

describe('ZAC', () => {
  it('reads no empty code in ondertekening and integriteit: nothing filled in is null', async () => {
    expect(await nieuwDocument()).toMatchObject({ ondertekening: null, integriteit: null });
    const ondertekening = { soort: 'digitaal', datum: '2024-01-01' };
    expect(await nieuwDocument({ ondertekening })).toMatchObject({ ondertekening, integriteit: null });
  });

  it('clears the related cases with null', async () => {
    const [een, ander] = [await nieuweZaak(), await nieuweZaak()];
    await registers.alles.patch(een.url, {
      relevanteAndereZaken: [{ url: ander.url, aardRelatie: 'vervolg' }],
      gerelateerdeZaken: [{ url: ander.url }],
    });
    const { body, status } = await registers.alles.patch(een.url, {
      relevanteAndereZaken: null,
      gerelateerdeZaken: null,
    });
    expect([status, body.relevanteAndereZaken, body.gerelateerdeZaken]).toEqual([200, [], []]);
  });
});

describe('whoever moves a catalogus here from Open Zaak', () => {
  it('sends types as Open Zaak gives them: empty groups, and null where the standard allows it', async () => {
    const catalogus = await registers.alles.maak(`${ztc}/catalogussen`, {
      domein: 'VERH',
      rsin: '517439943',
      contactpersoonBeheerNaam: 'Beheer',
      naam: null,
      versie: null,
    });
    expect(catalogus).toMatchObject({ naam: '', versie: '' });
    const groepen = {
      broncatalogus: { url: '', domein: '', rsin: '' },
      bronzaaktype: { url: '', identificatie: '', omschrijving: '' },
    };
    const body = zaaktypeBody(catalogus.url, 'verhuisd', groepen);
    const zaaktype = await registers.alles.maak(`${ztc}/zaaktypen`, body);
    expect(zaaktype).toMatchObject(groepen);
    const ander = await registers.alles.maak(
      `${ztc}/zaaktypen`,
      zaaktypeBody(catalogus.url, 'gerelateerd', {
        gerelateerdeZaaktypen: [{ zaaktype: zaaktype.url, aardRelatie: 'vervolg', toelichting: '' }],
      }),
    );
    expect(ander).toMatchObject({
      broncatalogus: groepen.broncatalogus,
      referentieproces: { naam: 'Test', link: '' },
    });
    expect(ander.gerelateerdeZaaktypen).toEqual([
      { zaaktype: zaaktype.url, zaaktypeIdentificatie: 'verhuisd', aardRelatie: 'vervolg', toelichting: '' },
    ]);
    const kinderen: [string, object, object][] = [
      ['statustypen', { omschrijving: 'Begin', volgnummer: 1, toelichting: null }, { toelichting: '' }],
      [
        'resultaattypen',
        resultaattypeBody(registers, zaaktype.url, { procesobjectaard: null }),
        { procesobjectaard: '' },
      ],
    ];
    for (const [pad, kind, wil] of kinderen)
      expect(await registers.alles.maak(`${ztc}/${pad}`, { ...kind, zaaktype: zaaktype.url })).toMatchObject(
        wil,
      );
    const iot = await registers.alles.maak(
      `${ztc}/informatieobjecttypen`,
      informatieobjecttypeBody(catalogus.url, 'Verhuisbericht'),
    );
    expect(iot.omschrijvingGeneriek).toEqual({
      informatieobjecttypeOmschrijvingGeneriek: '',
      definitieInformatieobjecttypeOmschrijvingGeneriek: '',
      herkomstInformatieobjecttypeOmschrijvingGeneriek: '',
      hierarchieInformatieobjecttypeOmschrijvingGeneriek: '',
      opmerkingInformatieobjecttypeOmschrijvingGeneriek: '',
    });
    expect(await nieuweZaak({ processobjectaard: null })).toMatchObject({ processobjectaard: '' });
  });
});
