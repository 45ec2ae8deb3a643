import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  archief,
  besluit,
  lees,
  maak,
  metArchiefdatums,
  opent,
  procedure,
  registers,
  sluit,
  soort,
  status,
  van,
  zrc,
} from '../../../tests/support/archiefdatum.ts';
import type { Json } from '../../../tests/support/zgw.ts';
import { documentBody } from '../../../tests/support/zgw-catalogus.ts';

/** zrc-021: archiefactiedatum from what a zaak is related to, and what comes after; every date here was reckoned by hand. */
metArchiefdatums();

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
    const zaak = await opent(inrichting, { relevanteAndereZaken: [{ url, aardRelatie: 'vervolg' }] });
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

  test('deeper in the object, in the spelling of Open Zaak', async () => {
    const inrichting = await soort(
      procedure('zaakobject', { objecttype: 'overige', datumkenmerk: 'overige_data/einddatum' }),
    );
    const zaak = await opent(inrichting);
    const { url } = await object(zaak, { einddatum: '2025-01-05' });
    expect(await sluit(zaak, inrichting, '2019-03-15')).toMatchObject(van('2030-01-05', '2025-01-05'));
    await registers.alles.patch(url, { objectIdentificatie: { overigeData: { einddatum: '2025-02-05' } } });
    expect(await archief(zaak)).toMatchObject(van('2030-02-05', '2025-02-05'));
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
  expect(await archief(zaak)).toMatchObject({ archiefnominatie: null, ...van(null) });
});

test('a closed zaak whose resultaat was wrong is kept as the right one says', async () => {
  const inrichting = await soort(procedure('afgehandeld'));
  const zaak = await opent(inrichting);
  await sluit(zaak, inrichting, '2019-03-15');
  const bewaren = await registers.omgeving.opslag.een<{ uuid: string }>(sql`
    INSERT INTO resultaattype SELECT (jsonb_populate_record(t, jsonb_build_object('uuid', uuidv7(), 'omschrijving', 'Bewaard',
      'gegevens', t.gegevens || '{"archiefnominatie": "blijvend_bewaren", "archiefactietermijn": "P20Y"}'))).*
    FROM resultaattype t WHERE t.uuid = ${inrichting.resultaattype.split('/').at(-1)}::uuid RETURNING uuid`);
  await registers.alles.delete((await lees(zaak.url)).resultaat);
  const resultaattype = inrichting.resultaattype.replace(/[^/]+$/, bewaren?.uuid ?? '');
  await maak(`${zrc}/resultaten`, { zaak: zaak.url, resultaattype });
  expect(await archief(zaak)).toMatchObject({
    archiefnominatie: 'blijvend_bewaren',
    ...van('2039-03-15', null),
  });
  // What a client set itself stays when the resultaat goes.
  await registers.alles.patch(zaak.url, { archiefnominatie: 'vernietigen', archiefactiedatum: '2050-01-01' });
  await registers.alles.delete((await lees(zaak.url)).resultaat);
  expect(await lees(zaak.url)).toMatchObject({
    archiefnominatie: 'vernietigen',
    archiefactiedatum: '2050-01-01',
  });
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
