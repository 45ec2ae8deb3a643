import { rename } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Omgeving } from '../../api/kit/omgeving.ts';
import { openArchief } from '../../api/zgw/archief/uitvoering.ts';
import { leesLijst } from '../../registers/archief/lijst.ts';
import type { Vraagbaak } from '../../registers/kader/vraagbaak.ts';
import {
  archief,
  besluit,
  bestaat,
  bestandenMet,
  brc,
  db,
  drc,
  geheim,
  gesloten,
  inrichting,
  maak,
  maakOud,
  metArchief,
  metDocument,
  opent,
  registers,
  sluit,
  uuidVan,
  voerUit,
  voorstel,
  zoekOveral,
  zrc,
} from '../support/archiefverhaal.ts';
import type { Json } from '../support/zgw.ts';

/** What was approved goes without a trace but its verklaring, whatever dies on the way. */
metArchief();

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
    expect.arrayContaining(['bestand', 'besluit', 'eio_versie', 'rol', 'zaak', 'zaaknotitie', 'zgw_audit']),
  );

  // Sealed, so no search finds it.
  const bewaardeAntwoorden = async (): Promise<unknown[]> =>
    (await sql`SELECT 1 FROM zgw_idempotentie WHERE sleutel = 'een-keer'`.execute(db)).rows;
  expect(await bewaardeAntwoorden()).toHaveLength(1);

  const [lijst] = await voorstel();
  expect(lijst?.zaken).toEqual([zaak.identificatie]);
  expect(await zoekOveral(geheim)).not.toContain('archiefregel');
  expect(await besluit(lijst!.id)).toBe('ok');
  await voerUit(lijst!.id);

  expect(await zoekOveral(geheim)).toEqual([]);
  expect(await bewaardeAntwoorden()).toEqual([]);
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
