import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Beller, type Json, klachten, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';
import { drc, type Zaakproef, zaakproef, zrc } from '../support/zgw-zaak.ts';

const ac = '/autorisaties/api/v1';
const brc = '/besluiten/api/v1';
const eio = `${drc}/enkelvoudiginformatieobjecten`;
let registers: Registers;
let a: Inrichting;
let b: Inrichting;
let proef: Zaakproef;
const elk = ['zaken.lezen', 'zaken.aanmaken', 'zaken.bijwerken', 'zaken.verwijderen', 'audittrails.lezen'];

beforeAll(async () => {
  registers = await startRegisters();
  [a, b] = [await richtIn(registers), await richtIn(registers)];
  proef = zaakproef(registers, a);
});
afterAll(() => registers.stop());

const opZaken = (zaaktype: string, max: string, ...scopes: string[]): Json => ({
  component: 'zrc',
  scopes,
  zaaktype,
  maxVertrouwelijkheidaanduiding: max,
});
const opDocumenten = (informatieobjecttype: string, max: string, ...scopes: string[]): Json => ({
  component: 'drc',
  scopes,
  informatieobjecttype,
  maxVertrouwelijkheidaanduiding: max,
});
const leesPapier = ['documenten.lezen', 'audittrails.lezen'];

/** Changes a document under a lock of its own. */
async function wijzigDocument(url: string, body: Json): Promise<void> {
  const { lock } = (await registers.alles.post(`${url}/lock`, undefined)).body;
  expect((await registers.alles.patch(url, { lock, ...body })).status).toBe(200);
  expect((await registers.alles.post(`${url}/unlock`, { lock })).status).toBe(204);
}

describe('what is openbaar now and was not before', () => {
  it('an audit line is for who might have the object as it was then', async () => {
    const { url } = await proef.zaakVan({ omschrijving: 'EERST', vertrouwelijkheidaanduiding: 'geheim' });
    await proef.maak('rollen', {
      zaak: url,
      roltype: a.initiator,
      roltoelichting: 'TOEN',
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: 'jan' },
    });
    await registers.alles.patch(url, { omschrijving: 'OVER', vertrouwelijkheidaanduiding: 'openbaar' });
    await registers.alles.patch(url, { omschrijving: 'DAARNA' });
    const openbaar = await registers.beller([opZaken(a.zaaktype, 'openbaar', ...elk)]);
    const geheim = await registers.beller([opZaken(a.zaaktype, 'geheim', ...elk)]);
    const wat = async (wie: Beller): Promise<string[]> =>
      (await wie.get(`${url}/audittrail`)).body.map(
        ({ resource, wijzigingen }: Json) =>
          `${resource}: ${wijzigingen.nieuw.omschrijving} ${wijzigingen.nieuw.roltoelichting ?? ''}`,
      );
    // Made, by its rol, lowered, and changed after that.
    expect(await wat(geheim)).toEqual([
      'zaak: EERST ',
      'rol: initiator TOEN',
      'zaak: OVER ',
      'zaak: DAARNA ',
    ]);
    expect(await wat(openbaar)).toEqual(['zaak: DAARNA ']);
    const regels = (await registers.alles.get(`${url}/audittrail`)).body as Json[];
    const per = async (wie: Beller): Promise<number[]> =>
      Promise.all(regels.map(async ({ uuid }) => (await wie.get(`${url}/audittrail/${uuid}`)).status));
    expect(await per(geheim)).toEqual([200, 200, 200, 200]);
    expect(await per(openbaar)).toEqual([403, 403, 403, 200]);
  });

  it('so are the lines and versions of a document: of when it was another type, or not released', async () => {
    const { url } = await registers.alles.maak(eio, documentBody(b.informatieobjecttype, { titel: 'VAN-B' }));
    await wijzigDocument(url, { titel: 'VAN-A', informatieobjecttype: a.informatieobjecttype });
    await wijzigDocument(url, { titel: 'VRIJ', isGereedVoorPublicatie: true });
    const vanA = await registers.beller([opDocumenten(a.informatieobjecttype, 'zeer_geheim', ...leesPapier)]);
    const vrij = await registers.beller(
      [opDocumenten(a.informatieobjecttype, 'zeer_geheim', ...leesPapier)],
      {
        alleenIsGereedVoorPublicatie: true,
      },
    );
    const titels = async (wie: Beller): Promise<unknown[]> => {
      const versies = [];
      for (const versie of [1, 2, 3]) {
        const { status, body } = await wie.get(`${url}?versie=${versie}`);
        versies.push(status === 200 ? body.titel : status);
      }
      const { body } = await wie.get(`${url}/audittrail`);
      return [versies, body.map(({ wijzigingen }: Json) => wijzigingen.nieuw.titel)];
    };
    expect(await titels(registers.alles)).toEqual([
      ['VAN-B', 'VAN-A', 'VRIJ'],
      ['VAN-B', 'VAN-A', 'VRIJ'],
    ]);
    // The line of the change from type b to a holds what it was; so does that of the release.
    expect(await titels(vanA)).toEqual([[403, 'VAN-A', 'VRIJ'], ['VRIJ']]);
    expect(await titels(vrij)).toEqual([[403, 403, 'VRIJ'], []]);
  });

  it('an update that does not tell the vertrouwelijkheidaanduiding leaves it as it is', async () => {
    const zaak = await proef.zaakVan({ vertrouwelijkheidaanduiding: 'geheim' });
    const gewijzigd = await registers.alles.put(zaak.url, zaakBody(a.zaaktype, { toelichting: 'Nieuw' }));
    expect([gewijzigd.status, gewijzigd.body.vertrouwelijkheidaanduiding]).toEqual([200, 'geheim']);
    const leeg = await registers.alles.patch(zaak.url, { vertrouwelijkheidaanduiding: '' });
    expect([leeg.status, leeg.body.vertrouwelijkheidaanduiding]).toEqual([200, 'geheim']);
    const stuk = await proef.document({ vertrouwelijkheidaanduiding: 'geheim' });
    const { lock } = (await registers.alles.post(`${stuk.url}/lock`, undefined)).body;
    const papier = await registers.alles.put(stuk.url, { ...documentBody(a.informatieobjecttype), lock });
    expect([papier.status, papier.body.vertrouwelijkheidaanduiding]).toEqual([200, 'geheim']);
  });
});

describe('a count', () => {
  it('of more rows than are counted one by one follows from no row that is hidden', async () => {
    const { omgeving } = registers;
    const [eigen, ander] = [await richtIn(registers), await richtIn(registers)];
    // The planner takes type and vertrouwelijkheid for independent: of these it expects more than the eight.
    const maak = async (soort: Inrichting, aantal: number, vertrouwelijkheidaanduiding: string) => {
      for (let n = 0; n < aantal; n += 1)
        await registers.alles.maak(
          `${zrc}/zaken`,
          zaakBody(soort.zaaktype, { vertrouwelijkheidaanduiding, startdatum: '2011-01-01' }),
        );
    };
    await maak(eigen, 8, 'openbaar');
    await maak(eigen, 12, 'geheim');
    await maak(ander, 12, 'openbaar');
    await omgeving.opslag.doe(sql`ANALYZE zaak`);
    const beller = await registers.beller([opZaken(eigen.zaaktype, 'openbaar', 'zaken.lezen')]);
    const tel = async (): Promise<number> => (await beller.get(`${zrc}/zaken?pageSize=1`)).body.count;
    expect(await tel()).toBe(8);
    omgeving.telTot = 5;
    try {
      expect(await tel()).toBe(8);
      expect((await registers.alles.get(`${zrc}/zaken?pageSize=1`)).body.count).toBeGreaterThanOrEqual(32);
    } finally {
      delete omgeving.telTot;
    }
  });
});

describe('a kept answer', () => {
  const sleutel = (naam: string): Record<string, string> => ({ 'idempotency-key': naam });

  it('is not given again when the right to it was taken away since', async () => {
    const beller = await registers.beller([
      opZaken(a.zaaktype, 'geheim', ...elk),
      opZaken(b.zaaktype, 'geheim', ...elk),
    ]);
    const vraag = zaakBody(a.zaaktype, { omschrijving: 'BEWAARD', vertrouwelijkheidaanduiding: 'intern' });
    const eerste = await beller.post(`${zrc}/zaken`, vraag, sleutel('een'));
    const delen = {
      zaak: vraag,
      status: { statustype: a.begin, datumStatusGezet: '2024-01-01T10:00:00Z' },
      rollen: [],
    };
    const handeling = await beller.post(`${zrc}/zaak_registreren`, delen, sleutel('twee'));
    const wijziging = await beller.patch(eerste.body.url, { toelichting: 'X' }, sleutel('drie'));
    expect([eerste.status, handeling.status, wijziging.status]).toEqual([201, 201, 200]);
    const weer = async (): Promise<number[]> => [
      (await beller.post(`${zrc}/zaken`, vraag, sleutel('een'))).status,
      (await beller.post(`${zrc}/zaak_registreren`, delen, sleutel('twee'))).status,
      (await beller.patch(eerste.body.url, { toelichting: 'X' }, sleutel('drie'))).status,
    ];
    expect(await weer()).toEqual([201, 201, 200]);
    const { body } = await registers.alles.get(`${ac}/applicaties/consumer?clientId=${beller.clientId}`);
    const beperk = (...autorisaties: Json[]) => registers.alles.patch(body.url, { autorisaties });
    await beperk(opZaken(a.zaaktype, 'openbaar', ...elk), opZaken(b.zaaktype, 'geheim', ...elk));
    expect(await weer()).toEqual([403, 403, 403]);
    // Also when what it was about is gone.
    await registers.alles.delete(eerste.body.url);
    expect((await beller.post(`${zrc}/zaken`, vraag, sleutel('een'))).status).toBe(403);
    await beperk(opZaken(a.zaaktype, 'intern', ...elk));
    expect((await beller.post(`${zrc}/zaken`, vraag, sleutel('een'))).body.url).toBe(eerste.body.url);
  });
});

describe('writing where one may not', () => {
  it('moving something to a hidden case is refused before any rule tells of that case', async () => {
    const beller = await registers.beller([opZaken(a.zaaktype, 'openbaar', ...elk)]);
    const mijn = await proef.zaakVan();
    const verborgen = await registers.alles.maak(`${zrc}/zaken`, zaakBody(b.zaaktype));
    const rol = {
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: 'jan' },
      roltoelichting: 'x',
    };
    const { url } = await proef.maak('rollen', { ...rol, zaak: mijn.url, roltype: a.initiator });
    for (const roltype of [a.initiator, b.initiator])
      expect(klachten(await beller.put(url, { ...rol, zaak: verborgen.url, roltype }))).toEqual([403]);
    // The same for a case that would become of a type that is not for this caller.
    const verandert = { zaaktype: b.zaaktype, productenOfDiensten: ['https://example.test/product/2'] };
    expect(klachten(await beller.patch(mijn.url, verandert))).toEqual([403]);
    expect((await registers.alles.get(url)).body.zaak).toBe(mijn.url);
  });

  it('nothing is moved into a closed case without the force for it', async () => {
    const beller = await registers.beller([opZaken(a.zaaktype, 'openbaar', ...elk)]);
    const dicht = await proef.gesloten();
    const rol = {
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: 'jan' },
      roltoelichting: 'x',
      roltype: a.initiator,
    };
    const { url } = await proef.maak('rollen', { ...rol, zaak: (await proef.zaakVan()).url });
    expect((await beller.put(url, { ...rol, zaak: dicht.url })).status).toBe(403);
    expect((await registers.alles.put(url, { ...rol, zaak: dicht.url })).status).toBe(200);
  });

  it('a case does not take along parts that the caller may not remove', async () => {
    const beller = await registers.beller([opZaken(a.zaaktype, 'openbaar', ...elk)]);
    const hoofd = await proef.zaakVan();
    const eigen = await proef.zaakVan({ hoofdzaak: hoofd.url });
    const ander = await registers.alles.maak(`${zrc}/zaken`, zaakBody(b.zaaktype, { hoofdzaak: hoofd.url }));
    expect((await beller.delete(hoofd.url)).status).toBe(403);
    expect((await registers.alles.get(ander.url)).status).toBe(200);
    expect((await registers.alles.delete(ander.url)).status).toBe(204);
    expect((await beller.delete(hoofd.url)).status).toBe(204);
    expect((await registers.alles.get(eigen.url)).status).toBe(404);
  });

  it('a besluit of a closed case asks the force for that case (zrc-007, as in Open Zaak)', async () => {
    const dicht = await proef.gesloten();
    const body = {
      verantwoordelijkeOrganisatie: '517439943',
      besluittype: a.besluittype,
      datum: '2024-01-01',
      ingangsdatum: '2024-01-01',
      zaak: dicht.url,
    };
    const scopes = ['lezen', 'aanmaken', 'bijwerken', 'verwijderen'].map((scope) => `besluiten.${scope}`);
    const besluiten: Json = { component: 'brc', scopes, besluittype: a.besluittype };
    const zonder = await registers.beller([besluiten, opZaken(a.zaaktype, 'openbaar', ...elk)]);
    const met = await registers.beller([
      besluiten,
      opZaken(a.zaaktype, 'openbaar', ...elk, 'zaken.geforceerd-bijwerken'),
    ]);
    expect(klachten(await zonder.post(`${brc}/besluiten`, body))).toEqual([403]);
    const verwerk = { besluit: body, besluitinformatieobjecten: [] };
    expect(klachten(await zonder.post(`${brc}/besluit_verwerken`, verwerk))).toEqual([403]);
    const { url } = await met.maak(`${brc}/besluiten`, body);
    expect((await zonder.patch(url, { toelichting: 'X' })).status).toBe(403);
    expect((await zonder.delete(url)).status).toBe(403);
    expect((await met.patch(url, { toelichting: 'X' })).status).toBe(200);
    expect((await met.delete(url)).status).toBe(204);
  });
});

describe('an autorisatie', () => {
  const ziet = async (autorisaties: Json[]): Promise<unknown[]> => {
    const beller = await registers.beller(autorisaties);
    const { status, body } = await beller.get(`${zrc}/zaken`);
    const zaken = [await proef.zaakVan(), await registers.alles.maak(`${zrc}/zaken`, zaakBody(b.zaaktype))];
    const een = await Promise.all(zaken.map(async ({ url }) => (await beller.get(url)).status));
    const typen = new Set(
      body.results.map(({ zaaktype }: Json) => (zaaktype === a.zaaktype ? 'a' : 'ander')),
    );
    return [status, [...typen], ...een];
  };

  it('holds for its type also with a slash behind it, and for none where it names none', async () => {
    const lezen = (zaaktype: string): Json => opZaken(zaaktype, 'openbaar', 'zaken.lezen');
    expect(await ziet([lezen(a.zaaktype)])).toEqual([200, ['a'], 200, 403]);
    expect(await ziet([lezen(`${a.zaaktype}/`)])).toEqual([200, ['a'], 200, 403]);
    for (const nergens of ['https://elders.test/', 'https://elders.test/zaaktypen/geen-uuid'])
      expect(await ziet([lezen(nergens)])).toEqual([200, [], 403, 403]);
  });

  it('is limited by the type of its own component, whatever else it names', async () => {
    const drcRecht = opDocumenten(a.informatieobjecttype, 'openbaar', 'documenten.lezen');
    const beller = await registers.beller([{ ...drcRecht, zaaktype: a.zaaktype, besluittype: '' }]);
    const stukken = [await proef.document(), await proef.document({}, b.informatieobjecttype)];
    const statussen = await Promise.all(stukken.map(async ({ url }) => (await beller.get(url)).status));
    expect(statussen).toEqual([200, 403]);
  });
});
