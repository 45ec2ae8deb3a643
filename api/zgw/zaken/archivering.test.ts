import { describe, expect, test } from 'vitest';
import {
  archief,
  maak,
  metArchiefdatums,
  opent,
  procedure,
  registers,
  sluit,
  soort,
  van,
  zrc,
} from '../../../tests/support/archiefdatum.ts';
import type { Json } from '../../../tests/support/zgw.ts';
import type { Inrichting } from '../../../tests/support/zgw-catalogus.ts';

/** zrc-021: archiefactiedatum from the zaak itself; every date here was reckoned by hand. */
metArchiefdatums();

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
