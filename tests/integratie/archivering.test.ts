import { readdir, readFile, rename, utimes } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Omgeving } from '../../api/kit/omgeving.ts';
import { openArchief } from '../../api/zgw/archief/uitvoering.ts';
import { type Db, openDatabase } from '../../platform/database.ts';
import { type Archiefbesluit, beslis, leesLijst, leesLijsten } from '../../registers/archief/lijst.ts';
import type { Archiefuitvoering } from '../../registers/archief/uitvoering.ts';
import type { Vraagbaak } from '../../registers/kader/vraagbaak.ts';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

/** What may go is proposed, a person decides, what is approved goes without a trace but its verklaring. */
const zrc = '/zaken/api/v1';
const drc = '/documenten/api/v1';
const brc = '/besluiten/api/v1';
const dina = { door: 'm-dina', naam: 'Dina Dekker' };
/** Nobody may find this again. */
const geheim = 'Kwikstaart';

let registers: Registers;
let db: Db;
let archief: Archiefuitvoering;
let inrichting: Inrichting;
beforeAll(async () => {
  registers = await startRegisters();
  db = openDatabase(registers.databaseUrl, 3);
  archief = openArchief(registers.omgeving, registers.inhoud);
  inrichting = await richtIn(registers, {}, { archiefactietermijn: 'P5Y' });
});
afterAll(async () => {
  await db.destroy();
  await registers.stop();
});
beforeEach(async () => {
  registers.klok.nu = new Date('2026-11-24T10:00:00Z');
  // What earlier stories left open is out of the way.
  await sql`UPDATE zaak SET archiefactiedatum = '2099-01-01', brondatum = NULL`.execute(db);
  await sql`UPDATE archieflijst SET status = 'afgewezen' WHERE status IN ('voorgesteld', 'goedgekeurd')`.execute(
    db,
  );
  await sql`UPDATE archiefregel SET status = 'overgeslagen' WHERE status = 'voorgesteld'`.execute(db);
});

const maak = (pad: string, body: Json): Promise<Json> => registers.alles.maak(pad, body);
const bestaat = async (url: string): Promise<boolean> => (await registers.alles.get(url)).status === 200;
const uuidVan = (url: string): string => url.split('/').at(-1) ?? '';

async function opent(meer: Json = {}): Promise<Json> {
  const zaak = await maak(
    `${zrc}/zaken`,
    zaakBody(inrichting.zaaktype, { startdatum: '2019-01-01', ...meer }),
  );
  await maak(`${zrc}/resultaten`, { zaak: zaak.url, resultaattype: inrichting.resultaattype });
  return zaak;
}
/** Closed on 15 March 2019 and kept five years: may go from 15 March 2024. */
async function sluit(zaak: Json, op = '2019-03-15T12:00:00Z'): Promise<Json> {
  await maak(`${zrc}/statussen`, { zaak: zaak.url, statustype: inrichting.eind, datumStatusGezet: op });
  return zaak;
}
const gesloten = async (meer: Json = {}): Promise<Json> => sluit(await opent(meer));
async function metDocument(zaak: Json, inhoud: string, meer: Json = {}): Promise<Json> {
  const document = await maak(
    `${drc}/enkelvoudiginformatieobjecten`,
    documentBody(inrichting.informatieobjecttype, {
      inhoud: Buffer.from(inhoud).toString('base64'),
      bestandsomvang: Buffer.byteLength(inhoud),
      ...meer,
    }),
  );
  await maak(`${zrc}/zaakinformatieobjecten`, { zaak: zaak.url, informatieobject: document.url });
  return document;
}

/** The lists of tonight, with what stands on them. */
async function voorstel(): Promise<{ id: string; zaken: string[] }[]> {
  const lijsten = await archief.stelVoor(registers.klok.nu);
  return Promise.all(
    lijsten.map(async ({ lijst }) => ({
      id: lijst,
      zaken: (await leesLijst(db, lijst))?.regels.map(({ identificatie }) => identificatie) ?? [],
    })),
  );
}
const besluit = (id: string, meer: Partial<Archiefbesluit> = {}) =>
  beslis(
    db,
    id,
    { besluit: 'goedkeuren', toelichting: 'Nagekeken.', afgehaald: [], ...meer },
    dina,
    registers.klok.nu,
  );
/** Does what the workflow does. */
async function voerUit(id: string): Promise<void> {
  while ((await archief.voerUit(id, 2)) > 0);
  await archief.wisSporen(id);
  await archief.rondAf(id, registers.klok.nu);
}
const regels = async (id: string) =>
  (await leesLijst(db, id))!.regels.map(({ identificatie, status, reden }) => ({
    identificatie,
    status,
    reden,
  }));
/** Contents that were put away long ago. */
async function maakOud(): Promise<void> {
  for (const bestand of await bestanden())
    await utimes(bestand, new Date('2019-01-01'), new Date('2019-01-01'));
}
async function bestanden(): Promise<string[]> {
  const alle = await readdir(registers.map, { recursive: true, withFileTypes: true });
  return alle.filter((een) => een.isFile()).map((een) => path.join(een.parentPath, een.name));
}

/** Every table and every file in which a text stands. */
async function zoekOveral(tekst: string): Promise<string[]> {
  const { rows } = await sql<{ naam: string }>`
    SELECT table_name AS naam FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`.execute(
    db,
  );
  const gevonden: string[] = [];
  for (const { naam } of rows) {
    const treffer =
      await sql`SELECT 1 FROM ${sql.table(naam)} t WHERE to_jsonb(t)::text ILIKE ${`%${tekst}%`} LIMIT 1`.execute(
        db,
      );
    if (treffer.rows.length > 0) gevonden.push(naam);
  }
  gevonden.push(...(await bestandenMet(tekst)).map(() => 'bestand'));
  return gevonden.sort();
}
async function bestandenMet(tekst: string): Promise<string[]> {
  const gevonden: string[] = [];
  for (const bestand of await bestanden())
    if ((await readFile(bestand, 'utf8')).includes(tekst)) gevonden.push(bestand);
  return gevonden;
}

test('a zaak with all that hangs on it goes; nothing keeps its content, and the verklaring tells what went', async () => {
  const zaak = await opent({
    omschrijving: geheim,
    toelichting: geheim,
    kenmerken: [{ kenmerk: geheim, bron: 'x' }],
  });
  await maak(`${zrc}/rollen`, {
    zaak: zaak.url,
    roltype: inrichting.initiator,
    roltoelichting: geheim,
    betrokkeneType: 'natuurlijk_persoon',
    betrokkeneIdentificatie: { inpBsn: '999993896', geslachtsnaam: geheim },
  });
  await maak(`${zrc}/zaakobjecten`, {
    zaak: zaak.url,
    objectType: 'overige',
    objectTypeOverige: 'vogel',
    objectIdentificatie: { overigeData: { naam: geheim } },
  });
  await maak(
    `${zrc}/zaakeigenschappen`.replace('/zaakeigenschappen', `/zaken/${uuidVan(zaak.url)}/zaakeigenschappen`),
    { zaak: zaak.url, eigenschap: inrichting.eigenschap, waarde: geheim },
  );
  await maak(`${zrc}/zaaknotities`, { onderwerp: geheim, tekst: geheim, gerelateerdAan: zaak.url });
  await maak(`${zrc}/klantcontacten`, {
    zaak: zaak.url,
    datumtijd: '2019-01-02T10:00:00Z',
    onderwerp: geheim,
  });
  const document = await metDocument(zaak, `Brief aan ${geheim}`, { titel: geheim });
  const { lock } = (await registers.alles.post(`${document.url}/lock`, {})).body;
  await registers.alles.patch(document.url, {
    lock,
    inhoud: Buffer.from(`Tweede ${geheim}`).toString('base64'),
    bestandsomvang: 17,
    beschrijving: geheim,
  });
  await registers.alles.post(`${document.url}/unlock`, { lock });
  const genomen = await maak(`${brc}/besluiten`, {
    verantwoordelijkeOrganisatie: '517439943',
    besluittype: inrichting.besluittype,
    zaak: zaak.url,
    datum: '2019-02-01',
    ingangsdatum: '2019-02-01',
    toelichting: geheim,
  });
  await maak(`${brc}/besluitinformatieobjecten`, { besluit: genomen.url, informatieobject: document.url });
  const herhaald = {
    zaak: zaak.url,
    roltype: inrichting.behandelaar,
    roltoelichting: geheim,
    betrokkeneType: 'medewerker',
    betrokkeneIdentificatie: { identificatie: geheim },
  };
  expect(
    (await registers.alles.post(`${zrc}/rollen`, herhaald, { 'idempotency-key': 'een-keer' })).status,
  ).toBe(201);
  await sluit(zaak);
  await maakOud();
  expect(await zoekOveral(geheim)).toEqual(
    expect.arrayContaining([
      'bestand',
      'besluit',
      'eio_versie',
      'rol',
      'zaak',
      'zaaknotitie',
      'zgw_audit',
      'zgw_idempotentie',
    ]),
  );

  const [lijst] = await voorstel();
  expect(lijst?.zaken).toEqual([zaak.identificatie]);
  expect(await zoekOveral(geheim)).not.toContain('archiefregel');
  expect(await besluit(lijst!.id)).toBe('ok');
  await voerUit(lijst!.id);

  expect(await zoekOveral(geheim)).toEqual([]);
  for (const url of [zaak.url, document.url, genomen.url]) expect(await bestaat(url)).toBe(false);
  const { verklaring, lijst: na } = (await leesLijst(db, lijst!.id))!;
  expect(na).toMatchObject({ status: 'uitgevoerd', beslistDoor: 'Dina Dekker' });
  expect(verklaring).toMatchObject({
    soort: 'vernietigen',
    peildatum: '2026-11-24',
    voorgesteldDoor: 'Schakel, dagelijks voorstel',
    goedgekeurdDoor: 'Dina Dekker',
    toelichting: 'Nagekeken.',
    nietUitgevoerd: [],
    totalen: {
      zaken: 1,
      documenten: 1,
      besluiten: 1,
      rollen: 2,
      statussen: 1,
      zaakobjecten: 1,
      eigenschappen: 1,
    },
  });
  expect(verklaring!.zaken).toMatchObject([
    {
      identificatie: zaak.identificatie,
      resultaattype: 'Verleend',
      archiefactiedatum: '2024-03-15',
      aantallen: { documenten: 1 },
    },
  ]);
  const weg = (await registers.meldingen())
    .filter(({ actie }) => actie === 'destroy')
    .map(({ resourceUrl }) => uuidVan(resourceUrl));
  expect(weg).toEqual(expect.arrayContaining([zaak.url, document.url, genomen.url].map(uuidVan)));
});

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

test('what is shared stays: a document and a besluit of two zaken, and the same content under two documents', async () => {
  const [weg, blijft] = [await opent(), await opent()];
  const gedeeld = await metDocument(weg, 'van beide');
  await maak(`${zrc}/zaakinformatieobjecten`, { zaak: blijft.url, informatieobject: gedeeld.url });
  const eigen = await metDocument(weg, 'zelfde inhoud');
  const dubbel = await metDocument(blijft, 'zelfde inhoud');
  const genomen = await maak(`${brc}/besluiten`, {
    verantwoordelijkeOrganisatie: '517439943',
    besluittype: inrichting.besluittype,
    zaak: weg.url,
    datum: '2019-02-01',
    ingangsdatum: '2019-02-01',
  });
  await maak(`${zrc}/zaken/${uuidVan(blijft.url)}/besluiten`, { besluit: genomen.url });
  await sluit(weg);
  await maakOud();
  const [lijst] = await voorstel();
  await besluit(lijst!.id);
  await voerUit(lijst!.id);
  expect(await bestaat(weg.url)).toBe(false);
  expect(await bestaat(eigen.url)).toBe(false);
  expect(await bestaat(gedeeld.url)).toBe(true);
  expect((await registers.alles.get(genomen.url)).body.zaak).toBe(blijft.url);
  for (const { url } of [gedeeld, dubbel])
    expect((await registers.alles.get(`${url}/download`)).status).toBe(200);
  const objecten = await registers.alles.get(
    `${drc}/objectinformatieobjecten?informatieobject=${encodeURIComponent(gedeeld.url)}`,
  );
  expect(objecten.body.map(({ object }: Json) => object)).toEqual([blijft.url]);
});

test('a content that was put away again just now waits', async () => {
  const zaak = await opent();
  await metDocument(zaak, 'net weer opgeborgen');
  await sluit(zaak);
  const [lijst] = await voorstel();
  await besluit(lijst!.id);
  while ((await archief.voerUit(lijst!.id, 5)) > 0);
  expect(await archief.wisSporen(lijst!.id)).toBe(1);
  const [bestand = ''] = await bestandenMet('net weer opgeborgen');
  await maakOud();
  // A crash right after it was set apart.
  await rename(bestand, path.join(registers.map, 'onderweg', `${path.basename(bestand)}.wissen`));
  expect(await archief.wisSporen(lijst!.id)).toBe(0);
  expect(await zoekOveral('net weer opgeborgen')).toEqual([]);
});

describe('a crash at any line', () => {
  const crash = new Error('crash');
  /** The registers, that die before the nth question to the database. */
  function totVraag(n: number): Omgeving {
    let gesteld = 0;
    const geteld = (bron: Vraagbaak): Vraagbaak => {
      const tel = (): undefined => {
        gesteld += 1;
        if (gesteld === n) throw crash;
      };
      return {
        alle: async (query) => tel() ?? bron.alle(query),
        een: async (query) => tel() ?? bron.een(query),
        doe: async (query) => tel() ?? bron.doe(query),
      };
    };
    const { opslag } = registers.omgeving;
    const kapot = {
      ...geteld(opslag),
      transactie: <T>(work: (tx: Vraagbaak) => Promise<T>) => opslag.transactie((tx) => work(geteld(tx))),
      stop: async () => undefined,
    };
    return { ...registers.omgeving, opslag: kapot };
  }

  test('leaves a zaak whole or gone, and the list goes on where it was', async () => {
    const zaak = await opent({ omschrijving: geheim });
    const document = await metDocument(zaak, `Brief ${geheim}`);
    await sluit(zaak);
    await maakOud();
    const [lijst] = await voorstel();
    await besluit(lijst!.id);
    let n = 0;
    for (let klaar = false; !klaar; ) {
      n += 1;
      const kapot = openArchief(totVraag(n), registers.inhoud);
      try {
        while ((await kapot.voerUit(lijst!.id, 1)) > 0);
        while ((await kapot.wisSporen(lijst!.id)) > 0);
        await kapot.rondAf(lijst!.id, registers.klok.nu);
        klaar = true;
      } catch (error) {
        expect(error).toBe(crash);
      }
      expect(await bestaat(document.url)).toBe(await bestaat(zaak.url));
    }
    expect(n).toBeGreaterThan(20);
    expect(await zoekOveral(geheim)).toEqual([]);
    const { lijst: na, verklaring } = (await leesLijst(db, lijst!.id))!;
    expect(na.status).toBe('uitgevoerd');
    expect(verklaring!.totalen).toMatchObject({ zaken: 1, documenten: 1 });
    const weg = (await registers.meldingen('zaken')).filter(
      ({ actie, hoofdObject, resource }) =>
        actie === 'destroy' && resource === 'zaak' && uuidVan(hoofdObject) === uuidVan(zaak.url),
    );
    expect(weg).toHaveLength(1);
  });

  test('two workers at the same list do each zaak once', async () => {
    const zaken = await Promise.all([gesloten(), gesloten(), gesloten(), gesloten()]);
    const [lijst] = await voorstel();
    await besluit(lijst!.id);
    await Promise.all([
      archief.voerUit(lijst!.id, 9),
      archief.voerUit(lijst!.id, 9),
      archief.voerUit(lijst!.id, 9),
    ]);
    await archief.rondAf(lijst!.id, registers.klok.nu);
    expect((await leesLijst(db, lijst!.id))!.verklaring!.totalen).toMatchObject({ zaken: 4 });
    const weg = (await registers.meldingen('zaken')).filter(
      ({ actie, resource, hoofdObject }) =>
        actie === 'destroy' &&
        resource === 'zaak' &&
        zaken.some(({ url }) => uuidVan(url) === uuidVan(hoofdObject)),
    );
    expect(weg).toHaveLength(4);
  });
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
      { identificatie: een.identificatie, reden: 'Loopt nog een bezwaar.' },
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
