import { describe, expect, test } from 'vitest';
import { leesLijst, leesLijsten } from '../../registers/archief/lijst.ts';
import {
  besluit,
  bestaat,
  brc,
  db,
  gesloten,
  inrichting,
  maak,
  metArchief,
  metDocument,
  opent,
  regels,
  registers,
  sluit,
  voerUit,
  voorstel,
  zrc,
} from '../support/archiefverhaal.ts';

/** What may go is proposed, a person decides, and what changed meanwhile stays. */
metArchief();

describe('what is not proposed', () => {
  test('open, too early, kept for ever, transferred; and each zaak only once', async () => {
    await opent();
    await sluit(await opent(), '2026-01-01T12:00:00Z');
    await gesloten({ archiefnominatie: 'blijvend_bewaren' });
    const zaak = await gesloten();
    const morgen = await gesloten();
    await registers.alles.patch(morgen.url, { archiefactiedatum: '2026-11-25' });
    const lijsten = await voorstel();
    expect(lijsten.filter(({ zaken }) => zaken.includes(zaak.identificatie))).toHaveLength(1);
    expect(lijsten.flatMap(({ zaken }) => zaken)).toHaveLength(2);
    expect(await voorstel()).toEqual([]);
    registers.klok.nu = new Date('2026-11-25T10:00:00Z');
    expect((await voorstel()).map(({ zaken }) => zaken)).toEqual([[morgen.identificatie]]);
  });

  test('a deelzaak of an open zaak, a main zaak that a deelzaak holds, and what an open zaak names', async () => {
    const open = await opent();
    await gesloten({ hoofdzaak: open.url });
    const hoofd = await gesloten();
    await opent({ hoofdzaak: hoofd.url });
    const genoemd = await gesloten();
    await opent({ relevanteAndereZaken: [{ url: genoemd.url, aardRelatie: 'vervolg' }] });
    await gesloten({ relevanteAndereZaken: [{ url: open.url, aardRelatie: 'vervolg' }] });
    await gesloten({ gerelateerdeZaken: [{ url: open.url }] });
    const bezig = await gesloten();
    const document = await metDocument(bezig, 'in bewerking', { indicatieGebruiksrecht: false });
    await registers.alles.post(`${document.url}/lock`, {});
    expect(await voorstel()).toEqual([]);
  });
});

test('a main zaak goes after its deelzaken', async () => {
  const hoofd = await gesloten();
  const delen = [await gesloten({ hoofdzaak: hoofd.url }), await gesloten({ hoofdzaak: hoofd.url })];
  const [lijst] = await voorstel();
  expect(lijst?.zaken.at(-1)).toBe(hoofd.identificatie);
  await besluit(lijst!.id);
  await voerUit(lijst!.id);
  for (const { url } of [hoofd, ...delen]) expect(await bestaat(url)).toBe(false);
});

describe('a decision', () => {
  test('counts once; zaken taken off stay, with the reason, and come back when they change', async () => {
    const [een, ander] = [await gesloten(), await gesloten()];
    const [lijst] = await voorstel();
    const afgehaald = [
      { volgnummer: lijst!.zaken.indexOf(een.identificatie) + 1, reden: 'Loopt nog een bezwaar.' },
    ];
    expect(await besluit(lijst!.id, { afgehaald })).toBe('ok');
    expect(await besluit(lijst!.id)).toBe('al-beslist');
    expect(await besluit(lijst!.id, { besluit: 'afwijzen' })).toBe('al-beslist');
    await voerUit(lijst!.id);
    await voerUit(lijst!.id);
    expect(await bestaat(een.url)).toBe(true);
    expect(await bestaat(ander.url)).toBe(false);
    expect((await leesLijst(db, lijst!.id))!.verklaring!.nietUitgevoerd).toEqual([
      { identificatie: een.identificatie, reden: 'Loopt nog een bezwaar.', afgehaald: true },
    ]);
    expect(await voorstel()).toEqual([]);
    await registers.alles.patch(een.url, { toelichting: 'Bezwaar is klaar.' });
    expect((await voorstel()).map(({ zaken }) => zaken)).toEqual([[een.identificatie]]);
  });

  test('no: nothing goes, also when it is tried', async () => {
    const zaak = await gesloten();
    const [lijst] = await voorstel();
    expect(await besluit(lijst!.id, { besluit: 'afwijzen', toelichting: 'Eerst uitzoeken.' })).toBe('ok');
    await voerUit(lijst!.id);
    expect(await bestaat(zaak.url)).toBe(true);
    expect(await regels(lijst!.id)).toEqual([
      { identificatie: zaak.identificatie, status: 'afgehaald', reden: 'Eerst uitzoeken.' },
    ]);
    expect((await leesLijsten(db))[0]).toMatchObject({ status: 'afgewezen' });
  });

  test('nothing goes before it, and an impossible one changes nothing', async () => {
    const zaak = await gesloten();
    const [lijst] = await voorstel();
    await voerUit(lijst!.id);
    expect(await bestaat(zaak.url)).toBe(true);
    expect(await besluit(lijst!.id, { afgehaald: [{ volgnummer: 9, reden: 'x' }] })).toBe('regel-onbekend');
    expect(await besluit('0198a000-0000-7000-8000-000000000000')).toBe('onbekend');
    expect((await leesLijst(db, lijst!.id))!.lijst.status).toBe('voorgesteld');
  });
});

test('reopened, changed, blocked or gone after the proposal: not destroyed, and the list says why', async () => {
  const [heropend, gewijzigd, geblokkeerd, besloten, verdwenen, gewoon] = [
    await gesloten(),
    await gesloten(),
    await gesloten(),
    await gesloten(),
    await gesloten(),
    await gesloten(),
  ];
  const [lijst] = await voorstel();
  await maak(`${zrc}/statussen`, {
    zaak: heropend!.url,
    statustype: inrichting.midden,
    datumStatusGezet: '2026-11-01T10:00:00Z',
  });
  await maak(`${zrc}/rollen`, {
    zaak: gewijzigd!.url,
    roltype: inrichting.behandelaar,
    roltoelichting: 'x',
    betrokkeneType: 'medewerker',
    betrokkeneIdentificatie: { identificatie: 'x' },
  });
  await opent({ relevanteAndereZaken: [{ url: geblokkeerd!.url, aardRelatie: 'vervolg' }] });
  await maak(`${brc}/besluiten`, {
    verantwoordelijkeOrganisatie: '517439943',
    besluittype: inrichting.besluittype,
    zaak: besloten!.url,
    datum: '2026-11-01',
    ingangsdatum: '2026-11-01',
  });
  await registers.alles.delete(verdwenen!.url);
  const gezien = await registers.alles.patch(gewoon!.url, { laatstGeopend: '2026-11-24T09:00:00Z' });
  expect(gezien.body.laatstGeopend).toBe('2026-11-24T09:00:00Z');
  await besluit(lijst!.id);
  await voerUit(lijst!.id);
  const reden = Object.fromEntries(
    (await regels(lijst!.id)).map((regel) => [regel.identificatie, regel.reden]),
  );
  expect(reden).toEqual({
    [heropend!.identificatie]: 'heropend',
    [gewijzigd!.identificatie]: 'gewijzigd',
    [geblokkeerd!.identificatie]: 'gerelateerde-zaak-open',
    [besloten!.identificatie]: 'gewijzigd',
    [verdwenen!.identificatie]: 'verdwenen',
    [gewoon!.identificatie]: null,
  });
  for (const zaak of [heropend, gewijzigd, geblokkeerd, besloten])
    expect(await bestaat(zaak!.url)).toBe(true);
  expect(await bestaat(gewoon!.url)).toBe(false);
});

test('transfer is proposed and marked in the same way, with the checks of zrc-022', async () => {
  const [goed, mis] = [
    await opent({ archiefnominatie: 'blijvend_bewaren' }),
    await opent({ archiefnominatie: 'blijvend_bewaren' }),
  ];
  await metDocument(goed, 'klaar', { status: 'gearchiveerd' });
  await metDocument(mis, 'nog niet', { status: 'definitief' });
  await sluit(goed);
  await sluit(mis);
  const [lijst] = await voorstel();
  expect((await leesLijst(db, lijst!.id))!.lijst.soort).toBe('overdragen');
  await besluit(lijst!.id);
  await voerUit(lijst!.id);
  expect((await registers.alles.get(goed.url)).body.archiefstatus).toBe('overgedragen');
  expect((await registers.alles.get(mis.url)).body.archiefstatus).toBe('nog_te_archiveren');
  expect(await regels(lijst!.id)).toContainEqual({
    identificatie: mis.identificatie,
    status: 'overgeslagen',
    reden: 'documents-not-archived',
  });
  // What could not be marked is proposed again; what was transferred is not.
  expect((await voorstel()).map(({ zaken }) => zaken)).toEqual([[mis.identificatie]]);
});
