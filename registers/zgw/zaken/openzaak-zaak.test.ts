import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, klachten, type Registers, startRegisters } from '../../../tests/support/zgw.ts';
import { type Inrichting, richtIn, zaakBody } from '../../../tests/support/zgw-catalogus.ts';
import { type Zaakproef, zaakproef, zaakrecht, zrc } from '../../../tests/support/zgw-zaak.ts';

let registers: Registers;
let soort: Inrichting;
let proef: Zaakproef;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  proef = zaakproef(registers, soort);
});
afterAll(() => registers.stop());

const zaakMet = (meer: Json) => proef.post('zaken', zaakBody(soort.zaaktype, meer));
const straks = () => new Date(registers.klok.nu.getTime() + 3_600_000).toISOString();

describe('fields of a case', () => {
  it('an RSIN has nine digits that pass the elfproef', async () => {
    expect(klachten(await zaakMet({ bronorganisatie: '123456789' }))).toEqual([
      400,
      'bronorganisatie: invalid',
    ]);
    expect(klachten(await zaakMet({ verantwoordelijkeOrganisatie: '12a' }))).toEqual([
      400,
      'verantwoordelijkeOrganisatie: only-digits',
      'verantwoordelijkeOrganisatie: min_length',
    ]);
    expect(klachten(await zaakMet({ opdrachtgevendeOrganisatie: '000' }))).toEqual([
      400,
      'opdrachtgevendeOrganisatie: min_length',
    ]);
    expect(
      (await proef.zaakVan({ opdrachtgevendeOrganisatie: '123456782' })).opdrachtgevendeOrganisatie,
    ).toBe('123456782');
    const nummer = await proef.post('zaaknummer_reserveren', { bronorganisatie: '123456789' });
    expect(klachten(nummer)).toEqual([400, 'bronorganisatie: invalid']);
  });

  it('what is said to have happened, has happened', async () => {
    expect(klachten(await zaakMet({ laatsteBetaaldatum: straks(), laatstGeopend: straks() }))).toEqual([
      400,
      'laatstGeopend: date-in-future',
      'laatsteBetaaldatum: future_not_allowed',
    ]);
    const zaak = await proef.zaakVan({ laatsteBetaaldatum: registers.klok.nu.toISOString() });
    const contact = await proef.post('klantcontacten', { zaak: zaak.url, datumtijd: straks() });
    expect(klachten(contact)).toEqual([400, 'datumtijd: date-in-future']);
    const { identificatie } = await proef.maak('klantcontacten', {
      zaak: zaak.url,
      datumtijd: '2024-05-01T10:00:00Z',
    });
    expect(identificatie).toMatch(/^.{14}$/);
  });

  it('groups are answered whole, also when they are empty or given in part', async () => {
    const ander = await proef.zaakVan({ processobjectaard: null });
    expect(ander).toMatchObject({
      processobject: { datumkenmerk: '', identificatie: '', objecttype: '', registratie: '' },
      processobjectaard: '',
    });
    const relatie = { url: ander.url, aardRelatie: 'vervolg' };
    expect((await proef.zaakVan({ relevanteAndereZaken: [relatie] })).relevanteAndereZaken).toEqual([
      { ...relatie, overigeRelatie: '', toelichting: '' },
    ]);
    const overig = await zaakMet({ relevanteAndereZaken: [{ ...relatie, aardRelatie: 'overig' }] });
    expect(klachten(overig)).toEqual([400, 'relevanteAndereZaken.0.overigeRelatie: overigerelatie-required']);
  });

  it('names may be written as aard_relatie, also inside groups and lists', async () => {
    const ander = await proef.zaakVan();
    const { zaaktype, startdatum, ...organisaties } = zaakBody(soort.zaaktype);
    const zaak = await proef.maak('zaken', {
      zaaktype,
      startdatum,
      bronorganisatie: organisaties.bronorganisatie,
      verantwoordelijke_organisatie: organisaties.verantwoordelijkeOrganisatie,
      relevante_andere_zaken: [{ url: ander.url, aard_relatie: 'onderwerp' }],
    });
    expect(zaak.relevanteAndereZaken[0].aardRelatie).toBe('onderwerp');
    const rol = await proef.maak('rollen', {
      zaak: zaak.url,
      roltype: soort.initiator,
      roltoelichting: '',
      betrokkene_type: 'natuurlijk_persoon',
      betrokkene_identificatie: { inp_bsn: '111222333', inp_a_nummer: '1234567890' },
    });
    expect(rol.betrokkeneIdentificatie).toMatchObject({ inpBsn: '111222333', inpA_nummer: '1234567890' });
  });

  it('an address is no longer than 1000 characters', async () => {
    const lang = `http://schakel.test/${'x'.repeat(1_000)}`;
    expect(klachten(await zaakMet({ zaaktype: lang }))).toEqual([400, 'zaaktype: max_length']);
  });
});

describe('hoofdzaak and deelzaken', () => {
  it('two that become each other’s hoofdzaak at once do not both', async () => {
    for (let keer = 0; keer < 3; keer += 1) {
      const [een, ander] = [await proef.zaakVan(), await proef.zaakVan()];
      const antwoorden = await Promise.all([
        registers.alles.patch(een.url, { hoofdzaak: ander.url }),
        registers.alles.patch(ander.url, { hoofdzaak: een.url }),
      ]);
      expect(antwoorden.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  it('a hoofdzaak is closed after its deelzaken, and opened before them', async () => {
    const hoofd = await proef.zaakVan();
    const deel = await proef.zaakVan({ hoofdzaak: hoofd.url });
    for (const zaak of [hoofd, deel]) await proef.resultaat(zaak);
    expect(klachten(await proef.status(hoofd, soort.eind))).toEqual([
      400,
      'nonFieldErrors: deelzaken-not-closed',
    ]);
    expect((await proef.status(deel, soort.eind)).status).toBe(201);
    expect((await proef.status(hoofd, soort.eind)).status).toBe(201);
    const later = '2024-06-01T10:00:00Z';
    expect(klachten(await proef.status(deel, soort.midden, later))).toEqual([
      400,
      'nonFieldErrors: hoofdzaak-closed',
    ]);
    expect((await proef.status(hoofd, soort.midden, later)).status).toBe(201);
    expect((await proef.status(deel, soort.midden, later)).status).toBe(201);
  });

  it('nothing is moved into a closed case, either', async () => {
    const [open, dicht] = [await proef.zaakVan(), await proef.gesloten()];
    const werker = await registers.beller([zaakrecht(soort.zaaktype, 'zaken.lezen', 'zaken.bijwerken')]);
    const rol = {
      roltype: soort.behandelaar,
      roltoelichting: '',
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: 'an' },
    };
    const { url } = await proef.maak('rollen', { ...rol, zaak: open.url });
    expect((await werker.put(url, { ...rol, zaak: dicht.url })).status).toBe(403);
    expect((await registers.alles.get(`${zrc}/rollen?zaak=${dicht.url}`)).body.count).toBe(0);
  });
});
