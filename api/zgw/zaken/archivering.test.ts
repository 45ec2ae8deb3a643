import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Json, type Registers, startRegisters } from '../../../tests/support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../../../tests/support/zgw-catalogus.ts';

/** zrc-021: archiefactiedatum by the nine ways of derivation; every date here was reckoned by hand. */
const zrc = '/zaken/api/v1';
let registers: Registers;
beforeAll(async () => {
  registers = await startRegisters();
});
afterAll(() => registers.stop());

const procedure = (afleidingswijze: string, meer: Json = {}): Json => ({
  brondatumArchiefprocedure: {
    afleidingswijze,
    datumkenmerk: '',
    einddatumBekend: false,
    objecttype: '',
    registratie: '',
    procestermijn: null,
    ...meer,
  },
});
const maak = (pad: string, body: Json): Promise<Json> => registers.alles.maak(pad, body);
const lees = async (url: string): Promise<Json> => (await registers.alles.get(url)).body;

/** A zaaktype whose only resultaat is kept like this. */
const soort = (wijze: Json, termijn: string | null = 'P5Y', meer: Json = {}): Promise<Inrichting> =>
  richtIn(registers, {}, { ...wijze, archiefactietermijn: termijn, ...meer });

async function opent(inrichting: Inrichting, meer: Json = {}): Promise<Json> {
  const zaak = await maak(
    `${zrc}/zaken`,
    zaakBody(inrichting.zaaktype, { startdatum: '2019-01-01', ...meer }),
  );
  await maak(`${zrc}/resultaten`, { zaak: zaak.url, resultaattype: inrichting.resultaattype });
  return zaak;
}
const status = (zaak: Json, statustype: string, op: string) =>
  maak(`${zrc}/statussen`, { zaak: zaak.url, statustype, datumStatusGezet: `${op}T12:00:00Z` });

/** @returns what the archive knows of the case after it was closed on this day */
async function sluit(zaak: Json, { eind }: Inrichting, op: string): Promise<Json> {
  await status(zaak, eind, op);
  return archief(zaak);
}
async function archief(zaak: Json): Promise<Json> {
  const { einddatum, archiefnominatie, archiefactiedatum, startdatumBewaartermijn } = await lees(zaak.url);
  return { einddatum, archiefnominatie, archiefactiedatum, startdatumBewaartermijn };
}
const van = (datum: string | null, start: string | null = datum): Json => ({
  archiefactiedatum: datum,
  startdatumBewaartermijn: start,
});

const besluit = ({ besluittype }: Inrichting, zaak: Json, meer: Json = {}) =>
  maak('/besluiten/api/v1/besluiten', {
    verantwoordelijkeOrganisatie: '517439943',
    besluittype,
    zaak: zaak.url,
    datum: '2019-01-01',
    ingangsdatum: '2019-06-01',
    ...meer,
  });

describe('afgehandeld: the end of the case', () => {
  test.each([
    // day closed, archiefactietermijn, day that it may go
    ['2019-03-15', 'P5Y', '2024-03-15'],
    ['2020-02-29', 'P1Y', '2021-02-28'],
    ['2020-02-29', 'P4Y', '2024-02-29'],
    ['2019-01-31', 'P1M', '2019-02-28'],
    ['2019-12-31', 'P2M', '2020-02-29'],
    ['2019-10-31', 'P1Y6M', '2021-04-30'],
    ['2019-02-01', 'P28D', '2019-03-01'],
    ['2019-02-01', 'P6W', '2019-03-15'],
    ['2019-05-01', 'P0D', '2019-05-01'],
  ])('closed %s and kept %s: %s', async (op, termijn, datum) => {
    const inrichting = await soort(procedure('afgehandeld'), termijn);
    expect(await sluit(await opent(inrichting), inrichting, op)).toEqual({
      einddatum: op,
      archiefnominatie: 'vernietigen',
      archiefactiedatum: datum,
      startdatumBewaartermijn: op,
    });
  });

  test('the day is that of Amsterdam', async () => {
    const inrichting = await soort(procedure('afgehandeld'));
    const zaak = await opent(inrichting);
    await maak(`${zrc}/statussen`, {
      zaak: zaak.url,
      statustype: inrichting.eind,
      datumStatusGezet: '2019-06-30T23:30:00Z',
    });
    expect(await archief(zaak)).toMatchObject({
      einddatum: '2019-07-01',
      ...van('2024-07-01', '2019-07-01'),
    });
  });

  test('what is kept for ever has no start of a term (zrc-026); without archiefactietermijn there is no date', async () => {
    const bewaard = await soort(procedure('afgehandeld'), 'P20Y', { archiefnominatie: 'blijvend_bewaren' });
    expect(await sluit(await opent(bewaard), bewaard, '2019-03-15')).toMatchObject({
      archiefnominatie: 'blijvend_bewaren',
      ...van('2039-03-15', null),
    });
    const selectielijstklasse = registers.extern({
      procesType: '',
      waardering: 'blijvend_bewaren',
      bewaartermijn: null,
      procestermijn: '',
    });
    const zonder = await soort(procedure('afgehandeld'), null, {
      archiefnominatie: 'blijvend_bewaren',
      selectielijstklasse,
    });
    expect(await sluit(await opent(zonder), zonder, '2019-03-15')).toMatchObject(van(null));
  });

  test('an archiefnominatie of the case itself holds', async () => {
    const inrichting = await soort(procedure('afgehandeld'));
    const zaak = await opent(inrichting, { archiefnominatie: 'blijvend_bewaren' });
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject({
      archiefnominatie: 'blijvend_bewaren',
    });
  });
});

describe('ander_datumkenmerk: set by hand', () => {
  test('no date is derived; the one that is set stays, and so does a start that was given', async () => {
    const inrichting = await soort(
      procedure('ander_datumkenmerk', { datumkenmerk: 'sloop', objecttype: 'pand', registratie: 'BAG' }),
    );
    const zaak = await opent(inrichting);
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject({
      archiefnominatie: 'vernietigen',
      ...van(null),
    });
    const { status: code } = await registers.alles.patch(zaak.url, { archiefactiedatum: '2031-01-01' });
    expect(code).toBe(200);
    expect(await archief(zaak)).toMatchObject(van('2031-01-01', null));

    const ander = await opent(inrichting);
    await sluit(ander, inrichting, '2019-03-15');
    // zrc-026: found out later, the start of the term gives the date.
    await registers.alles.patch(ander.url, { startdatumBewaartermijn: '2022-08-31' });
    expect(await archief(ander)).toMatchObject(van('2027-08-31', '2022-08-31'));
  });
});

describe('termijn: the end of the case and the procestermijn', () => {
  test.each([
    ['2019-01-31', 'P1M', 'P1Y', '2019-02-28', '2020-02-28'],
    ['2019-11-30', 'P3M', 'P1Y', '2020-02-29', '2021-02-28'],
    ['2019-03-15', 'P10Y', 'P5Y', '2029-03-15', '2034-03-15'],
  ])('closed %s, lasting %s, kept %s', async (op, procestermijn, termijn, start, datum) => {
    const inrichting = await soort(procedure('termijn', { procestermijn }), termijn);
    expect(await sluit(await opent(inrichting), inrichting, op)).toMatchObject(van(datum, start));
  });
});

describe('eigenschap: the value of a property', () => {
  const wijze = procedure('eigenschap', { datumkenmerk: 'Datum vergunning' });
  const geef = (zaak: Json, { eigenschap }: Inrichting, waarde: string) =>
    maak(`${new URL(zaak.url).pathname}/zaakeigenschappen`, { zaak: zaak.url, eigenschap, waarde });

  test.each([
    ['20200229', '2025-02-28', '2020-02-29'],
    ['2021-12-31', '2026-12-31', '2021-12-31'],
    ['20211231235959', '2026-12-31', '2021-12-31'],
    ['2021-02-31', null, null],
    ['onbekend', null, null],
  ])('%s', async (waarde, datum, start) => {
    const inrichting = await soort(wijze);
    const zaak = await opent(inrichting);
    await geef(zaak, inrichting, waarde);
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van(datum, start));
  });

  test('known after closing, corrected, withdrawn: the date follows', async () => {
    const inrichting = await soort(wijze);
    const zaak = await opent(inrichting);
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van(null));
    const { url } = await geef(zaak, inrichting, '20200101');
    expect(await archief(zaak)).toMatchObject(van('2025-01-01', '2020-01-01'));
    await registers.alles.patch(url, { waarde: '20200601' });
    expect(await archief(zaak)).toMatchObject(van('2025-06-01', '2020-06-01'));
    expect((await registers.alles.delete(url)).status).toBe(204);
    expect(await archief(zaak)).toMatchObject(van(null));
  });
});

describe('hoofdzaak: the end of the main case', () => {
  test('nothing while it is open; closed it gives the date, reopened it takes it back', async () => {
    const inrichting = await soort(procedure('hoofdzaak'));
    const boven = await soort(procedure('afgehandeld'));
    const hoofd = await opent(boven);
    const deel = await opent(inrichting, { hoofdzaak: hoofd.url });
    expect(await sluit(deel, inrichting, '2019-03-15')).toMatchObject({
      archiefnominatie: 'vernietigen',
      ...van(null),
    });
    await sluit(hoofd, boven, '2020-02-29');
    expect(await archief(deel)).toMatchObject(van('2025-02-28', '2020-02-29'));
    await status(hoofd, boven.midden, '2020-03-01');
    expect(await archief(deel)).toMatchObject(van(null));
    expect(await archief(hoofd)).toMatchObject({ einddatum: null, archiefnominatie: null, ...van(null) });
  });
});

describe('gerelateerde_zaak: the latest end of the related cases', () => {
  test('known when the last of them is closed', async () => {
    const inrichting = await soort(procedure('gerelateerde_zaak'));
    const [een, ander] = [await opent(inrichting), await opent(inrichting)];
    const relevanteAndereZaken = [een, ander].map(({ url }) => ({ url, aardRelatie: 'vervolg' }));
    await sluit(een, inrichting, '2021-05-01');
    const zaak = await opent(inrichting, { relevanteAndereZaken });
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van(null));
    await sluit(ander, inrichting, '2020-01-01');
    expect(await archief(zaak)).toMatchObject(van('2026-05-01', '2021-05-01'));
    await registers.alles.patch(zaak.url, { relevanteAndereZaken: relevanteAndereZaken.slice(1) });
    expect(await archief(zaak)).toMatchObject(van('2025-01-01', '2020-01-01'));
  });

  test('a case in another register tells its end itself', async () => {
    const inrichting = await soort(procedure('gerelateerde_zaak'));
    const url = registers.extern({ url: 'x', einddatum: '2022-02-28' });
    const zaak = await opent(inrichting, { relevanteAndereZaken: [{ url, aardRelatie: 'overig' }] });
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van('2027-02-28', '2022-02-28'));
  });
});

describe('ingangsdatum_besluit and vervaldatum_besluit: the latest of the besluiten', () => {
  test('ingangsdatum, and a besluit that comes after closing', async () => {
    const inrichting = await soort(procedure('ingangsdatum_besluit'));
    const zaak = await opent(inrichting);
    await besluit(inrichting, zaak, { ingangsdatum: '2019-06-01' });
    const laatste = await besluit(inrichting, zaak, { ingangsdatum: '2019-09-30' });
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van('2024-09-30', '2019-09-30'));
    await besluit(inrichting, zaak, { ingangsdatum: '2020-02-29' });
    expect(await archief(zaak)).toMatchObject(van('2025-02-28', '2020-02-29'));
    await registers.alles.patch(laatste.url, { ingangsdatum: '2021-01-01' });
    expect(await archief(zaak)).toMatchObject(van('2026-01-01', '2021-01-01'));
    await registers.alles.delete(laatste.url);
    expect(await archief(zaak)).toMatchObject(van('2025-02-28', '2020-02-29'));
  });

  test('vervaldatum: nothing without one, and a date set by hand is left alone', async () => {
    const inrichting = await soort(procedure('vervaldatum_besluit'));
    const zaak = await opent(inrichting);
    const { url } = await besluit(inrichting, zaak);
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van(null));
    await registers.alles.patch(url, { vervaldatum: '2023-12-31' });
    expect(await archief(zaak)).toMatchObject(van('2028-12-31', '2023-12-31'));
    await registers.alles.patch(zaak.url, { archiefactiedatum: '2040-01-01' });
    await registers.alles.patch(url, { vervaldatum: '2024-12-31' });
    expect((await lees(zaak.url)).archiefactiedatum).toBe('2040-01-01');
  });
});

describe('zaakobject: the latest date of its objects', () => {
  const wijze = procedure('zaakobject', { objecttype: 'overige', datumkenmerk: 'einddatum' });
  const object = (zaak: Json, overigeData: Json) =>
    maak(`${zrc}/zaakobjecten`, {
      zaak: zaak.url,
      objectType: 'overige',
      objectTypeOverige: 'boom',
      objectIdentificatie: { overigeData },
    });

  test('within the object, and one that is added after closing', async () => {
    const inrichting = await soort(wijze);
    const zaak = await opent(inrichting);
    await object(zaak, { einddatum: '2020-1-5' });
    await object(zaak, { einddatum: '2019-12-31' });
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van('2025-01-05', '2020-01-05'));
    await object(zaak, { einddatum: '2021-06-30' });
    expect(await archief(zaak)).toMatchObject(van('2026-06-30', '2021-06-30'));
  });

  test('at its own address, and in our own registers', async () => {
    const inrichting = await soort(wijze);
    const vreemd = await opent(inrichting);
    await maak(`${zrc}/zaakobjecten`, {
      zaak: vreemd.url,
      objectType: 'overige',
      objectTypeOverige: 'boom',
      object: registers.extern({ einddatum: '2018-01-01' }),
    });
    expect(await sluit(vreemd, inrichting, '2019-03-15')).toMatchObject(van('2023-01-01', '2018-01-01'));
    const eigen = await opent(inrichting);
    await maak(`${zrc}/zaakobjecten`, {
      zaak: eigen.url,
      objectType: 'overige',
      objectTypeOverige: 'zaak',
      object: vreemd.url,
    });
    expect(await sluit(eigen, inrichting, '2019-04-01')).toMatchObject(van('2024-03-15', '2019-03-15'));
  });
});

test('reopening clears; closing again derives again, and another resultaat makes another date', async () => {
  const inrichting = await soort(procedure('afgehandeld'));
  const zaak = await opent(inrichting);
  await sluit(zaak, inrichting, '2019-03-15');
  await status(zaak, inrichting.midden, '2019-04-01');
  expect(await archief(zaak)).toEqual({ einddatum: null, archiefnominatie: null, ...van(null) });
  expect(await sluit(zaak, inrichting, '2019-05-01')).toMatchObject({
    archiefnominatie: 'vernietigen',
    ...van('2024-05-01', '2019-05-01'),
  });
  const { resultaat } = await lees(zaak.url);
  expect((await registers.alles.delete(resultaat)).status).toBe(204);
  expect(await archief(zaak)).toMatchObject(van(null));
});

test('zrc-022: archiving asks for archived documents, a nominatie and a date', async () => {
  const inrichting = await soort(procedure('afgehandeld'));
  const zaak = await opent(inrichting);
  const document = await maak(
    '/documenten/api/v1/enkelvoudiginformatieobjecten',
    documentBody(inrichting.informatieobjecttype),
  );
  await maak(`${zrc}/zaakinformatieobjecten`, { zaak: zaak.url, informatieobject: document.url });
  const zet = () => registers.alles.patch(zaak.url, { archiefstatus: 'overgedragen' });
  const codes = async () => (await zet()).body.invalidParams.map(({ code }: Json) => code);
  expect(await codes()).toEqual([
    'documents-not-archived',
    'archiefnominatie-not-set',
    'archiefactiedatum-not-set',
  ]);
  await sluit(zaak, inrichting, '2019-03-15');
  expect(await codes()).toEqual(['documents-not-archived']);
});
