import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, klachten, type Registers, startRegisters } from '../support/zgw.ts';
import { type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

const zrc = '/zaken/api/v1';
let registers: Registers;
let soort: Inrichting;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
});
afterAll(() => registers.stop());

const burger = (inpBsn: string) => ({
  betrokkeneType: 'natuurlijk_persoon',
  betrokkeneIdentificatie: { inpBsn },
});
const nieuweZaak = (meer = {}) => registers.alles.maak(`${zrc}/zaken`, zaakBody(soort.zaaktype, meer));
const rol = (zaak: string, roltype: string, meer = {}) =>
  registers.alles.maak(`${zrc}/rollen`, { zaak, roltype, roltoelichting: '', ...meer });
const uuidsVan = (body: { results: { uuid: string }[] }) => body.results.map(({ uuid }) => uuid);

describe('a case and those it concerns', () => {
  it('conditions on a rol hold for one and the same rol', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak();
    await rol(zaak.url, soort.initiator, burger('999990639'));
    await rol(zaak.url, soort.behandelaar, {
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: 'jan' },
    });
    const bsn = 'rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=999990639';
    const als = async (soortRol: string) =>
      uuidsVan((await alles.get(`${zrc}/zaken?${bsn}&rol__omschrijvingGeneriek=${soortRol}`)).body as never);
    expect(await als('initiator')).toEqual([zaak.uuid]);
    expect(await als('behandelaar')).toEqual([]);
    expect((await alles.get(`${zrc}/zaken?rol__omschrijvingGeneriek=baas`)).status).toBe(400);
  });

  it('an identification counts only for the kind of betrokkene that is asked for', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak();
    await rol(zaak.url, soort.behandelaar, {
      betrokkeneType: 'organisatorische_eenheid',
      betrokkeneIdentificatie: { identificatie: 'afdeling-7', naam: 'Zeven' },
    });
    const filter = (eenheid: string) => `rol__betrokkeneIdentificatie__${eenheid}__identificatie=afdeling-7`;
    const gevonden = async (eenheid: string) =>
      uuidsVan((await alles.get(`${zrc}/zaken?${filter(eenheid)}`)).body as never);
    expect(await gevonden('organisatorischeEenheid')).toEqual([zaak.uuid]);
    expect(await gevonden('medewerker')).toEqual([]);
  });

  it('who acts under a mandate is found by it, up to a level of assurance, and the number of the other stays sealed', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak();
    const authenticatieContext = {
      source: 'digid',
      levelOfAssurance: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
      representee: { identifierType: 'bsn', identifier: '111222333' },
      mandate: { services: [{ id: 'x' }] },
    };
    const gemachtigde = { ...burger('999993653'), authenticatieContext, indicatieMachtiging: 'gemachtigde' };
    const gemaakt = await rol(zaak.url, soort.initiator, gemachtigde);
    expect(gemaakt.authenticatieContext.representee.identifier).toBe('111222333');
    const loa = (naam: string) =>
      `rol__machtiging=gemachtigde&rol__machtiging__loa=urn:oasis:names:tc:SAML:2.0:ac:classes:${naam}`;
    const zaken = async (vraag: string) => uuidsVan((await alles.get(`${zrc}/zaken?${vraag}`)).body as never);
    expect(await zaken(loa('Smartcard'))).toEqual([zaak.uuid]);
    expect(await zaken(loa('SmartcardPKI'))).toEqual([zaak.uuid]);
    expect(await zaken(loa('MobileTwoFactorContract'))).toEqual([]);
    const zonder = await alles.post(`${zrc}/rollen`, {
      zaak: zaak.url,
      roltype: soort.initiator,
      ...gemachtigde,
      authenticatieContext: { ...authenticatieContext, mandate: undefined },
      indicatieMachtiging: '',
    });
    expect(zonder.status).toBe(400);
    expect(zonder.body.invalidParams).toContainEqual(
      expect.objectContaining({ name: 'authenticatieContext.mandate', code: 'required' }),
    );
    const { sql } = await import('kysely');
    const rijen = await registers.omgeving.opslag.alle(sql`
      SELECT 1 FROM rol WHERE gegevens::text LIKE '%111222333%' UNION ALL SELECT 1 FROM zgw_audit WHERE wijzigingen::text LIKE '%111222333%'`);
    expect(rijen).toEqual([]);
  });
});

describe('related cases', () => {
  it('know of each other, and forget each other on both sides', async () => {
    const { alles } = registers;
    const een = await nieuweZaak();
    const ander = await nieuweZaak({ gerelateerdeZaken: [{ url: een.url }] });
    const lees = async (zaak: Json) => (await alles.get(zaak.url)).body.gerelateerdeZaken;
    expect(await lees(een)).toEqual([{ url: ander.url }]);
    expect(await lees(ander)).toEqual([{ url: een.url }]);
    const uitgeklapt = await alles.get(`${een.url}?expand=gerelateerdeZaken.zaaktype`);
    expect(uitgeklapt.body._expand.gerelateerdeZaken[0]).toMatchObject({
      uuid: ander.uuid,
      _expand: { zaaktype: { url: soort.zaaktype } },
    });
    expect((await alles.patch(ander.url, { omschrijving: 'anders' })).body.gerelateerdeZaken).toHaveLength(1);
    await alles.patch(ander.url, { gerelateerdeZaken: [] });
    const om = async (zaak: Json, lijst: Json[]) =>
      (await alles.patch(zaak.url, { gerelateerdeZaken: lijst })).status;
    for (let keer = 0; keer < 10; keer += 1)
      expect(
        await Promise.all([
          om(een, keer % 2 ? [] : [{ url: ander.url }]),
          om(ander, keer % 2 ? [] : [{ url: een.url }]),
        ]),
      ).toEqual([200, 200]);
    expect([await lees(een), await lees(ander)]).toEqual([[], []]);
    const zelf = await alles.patch(een.url, { gerelateerdeZaken: [{ url: een.url }] });
    expect(zelf.body.invalidParams[0]).toMatchObject({
      name: 'gerelateerdeZaken.0.url',
      code: 'self-forbidden',
    });
  });
});

describe('the value of a property', () => {
  it.each([
    ['20240229', null],
    ['20240230', 'warned'],
    ['2024-02-28', 'warned'],
  ])('%s: %s', async (waarde, gewaarschuwd) => {
    const zaak = await nieuweZaak();
    const eigenschap = { zaak: zaak.url, eigenschap: soort.eigenschap, waarde };
    // The second time under one key the answer is the kept one.
    for (let keer = 0; keer < 2; keer += 1) {
      const antwoord = await registers.alles.post(`${zaak.url}/zaakeigenschappen`, eigenschap, {
        'idempotency-key': `waarde-${waarde}`,
      });
      expect(antwoord.status).toBe(201);
      expect(antwoord.headers.get('x-warning') === null).toBe(gewaarschuwd === null);
    }
  });
});

describe('the case over time', () => {
  it('tells when it changed, not when it was looked at, and takes its terms from the zaaktype', async () => {
    const { alles, klok } = registers;
    const zaak = await nieuweZaak();
    expect(zaak.uiterlijkeEinddatumAfdoening).toBe('2024-02-26');
    expect((await nieuweZaak({ startdatum: '9999-12-31' })).uiterlijkeEinddatumAfdoening).toBeNull();
    const nu = () => klok.nu.toISOString().replace('.000Z', 'Z');
    expect(zaak.laatstGemuteerd).toBe(nu());
    klok.nu = new Date(klok.nu.getTime() + 5_000);
    const gezien = await alles.patch(zaak.url, { laatstGeopend: '2024-05-01T10:00:00Z' });
    expect(gezien.body).toMatchObject({
      laatstGemuteerd: zaak.laatstGemuteerd,
      laatstGeopend: '2024-05-01T10:00:00Z',
    });
    klok.nu = new Date(klok.nu.getTime() + 5_000);
    await alles.maak(`${zrc}/statussen`, {
      zaak: zaak.url,
      statustype: soort.begin,
      datumStatusGezet: '2024-05-02T10:00:00Z',
    });
    expect((await alles.get(zaak.url)).body.laatstGemuteerd).toBe(nu());
    klok.nu = new Date(klok.nu.getTime() + 5_000);
    expect((await alles.patch(zaak.url, { omschrijving: 'anders' })).body.laatstGemuteerd).toBe(nu());
  });

  it('remembers that it was suspended, whatever a client says', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak({ opschorting: { indicatie: true, reden: 'wacht' } });
    const hervat = await alles.patch(zaak.url, {
      opschorting: { indicatie: false, eerdereOpschorting: false, reden: '' },
    });
    expect(hervat.body.opschorting).toEqual({ indicatie: false, eerdereOpschorting: true, reden: '' });
    expect((await nieuweZaak()).opschorting.eerdereOpschorting).toBe(false);
  });

  it('has substatussen under its newest status, none without', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak();
    const sub = { zaak: zaak.url, omschrijving: 'Gebeld' };
    expect((await alles.post(`${zrc}/substatussen`, sub)).body.invalidParams[0].name).toBe('status');
    const status = await alles.maak(`${zrc}/statussen`, {
      zaak: zaak.url,
      statustype: soort.begin,
      datumStatusGezet: '2024-05-02T10:00:00Z',
    });
    const gemaakt = await alles.maak(`${zrc}/substatussen`, sub);
    expect(gemaakt).toMatchObject({ status: status.url, doelgroep: 'betrokkenen' });
    const lijst = await alles.get(`${zrc}/substatussen?zaak=${zaak.url}&doelgroep=betrokkenen`);
    expect(lijst.body.results).toEqual([gemaakt]);
    expect((await alles.get(`${zrc}/substatussen?zaak=${zaak.url}&doelgroep=intern`)).body.count).toBe(0);
    const andere = await nieuweZaak();
    const vreemd = await alles.post(`${zrc}/substatussen`, { ...sub, zaak: andere.url, status: status.url });
    expect(vreemd.body.invalidParams[0]).toMatchObject({
      name: 'nonFieldErrors',
      code: 'zaak-status-mismatch',
    });
  });
});

describe('numbers set aside', () => {
  it('are never given to another case by itself, and to the case that names one', async () => {
    const { alles } = registers;
    const reserveer = (pad: string, aantal?: number) =>
      alles.post(`${zrc}/${pad}`, { bronorganisatie: '517439943', ...(aantal ? { aantal } : {}) });
    const een = await reserveer('zaaknummer_reserveren');
    expect(een.status).toBe(201);
    const meer = await reserveer('reserveer_zaaknummer', 3);
    const nummers = [een.body, ...(meer.body as never as { zaaknummer: string }[])].map((n) => n.zaaknummer);
    expect(new Set(nummers).size).toBe(4);
    const vanzelf = [await nieuweZaak(), await nieuweZaak()].map((zaak) => zaak.identificatie);
    expect(nummers.filter((nummer) => vanzelf.includes(nummer))).toEqual([]);
    expect((await nieuweZaak({ identificatie: nummers[2] })).identificatie).toBe(nummers[2]);
    const veel = (await reserveer('zaaknummer_reserveren', 10_000)).body as never as { zaaknummer: string }[];
    expect(new Set(veel.map((n) => n.zaaknummer)).size).toBe(10_000);
    const fout = await alles.post(`${zrc}/zaaknummer_reserveren`, { aantal: 0 });
    expect(fout.body.invalidParams.map((p: { name: string }) => p.name)).toEqual([
      'bronorganisatie',
      'aantal',
    ]);
  });
});

describe('filters that clients of Open Zaak use', () => {
  it('find a case by its kenmerk, words, status and resultaat', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak({
      omschrijving: 'Boom omgewaaid',
      kenmerken: [{ bron: 'portaal', kenmerk: 'a17' }],
    });
    await nieuweZaak({ omschrijving: 'Iets anders', kenmerken: [{ bron: 'balie', kenmerk: 'a17' }] });
    const status = (statustype: string, datum: string) =>
      alles.maak(`${zrc}/statussen`, { zaak: zaak.url, statustype, datumStatusGezet: datum });
    await status(soort.begin, '2024-05-02T10:00:00Z');
    await status(soort.midden, '2024-05-03T10:00:00Z');
    await alles.maak(`${zrc}/resultaten`, { zaak: zaak.url, resultaattype: soort.resultaattype });
    const zaken = async (vraag: string) => uuidsVan((await alles.get(`${zrc}/zaken?${vraag}`)).body as never);
    for (const vraag of [
      'kenmerk=portaal:a17',
      'kenmerk__bron=portaal',
      'omschrijving=BOOM',
      `status__statustype=${soort.midden}`,
      `resultaat__resultaattype=${soort.resultaattype}`,
      `identificatie__icontains=${zaak.identificatie.toLowerCase()}`,
    ])
      expect([vraag, await zaken(vraag)]).toEqual([vraag, [zaak.uuid]]);
    expect(await zaken(`status__statustype=${soort.begin}`)).not.toContain(zaak.uuid);
    expect(await zaken('zaaktype__omschrijving=bestaat-niet')).toEqual([]);
    const zoek = await alles.post(`${zrc}/zaken/_zoek`, { zaaktype__not_in: [soort.zaaktype] });
    expect(zoek.body.count).toBe(0);
    const elders = soort.zaaktype.replace(/^https?:\/\/[^/]+/, 'https://elders.test');
    expect((await alles.post(`${zrc}/zaken/_zoek`, { zaaktype__in: [elders] })).body.count).toBe(0);
  });

  it('find an object by its address, ours or another', async () => {
    const { alles } = registers;
    const zaak = await nieuweZaak();
    const objecten = [zaak.url, 'https://elders.test/objecten/1'];
    for (const object of objecten)
      await alles.maak(`${zrc}/zaakobjecten`, { zaak: zaak.url, object, objectType: 'adres' });
    for (const object of objecten) {
      const { body } = await alles.get(`${zrc}/zaakobjecten?object=${object}`);
      expect(body.results.map((een: Json) => een.object)).toEqual([object]);
    }
  });

  it.each([
    ['zaken', 'zaaktype=bla', 'zaaktype: invalid'],
    ['zaken', 'bronorganisatie=123', 'bronorganisatie: invalid'],
    ['zaken', 'kenmerk=b:aa:cc', 'kenmerk: invalid'],
    ['rollen', 'betrokkene=bla', 'betrokkene: invalid'],
    ['zaakobjecten', 'object=bla', 'object: invalid'],
    [
      'zaken',
      'rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=0000000000',
      'rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn: max_length',
    ],
  ])('%s?%s is refused', async (pad, vraag, klacht) => {
    expect(klachten(await registers.alles.get(`${zrc}/${pad}?${vraag}`))).toEqual([400, klacht]);
  });
});
