import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, klachten, type Registers, startRegisters } from '../../../tests/support/zgw.ts';
import { type Inrichting, richtIn, zaakBody, zaaktypeBody } from '../../../tests/support/zgw-catalogus.ts';
import { drc, type Zaakproef, zaakproef, zaakrecht, zrc } from '../../../tests/support/zgw-zaak.ts';

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

const nergens = 'http://nergens.test/zaken/api/v1/zaken/00000000-0000-4000-8000-000000000000';

describe('zrc-001 to zrc-006: a case and its documents', () => {
  it('zrc-001: the zaaktype exists, is a zaaktype, and is published', async () => {
    const concept = await registers.alles.maak(
      '/catalogi/api/v1/zaaktypen',
      zaaktypeBody(soort.catalogus, 'CONCEPT'),
    );
    expect(klachten(await proef.post('zaken', zaakBody(concept.url)))).toEqual([
      400,
      'zaaktype: not-published',
    ]);
    expect(klachten(await proef.post('zaken', zaakBody(soort.besluittype)))).toEqual([
      400,
      'zaaktype: invalid-resource',
    ]);
    expect(klachten(await proef.post('zaken', zaakBody(nergens)))).toEqual([400, 'zaaktype: bad-url']);
    const zaak = await proef.zaakVan();
    expect(klachten(await registers.alles.patch(zaak.url, { zaaktype: concept.url }))).toEqual([
      400,
      'zaaktype: not-published',
    ]);
  });

  it('zrc-002: identificatie is unique within the bronorganisatie, and made when it was not given', async () => {
    const een = await proef.zaakVan({ identificatie: 'Z1' });
    const dubbel = await proef.post('zaken', zaakBody(soort.zaaktype, { identificatie: 'Z1' }));
    expect(klachten(dubbel)).toEqual([400, 'identificatie: identificatie-niet-uniek']);
    await proef.zaakVan({ identificatie: 'Z1', bronorganisatie: '000000000' });
    const zonder = [await proef.zaakVan(), await proef.zaakVan()].map((zaak) => zaak.identificatie);
    expect(new Set([...zonder, '', een.identificatie]).size).toBe(4);
    const tegelijk = await Promise.all(
      [1, 2, 3].map(() => proef.post('zaken', zaakBody(soort.zaaktype, { identificatie: 'Z2' }))),
    );
    expect(tegelijk.map((antwoord) => antwoord.status).sort()).toEqual([201, 400, 400]);
  });

  it('zrc-003, zrc-004: the document exists; the relation is registered by us and never moves', async () => {
    const zaak = await proef.zaakVan();
    const weg = {
      zaak: zaak.url,
      informatieobject: `${registers.url}${drc}/enkelvoudiginformatieobjecten/x`,
    };
    expect(klachten(await proef.post('zaakinformatieobjecten', weg))).toEqual([
      400,
      'informatieobject: bad-url',
    ]);
    const stuk = await proef.document();
    const relatie = await proef.maak('zaakinformatieobjecten', {
      zaak: zaak.url,
      informatieobject: stuk.url,
      registratiedatum: '1999-01-01T00:00:00Z',
    });
    expect(relatie).toMatchObject({
      aardRelatieWeergave: 'Hoort bij, omgekeerd: kent',
      registratiedatum: registers.klok.nu.toISOString().replace('.000Z', 'Z'),
    });
    const naar = { zaak: (await proef.zaakVan()).url, informatieobject: (await proef.document()).url };
    expect(klachten(await registers.alles.put(relatie.url, naar))).toEqual([
      400,
      'informatieobject: wijzigen-niet-toegelaten',
      'zaak: wijzigen-niet-toegelaten',
    ]);
    expect((await registers.alles.patch(relatie.url, { titel: 'nieuw' })).body.titel).toBe('nieuw');
  });

  it('zrc-005: the relation stands in Documenten too, for as long as it exists here', async () => {
    const [zaak, stuk] = [await proef.zaakVan(), await proef.document()];
    const relatie = await proef.koppel(zaak, stuk);
    const gespiegeld = async (): Promise<Json[]> =>
      (await registers.alles.get(`${drc}/objectinformatieobjecten?informatieobject=${stuk.url}`))
        .body as never;
    expect(await gespiegeld()).toMatchObject([{ object: zaak.url, objectType: 'zaak' }]);
    expect((await registers.alles.delete(relatie.url)).status).toBe(204);
    expect(await gespiegeld()).toEqual([]);
  });

  it('zrc-006: cases are for those whose autorisatie names the zaaktype, up to a vertrouwelijkheid', async () => {
    const openbaar = await proef.zaakVan();
    const intern = await proef.zaakVan({ vertrouwelijkheidaanduiding: 'intern' });
    const vreemd = await proef.maak(
      'zaken',
      zaakBody(ander.zaaktype, { vertrouwelijkheidaanduiding: 'openbaar' }),
    );
    const lezer = await registers.beller([zaakrecht(soort.zaaktype, 'zaken.lezen')]);
    const van = async (zaak: Json): Promise<number> => (await lezer.get(zaak.url)).status;
    expect([await van(openbaar), await van(intern), await van(vreemd)]).toEqual([200, 403, 403]);
    const urls = (await lezer.get(`${zrc}/zaken?pageSize=500`)).body.results.map((zaak: Json) => zaak.url);
    expect(urls).toContain(openbaar.url);
    expect(urls).not.toContain(intern.url);
    expect(urls).not.toContain(vreemd.url);
    expect((await lezer.patch(openbaar.url, { toelichting: 'x' })).status).toBe(403);
  });
});

describe('zrc-007 and zrc-008: closing and opening again', () => {
  it('zrc-007: a case is closed by the last statustype, and only with a resultaat', async () => {
    const zaak = await proef.zaakVan();
    expect(klachten(await proef.status(zaak, soort.eind))).toEqual([
      400,
      'nonFieldErrors: resultaat-does-not-exist',
    ]);
    await proef.resultaat(zaak);
    expect((await proef.status(zaak, soort.midden, '2024-05-01T10:00:00Z')).status).toBe(201);
    expect((await registers.alles.get(zaak.url)).body.einddatum).toBeNull();
    // Half past eleven at night in UTC is the next day here.
    expect((await proef.status(zaak, soort.eind, '2024-05-02T23:30:00Z')).status).toBe(201);
    expect((await registers.alles.get(zaak.url)).body.einddatum).toBe('2024-05-03');
  });

  it('zrc-007: of every document is known whether rights of use apply', async () => {
    const zaak = await proef.zaakVan();
    await proef.resultaat(zaak);
    await proef.koppel(zaak, await proef.document({ indicatieGebruiksrecht: null }));
    expect(klachten(await proef.status(zaak, soort.eind))).toEqual([
      400,
      'nonFieldErrors: indicatiegebruiksrecht-unset',
    ]);
  });

  it('zrc-007: nobody is still writing in a document of it', async () => {
    const zaak = await proef.zaakVan();
    await proef.resultaat(zaak);
    const stuk = await proef.document();
    await proef.koppel(zaak, stuk);
    const { lock } = (await registers.alles.post(`${stuk.url}/lock`, {})).body;
    expect(klachten(await proef.status(zaak, soort.eind))).toEqual([
      400,
      'nonFieldErrors: informatieobject-locked',
    ]);
    await registers.alles.post(`${stuk.url}/unlock`, { lock });
    expect((await proef.status(zaak, soort.eind)).status).toBe(201);
  });

  it('zrc-007: a closed case and all that hangs on it change by force only', async () => {
    const zaak = await proef.gesloten();
    const [uitkomst] = (await registers.alles.get(`${zrc}/resultaten?zaak=${zaak.url}`)).body.results;
    const gewoon = ['zaken.lezen', 'zaken.aanmaken', 'zaken.bijwerken', 'zaken.statussen.toevoegen'];
    const werker = await registers.beller([zaakrecht(soort.zaaktype, ...gewoon)]);
    const baas = await registers.beller([zaakrecht(soort.zaaktype, ...gewoon, 'zaken.geforceerd-bijwerken')]);
    const rol = {
      zaak: zaak.url,
      roltype: soort.initiator,
      roltoelichting: '',
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: 'an' },
    };
    const object = { zaak: zaak.url, objectType: 'pand', objectIdentificatie: { identificatie: 'p' } };
    const eigenschap = { zaak: zaak.url, eigenschap: soort.eigenschap, waarde: '20240101' };
    const contact = { zaak: zaak.url, datumtijd: '2024-05-02T10:00:00Z' };
    for (const poging of [
      (wie: typeof werker) => wie.patch(zaak.url, { toelichting: 'x' }),
      (wie: typeof werker) => wie.patch(uitkomst.url, { toelichting: 'x' }),
      (wie: typeof werker) => wie.post(`${zrc}/rollen`, rol),
      (wie: typeof werker) => wie.post(`${zrc}/zaakobjecten`, object),
      (wie: typeof werker) => wie.post(`${zaak.url}/zaakeigenschappen`, eigenschap),
      (wie: typeof werker) => wie.post(`${zrc}/klantcontacten`, contact),
      (wie: typeof werker) => wie.delete(uitkomst.url),
    ]) {
      expect((await poging(werker)).status).toBe(403);
      expect((await poging(baas)).status).toBeLessThan(300);
    }
  });

  it('zrc-008: another status than an end opens the case again, for who may do that, and clears what closing set', async () => {
    const zaak = await proef.gesloten();
    const werker = await registers.beller([
      zaakrecht(soort.zaaktype, 'zaken.lezen', 'zaken.statussen.toevoegen'),
    ]);
    const opener = await registers.beller([zaakrecht(soort.zaaktype, 'zaken.lezen', 'zaken.heropenen')]);
    const body = { zaak: zaak.url, statustype: soort.midden, datumStatusGezet: '2024-06-01T10:00:00Z' };
    expect((await werker.post(`${zrc}/statussen`, body)).status).toBe(403);
    const dicht = (await registers.alles.get(zaak.url)).body;
    expect(dicht).toMatchObject({ archiefnominatie: 'vernietigen', archiefactiedatum: '2029-05-02' });
    expect((await opener.post(`${zrc}/statussen`, body)).status).toBe(201);
    expect((await registers.alles.get(zaak.url)).body).toMatchObject({
      einddatum: null,
      archiefnominatie: null,
      archiefactiedatum: null,
    });
  });
});

describe('zrc-009 to zrc-015: fields of a case', () => {
  it('zrc-009: vertrouwelijkheidaanduiding is that of the zaaktype unless given', async () => {
    expect((await proef.maak('zaken', zaakBody(ander.zaaktype))).vertrouwelijkheidaanduiding).toBe(
      'vertrouwelijk',
    );
    expect(
      (await proef.maak('zaken', zaakBody(ander.zaaktype, { vertrouwelijkheidaanduiding: 'geheim' })))
        .vertrouwelijkheidaanduiding,
    ).toBe('geheim');
  });

  it('zrc-010: communicatiekanaal answers, in the shape of one', async () => {
    const goed = registers.extern({ url: 'http://x', naam: 'balie', omschrijving: 'Balie' });
    expect((await proef.zaakVan({ communicatiekanaal: goed })).communicatiekanaal).toBe(goed);
    const kanaal = async (url: string) =>
      klachten(await proef.post('zaken', zaakBody(soort.zaaktype, { communicatiekanaal: url })));
    expect(await kanaal(registers.extern({ iets: 1 }))).toEqual([
      400,
      'communicatiekanaal: invalid-resource',
    ]);
    expect(await kanaal(registers.extern({}, 404))).toEqual([400, 'communicatiekanaal: bad-url']);
  });

  it('zrc-011: related cases exist', async () => {
    const zaak = await proef.zaakVan();
    const relatie = (url: string) => ({ url, aardRelatie: 'vervolg' });
    expect(
      (await proef.zaakVan({ relevanteAndereZaken: [relatie(zaak.url)] })).relevanteAndereZaken,
    ).toHaveLength(1);
    const weg = `${zaak.url.slice(0, -36)}00000000-0000-4000-8000-000000000000`;
    const fout = await proef.post(
      'zaken',
      zaakBody(soort.zaaktype, { relevanteAndereZaken: [relatie(zaak.url), relatie(weg)] }),
    );
    expect(klachten(fout)).toEqual([400, 'relevanteAndereZaken.1.url: bad-url']);
  });

  it('zrc-012: groups are empty or complete, and always answered', async () => {
    const half = await proef.post('zaken', zaakBody(soort.zaaktype, { verlenging: { reden: 'druk' } }));
    expect(klachten(half)).toEqual([400, 'verlenging.duur: required']);
    const leeg = await proef.zaakVan({ verlenging: null, opschorting: null });
    expect(leeg).toMatchObject({
      verlenging: null,
      opschorting: { indicatie: false, eerdereOpschorting: false, reden: '' },
    });
  });

  it('zrc-013: a hoofdzaak is another case, of the first level', async () => {
    const hoofd = await proef.zaakVan();
    const deel = await proef.zaakVan({ hoofdzaak: hoofd.url });
    expect((await registers.alles.get(hoofd.url)).body.deelzaken).toEqual([deel.url]);
    const onder = await proef.post('zaken', zaakBody(soort.zaaktype, { hoofdzaak: deel.url }));
    expect(klachten(onder)).toEqual([400, 'hoofdzaak: deelzaak-als-hoofdzaak']);
    const los = await proef.zaakVan();
    expect(klachten(await registers.alles.patch(los.url, { hoofdzaak: los.url }))).toEqual([
      400,
      'hoofdzaak: self-forbidden',
    ]);
    expect(klachten(await registers.alles.patch(hoofd.url, { hoofdzaak: los.url }))).toEqual([
      400,
      'hoofdzaak: deelzaak-als-hoofdzaak',
    ]);
  });

  it('zrc-014: where nothing is to be paid, nothing was paid', async () => {
    const betaald = { betalingsindicatie: 'geheel', laatsteBetaaldatum: '2024-01-02T10:00:00Z' };
    const fout = await proef.post(
      'zaken',
      zaakBody(soort.zaaktype, { ...betaald, betalingsindicatie: 'nvt' }),
    );
    expect(klachten(fout)).toEqual([400, 'laatsteBetaaldatum: betaling-nvt']);
    const zaak = await proef.zaakVan(betaald);
    const nvt = await registers.alles.patch(zaak.url, { betalingsindicatie: 'nvt' });
    expect(nvt.body.laatsteBetaaldatum).toBeNull();
  });

  it('zrc-015: products and services are those of the zaaktype', async () => {
    const product = 'https://example.test/product/1';
    expect((await proef.zaakVan({ productenOfDiensten: [product] })).productenOfDiensten).toEqual([product]);
    const fout = await proef.post('zaken', zaakBody(ander.zaaktype, { productenOfDiensten: [product] }));
    expect(klachten(fout)).toEqual([400, 'productenOfDiensten: invalid-products-services']);
  });
});
