import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, klachten, type Registers, startRegisters } from '../../../tests/support/zgw.ts';
import { type Inrichting, richtIn } from '../../../tests/support/zgw-catalogus.ts';
import { type Zaakproef, zaakproef, zrc } from '../../../tests/support/zgw-zaak.ts';

let registers: Registers;
let soort: Inrichting;
let proef: Zaakproef;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  proef = zaakproef(registers, soort);
});
afterAll(() => registers.stop());

const burger = (zaak: Json, identificatie: Json = {}, meer: Json = {}): Json => ({
  zaak: zaak.url,
  roltype: soort.behandelaar,
  roltoelichting: '',
  betrokkeneType: 'natuurlijk_persoon',
  betrokkeneIdentificatie: { geslachtsnaam: 'Smit', ...identificatie },
  ...meer,
});
const gearchiveerd = async (): Promise<Json> => {
  const zaak = await proef.gesloten();
  await registers.alles.patch(zaak.url, { archiefstatus: 'gearchiveerd' });
  return zaak;
};

describe('rollen', () => {
  it('numbers, addresses and kinds are what they should be', async () => {
    const zaak = await proef.zaakVan();
    const rol = async (identificatie: Json, meer: Json = {}) =>
      klachten(await proef.post('rollen', burger(zaak, identificatie, meer)));
    expect(await rol({ inpBsn: '999999999' })).toEqual([400, 'betrokkeneIdentificatie.inpBsn: invalid']);
    expect(await rol({ innRechtsvorm: 'kermis' }, { betrokkeneType: 'niet_natuurlijk_persoon' })).toEqual([
      400,
      'betrokkeneIdentificatie.innRechtsvorm: invalid_choice',
    ]);
    expect(await rol({}, { contactpersoonRol: { naam: 'An', emailadres: 'geen adres' } })).toEqual([
      400,
      'contactpersoonRol.emailadres: invalid',
    ]);
    expect(await rol({}, { roltoelichting: undefined })).toEqual([400, 'roltoelichting: required']);
    const adres = {
      aoaIdentificatie: '',
      wplWoonplaatsNaam: 'Stad',
      gorOpenbareRuimteNaam: 'Weg',
      aoaHuisnummer: 1,
    };
    const goed = await proef.maak('rollen', burger(zaak, { inpBsn: '111222333', verblijfsadres: adres }));
    expect(goed.betrokkeneIdentificatie.verblijfsadres.aoaIdentificatie).toBe('');
    expect(goed.contactpersoonRol).toEqual({ emailadres: '', functie: '', telefoonnummer: '', naam: '' });
    const ander = await registers.alles.put(goed.url, burger(zaak, {}, { roltype: soort.initiator }));
    expect(klachten(ander)).toEqual([400, 'roltype: wijzigen-niet-toegelaten']);
  });

  it('a case has one initiator, also when two come at once', async () => {
    const zaak = await proef.zaakVan();
    const initiator = burger(zaak, {}, { roltype: soort.initiator });
    const tegelijk = await Promise.all([1, 2, 3].map(() => proef.post('rollen', initiator)));
    expect(tegelijk.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(klachten(await proef.post('rollen', initiator))).toEqual([400, 'roltype: max-occurences']);
    const [eerste] = (await registers.alles.get(`${zrc}/rollen?zaak=${zaak.url}`)).body.results;
    expect((await registers.alles.put(eerste.url, initiator)).status).toBe(200);
    const vervangen = await proef.post(`zaak_bijwerken/${zaak.uuid}`, {
      status: { statustype: soort.begin, datumStatusGezet: '2024-05-01T10:00:00Z' },
      rollen: [{ ...initiator, betrokkeneIdentificatie: { geslachtsnaam: 'Nieuw' } }],
    });
    expect(vervangen.status).toBe(200);
    const onbekend = await proef.post(`zaak_bijwerken/${zaak.uuid}`, {
      status: { statustype: soort.begin, datumStatusGezet: '2024-05-03T10:00:00Z' },
      rollen: [{ ...initiator, uuid: '00000000-0000-4000-8000-000000000000' }],
    });
    expect(klachten(onbekend)).toEqual([400, 'rollen.0.uuid: does-not-exist']);
  });
});

describe('what hangs on a case', () => {
  it('a status is set by a rol of its case', async () => {
    const [zaak, ander] = [await proef.zaakVan(), await proef.zaakVan()];
    const vreemd = await proef.maak('rollen', burger(ander));
    const status = { zaak: zaak.url, statustype: soort.begin, datumStatusGezet: '2024-05-01T10:00:00Z' };
    expect(klachten(await proef.post('statussen', { ...status, gezetdoor: vreemd.url }))).toEqual([
      400,
      'nonFieldErrors: zaak-mismatch',
    ]);
    const eigen = await proef.maak('rollen', burger(zaak));
    expect((await proef.maak('statussen', { ...status, gezetdoor: eigen.url })).gezetdoor).toBe(eigen.url);
  });

  it('of a case that is archived changes no more', async () => {
    const zaak = await gearchiveerd();
    const dicht = [400, 'nonFieldErrors: zaak-archiefstatus-invalid'];
    expect(klachten(await proef.post('rollen', burger(zaak)))).toEqual(dicht);
    expect(klachten(await proef.status(zaak, soort.midden, '2024-06-01T10:00:00Z'))).toEqual(dicht);
    const contact = { zaak: zaak.url, contactmoment: 'https://contact.test/1' };
    expect(klachten(await proef.post('zaakcontactmomenten', contact))).toEqual(dicht);
  });

  it('an objectTypeOverige goes with objectType overige, and with nothing else', async () => {
    const zaak = await proef.zaakVan();
    const object = (meer: Json) => proef.post('zaakobjecten', { zaak: zaak.url, ...meer });
    const data = { objectIdentificatie: { overigeData: {} } };
    expect(klachten(await object({ objectType: 'overige', ...data }))).toEqual([
      400,
      'nonFieldErrors: missing-object-type-overige',
    ]);
    const pand = { objectType: 'pand', objectIdentificatie: { identificatie: 'p' }, objectTypeOverige: 'x' };
    expect(klachten(await object(pand))).toEqual([400, 'nonFieldErrors: invalid-object-type-overige-usage']);
    const element = { objectType: 'spoorbaandeel', objectIdentificatie: { type: 'hek', identificatie: '1' } };
    expect(klachten(await object(element))).toEqual([400, 'objectIdentificatie.type: invalid_choice']);
  });

  it('a zaakeigenschap names the case that it lies below', async () => {
    const [zaak, ander] = [await proef.zaakVan(), await proef.zaakVan()];
    const pad = `zaken/${zaak.uuid}/zaakeigenschappen`;
    const body = { eigenschap: soort.eigenschap, waarde: '20240101' };
    expect(klachten(await proef.post(pad, body))).toEqual([400, 'zaak: required']);
    expect(klachten(await proef.post(pad, { ...body, zaak: ander.url }))).toEqual([
      400,
      'zaak: inconsistent-relation',
    ]);
    const { url } = await proef.maak(pad, { ...body, zaak: zaak.url });
    expect(klachten(await registers.alles.patch(url, { zaak: ander.url }))).toEqual([
      400,
      'zaak: wijzigen-niet-toegelaten',
    ]);
    expect((await registers.alles.patch(url, { waarde: '20240102' })).body.waarde).toBe('20240102');
  });

  it('a notitie that is definitief changes no more, but may go', async () => {
    const zaak = await proef.zaakVan();
    const { url } = await proef.maak('zaaknotities', {
      gerelateerdAan: zaak.url,
      onderwerp: 'Bellen',
      tekst: 'Gebeld.',
      status: 'definitief',
    });
    expect(klachten(await registers.alles.patch(url, { tekst: 'x' }))).toEqual([400, 'status: invalid']);
    expect((await registers.alles.delete(url)).status).toBe(204);
  });
});
