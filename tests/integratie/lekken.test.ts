import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Beller, type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { documentBody, type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

const zrc = '/zaken/api/v1';
const drc = '/documenten/api/v1';
const brc = '/besluiten/api/v1';
const nrc = '/notificaties/api/v1';
const eio = `${drc}/enkelvoudiginformatieobjecten`;

/** Marks that stand in what they name and in nothing else; no mark is part of another. */
const merken = [
  'ZAAK-OPEN',
  'ZAAK-GEHEIM',
  'DOC-OPEN',
  'DOC-GEHEIM',
  'DOC-EERST-GEHEIM',
  'DOC-NU-OPEN',
  'DOC-VRIJ',
  'DOC-ANDER-TYPE',
  'BESLUIT-A',
  'BESLUIT-B',
] as const;
type Merk = (typeof merken)[number];

const documenten: Partial<Record<Merk, Json>> = {};
let registers: Registers;
let a: Inrichting;
let b: Inrichting;
let open: Json;
let dicht: Json;
const besluiten: Partial<Record<Merk, Json>> = {};
const bellers: Record<string, Beller> = {};

async function maakDocument(merk: Merk, soort: Inrichting, meer: Json = {}): Promise<void> {
  documenten[merk] = await registers.alles.maak(
    eio,
    documentBody(soort.informatieobjecttype, {
      titel: merk,
      identificatie: merk,
      inhoud: Buffer.from(`inhoud ${merk}`).toString('base64'),
      bestandsomvang: `inhoud ${merk}`.length,
      trefwoorden: [merk],
      vertrouwelijkheidaanduiding: 'openbaar',
      ...meer,
    }),
  );
}

/** A document whose first version was geheim. */
async function maakOpenbaar(): Promise<void> {
  await maakDocument('DOC-EERST-GEHEIM', a, { vertrouwelijkheidaanduiding: 'geheim' });
  const { url } = documenten['DOC-EERST-GEHEIM'] as Json;
  const { body: slot } = await registers.alles.post(`${url}/lock`, undefined);
  const inhoud = 'inhoud DOC-NU-OPEN';
  const nu = await registers.alles.patch(url, {
    lock: slot.lock,
    titel: 'DOC-NU-OPEN',
    trefwoorden: ['DOC-NU-OPEN'],
    vertrouwelijkheidaanduiding: 'openbaar',
    inhoud: Buffer.from(inhoud).toString('base64'),
    bestandsomvang: inhoud.length,
  });
  expect(nu.status).toBe(200);
  await registers.alles.post(`${url}/unlock`, { lock: slot.lock });
}

async function maakZaken(): Promise<void> {
  const maak = (merk: Merk, meer: Json) =>
    registers.alles.maak(`${zrc}/zaken`, zaakBody(a.zaaktype, { omschrijving: merk, ...meer }));
  open = await maak('ZAAK-OPEN', { vertrouwelijkheidaanduiding: 'openbaar' });
  dicht = await maak('ZAAK-GEHEIM', { vertrouwelijkheidaanduiding: 'geheim', hoofdzaak: open.url });
  const relatie = [{ url: dicht.url, aardRelatie: 'vervolg' }];
  expect((await registers.alles.patch(open.url, { relevanteAndereZaken: relatie })).status).toBe(200);
  for (const merk of ['DOC-OPEN', 'DOC-GEHEIM'] as const)
    await registers.alles.maak(`${zrc}/zaakinformatieobjecten`, {
      zaak: open.url,
      informatieobject: documenten[merk]?.url,
    });
  for (const [merk, zaak] of [
    ['BESLUIT-A', open],
    ['BESLUIT-B', dicht],
  ] as const)
    besluiten[merk] = await registers.alles.maak(`${brc}/besluiten`, {
      verantwoordelijkeOrganisatie: '517439943',
      besluittype: merk === 'BESLUIT-A' ? a.besluittype : b.besluittype,
      datum: '2024-01-01',
      ingangsdatum: '2024-01-01',
      toelichting: merk,
      ...(merk === 'BESLUIT-A' ? { zaak: zaak.url } : {}),
    });
  await registers.alles.maak(`${brc}/besluitinformatieobjecten`, {
    besluit: besluiten['BESLUIT-A']?.url,
    informatieobject: documenten['DOC-GEHEIM']?.url,
  });
}

beforeAll(async () => {
  registers = await startRegisters();
  [a, b] = [await richtIn(registers), await richtIn(registers)];
  await maakDocument('DOC-OPEN', a);
  await maakDocument('DOC-GEHEIM', a, { vertrouwelijkheidaanduiding: 'geheim' });
  await maakOpenbaar();
  await maakDocument('DOC-VRIJ', a, { isGereedVoorPublicatie: true });
  await maakDocument('DOC-ANDER-TYPE', b);
  await maakZaken();
  const zaken = (max: string): Json => ({
    component: 'zrc',
    scopes: ['zaken.lezen', 'audittrails.lezen'],
    zaaktype: a.zaaktype,
    maxVertrouwelijkheidaanduiding: max,
  });
  const papieren = (max: string): Json => ({
    component: 'drc',
    scopes: ['documenten.lezen', 'audittrails.lezen'],
    informatieobjecttype: a.informatieobjecttype,
    maxVertrouwelijkheidaanduiding: max,
  });
  const beslissingen: Json = {
    component: 'brc',
    scopes: ['besluiten.lezen', 'audittrails.lezen'],
    besluittype: a.besluittype,
  };
  Object.assign(bellers, {
    'only zaken': await registers.beller([zaken('zeer_geheim')]),
    'only documents': await registers.beller([papieren('zeer_geheim')]),
    'only besluiten': await registers.beller([beslissingen]),
    'all that is openbaar': await registers.beller([zaken('openbaar'), papieren('openbaar'), beslissingen]),
    'what is released': await registers.beller([papieren('zeer_geheim')], {
      alleenIsGereedVoorPublicatie: true,
    }),
    'everything of type a': await registers.beller([
      zaken('zeer_geheim'),
      papieren('zeer_geheim'),
      beslissingen,
    ]),
  });
});
afterAll(() => registers.stop());

/** What each may ever see of it, written by hand. */
const ziet: Record<string, readonly Merk[]> = {
  'only zaken': ['ZAAK-OPEN', 'ZAAK-GEHEIM'],
  'only documents': ['DOC-OPEN', 'DOC-GEHEIM', 'DOC-EERST-GEHEIM', 'DOC-NU-OPEN', 'DOC-VRIJ'],
  'only besluiten': ['BESLUIT-A'],
  'all that is openbaar': ['ZAAK-OPEN', 'DOC-OPEN', 'DOC-NU-OPEN', 'DOC-VRIJ', 'BESLUIT-A'],
  'what is released': ['DOC-VRIJ'],
  'everything of type a': merken.filter((merk) => merk !== 'DOC-ANDER-TYPE' && merk !== 'BESLUIT-B'),
};
const gezien = (tekst: string): Merk[] => merken.filter((merk) => tekst.includes(merk));
const tekstVan = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** Addresses that lead to what is hidden by every way that the APIs have, and what is to be found there by who sees all. */
const wegen = (): [weg: string, pad: string, Merk[]][] => {
  const oud = documenten['DOC-EERST-GEHEIM']?.url as string;
  const geheim = documenten['DOC-GEHEIM']?.url as string;
  const moment = encodeURIComponent(documenten['DOC-EERST-GEHEIM']?.beginRegistratie as string);
  return [
    [
      'documents in a list',
      eio,
      ['DOC-OPEN', 'DOC-GEHEIM', 'DOC-EERST-GEHEIM', 'DOC-NU-OPEN', 'DOC-VRIJ', 'DOC-ANDER-TYPE'],
    ],
    [
      'documents by a word',
      `${eio}?trefwoorden__overlap=DOC-GEHEIM,DOC-ANDER-TYPE`,
      ['DOC-GEHEIM', 'DOC-ANDER-TYPE'],
    ],
    ['documents by number', `${eio}?identificatie=DOC-GEHEIM`, ['DOC-GEHEIM']],
    [
      'documents of a case',
      `${eio}?objectinformatieobjecten__object=${open.url}`,
      ['DOC-OPEN', 'DOC-GEHEIM'],
    ],
    ['one document', geheim, ['DOC-GEHEIM']],
    ['its content', `${geheim}/download`, ['DOC-GEHEIM']],
    ['its audit trail', `${geheim}/audittrail`, ['DOC-GEHEIM']],
    ['a document that became openbaar', oud, ['DOC-EERST-GEHEIM', 'DOC-NU-OPEN']],
    ['as it was', `${oud}?versie=1`, ['DOC-EERST-GEHEIM']],
    ['as it was then', `${oud}?registratieOp=${moment}`, ['DOC-EERST-GEHEIM']],
    ['its content as it was', `${oud}/download?versie=1`, ['DOC-EERST-GEHEIM']],
    [
      'the documents of a case, expanded',
      `${open.url}?expand=zaakinformatieobjecten.informatieobject`,
      ['ZAAK-OPEN', 'DOC-OPEN', 'DOC-GEHEIM'],
    ],
    [
      'the same from its relations',
      `${zrc}/zaakinformatieobjecten?zaak=${open.url}&expand=informatieobject,zaak`,
      ['ZAAK-OPEN', 'DOC-OPEN', 'DOC-GEHEIM'],
    ],
    ['part of a case', `${open.url}?expand=deelzaken,relevanteAndereZaken`, ['ZAAK-OPEN', 'ZAAK-GEHEIM']],
    ['the case of which it is part', `${dicht.url}?expand=hoofdzaak`, ['ZAAK-OPEN', 'ZAAK-GEHEIM']],
    ['cases by their parts', `${zrc}/zaken?expand=deelzaken`, ['ZAAK-OPEN', 'ZAAK-GEHEIM']],
    [
      'the documents of a besluit, expanded',
      `${brc}/besluitinformatieobjecten?besluit=${besluiten['BESLUIT-A']?.url}&expand=informatieobject,besluit.zaak`,
      ['ZAAK-OPEN', 'DOC-GEHEIM', 'BESLUIT-A'],
    ],
    ['besluiten in a list', `${brc}/besluiten?expand=zaak`, ['ZAAK-OPEN', 'BESLUIT-A', 'BESLUIT-B']],
    ['one besluit', besluiten['BESLUIT-B']?.url as string, ['BESLUIT-B']],
    ['its trail', `${besluiten['BESLUIT-B']?.url}/audittrail`, ['BESLUIT-B']],
    [
      'objects of documents, expanded',
      `${drc}/objectinformatieobjecten?expand=object,informatieobject`,
      ['ZAAK-OPEN', 'DOC-OPEN', 'DOC-GEHEIM', 'BESLUIT-A'],
    ],
  ];
};

it('shows everything to who may see everything', async () => {
  const gevonden = [];
  for (const [weg, pad] of wegen()) {
    const { status, body } = await registers.alles.get(pad);
    // A document has its number from its first version on.
    gevonden.push([weg, status, gezien(tekstVan(body))]);
  }
  expect(gevonden).toEqual(wegen().map(([weg, , alle]) => [weg, 200, alle]));
});

describe.each(Object.entries(ziet))('who may see %s', (wie, mag) => {
  // Its number was given when it was geheim, and stays.
  const nummer = (merk: Merk): boolean => merk === 'DOC-EERST-GEHEIM' && mag.includes('DOC-NU-OPEN');

  it('finds nothing else by any way, and counts nothing else', async () => {
    for (const [weg, pad, alle] of wegen()) {
      const { status, body } = await (bellers[wie] as Beller).get(pad);
      const verboden = gezien(tekstVan(body)).filter((merk) => !mag.includes(merk));
      expect([weg, verboden.filter((merk) => !nummer(merk))]).toEqual([weg, []]);
      if (status === 200 && Array.isArray(body.results))
        expect([weg, body.count]).toEqual([weg, body.results.length]);
      const daar = alle.filter((merk) => mag.includes(merk));
      if (daar.length === 0 && status === 200 && Array.isArray(body.results))
        expect([weg, body.count]).toEqual([weg, 0]);
    }
  });

  it('gets no old version that was not for these eyes', async () => {
    const { url } = documenten['DOC-EERST-GEHEIM'] as Json;
    const verwacht = mag.includes('DOC-EERST-GEHEIM') ? 200 : 403;
    for (const pad of [`${url}?versie=1`, `${url}/download?versie=1`])
      expect((await (bellers[wie] as Beller).get(pad)).status).toBe(verwacht);
  });

  it('finds by search what is listed, and no more by asking for it by name', async () => {
    const uuids = Object.values(documenten).map(({ url }) => url.split('/').at(-1));
    const { status, body } = await (bellers[wie] as Beller).post(`${eio}/_zoek`, { uuid__in: uuids });
    const eigen = mag.filter((merk) => merk.startsWith('DOC-') && merk !== 'DOC-EERST-GEHEIM');
    if (eigen.length === 0) expect([status, gezien(tekstVan(body))]).toEqual([403, []]);
    else {
      expect(body.results.map(({ titel }: Json) => titel).sort()).toEqual([...eigen].sort());
      expect(body.count).toBe(eigen.length);
    }
  });
});

it('a scope counts in its own component only', async () => {
  const document = documenten['DOC-OPEN']?.url as string;
  const lezer = await registers.beller([
    {
      component: 'drc',
      scopes: ['documenten.lezen'],
      informatieobjecttype: a.informatieobjecttype,
      maxVertrouwelijkheidaanduiding: 'zeer_geheim',
    },
    { component: 'zrc', scopes: ['audittrails.lezen'] },
    { component: 'nrc', scopes: ['autorisaties.lezen', 'catalogi.lezen', 'notificaties.consumeren'] },
  ]);
  const statussen = [];
  for (const pad of [
    document,
    `${document}/audittrail`,
    '/autorisaties/api/v1/applicaties',
    `${nrc}/abonnement`,
  ])
    statussen.push((await lezer.get(pad)).status);
  expect(statussen).toEqual([200, 403, 403, 200]);
});

it('a kept answer is given to nobody but the client who asked', async () => {
  const autorisatie = (...scopes: string[]): Json => ({
    component: 'zrc',
    scopes,
    zaaktype: a.zaaktype,
    maxVertrouwelijkheidaanduiding: 'zeer_geheim',
  });
  const een = await registers.beller([autorisatie('zaken.aanmaken')]);
  const ander = await registers.beller([autorisatie('zaken.aanmaken')]);
  const vraag = zaakBody(a.zaaktype, { omschrijving: 'dezelfde vraag' });
  const sleutel = { 'idempotency-key': 'een-geraden-sleutel' };
  const eerste = await een.post(`${zrc}/zaken`, vraag, sleutel);
  const zelfde = await een.post(`${zrc}/zaken`, vraag, sleutel);
  const tweede = await ander.post(`${zrc}/zaken`, vraag, sleutel);
  expect([eerste.status, zelfde.body.url, tweede.status]).toEqual([201, eerste.body.url, 201]);
  expect(tweede.body.url).not.toBe(eerste.body.url);
});

it('a notification tells where something changed, and nothing of what it says', async () => {
  const meldingen = await registers.meldingen();
  expect(new Set(meldingen.map(({ kanaal }) => kanaal))).toEqual(
    new Set([
      'zaken',
      'documenten',
      'besluiten',
      'zaaktypen',
      'besluittypen',
      'informatieobjecttypen',
      'autorisaties',
    ]),
  );
  // Notificaties API 1.0, schema Notificatie; kenmerken as the kanalen of the standard have them.
  const kenmerken: Record<string, string[]> = {
    zaken: ['bronorganisatie', 'zaaktype', 'zaaktype.catalogus', 'vertrouwelijkheidaanduiding'],
    documenten: [
      'bronorganisatie',
      'informatieobjecttype',
      'informatieobjecttype.catalogus',
      'vertrouwelijkheidaanduiding',
    ],
    besluiten: ['verantwoordelijkeOrganisatie', 'besluittype', 'besluittype.catalogus'],
    zaaktypen: ['catalogus'],
    besluittypen: ['catalogus'],
    informatieobjecttypen: ['catalogus'],
    autorisaties: [],
  };
  for (const melding of meldingen) {
    expect(Object.keys(melding).sort()).toEqual(
      ['aanmaakdatum', 'actie', 'hoofdObject', 'kanaal', 'kenmerken', 'resource', 'resourceUrl'].sort(),
    );
    expect(Object.keys(melding.kenmerken).sort()).toEqual([...(kenmerken[melding.kanaal] ?? [])].sort());
    expect(gezien(JSON.stringify(melding))).toEqual([]);
  }
});

it('the secret of a subscriber is shown to nobody, also not to who gave it', async () => {
  const body = { callbackUrl: registers.extern({}, 204), auth: 'Bearer GEHEIM-VAN-AFNEMER', kanalen: [] };
  const gemaakt = await registers.alles.post(`${nrc}/abonnement`, body);
  expect(gemaakt.status).toBe(201);
  const gelezen = [
    gemaakt,
    await registers.alles.get(gemaakt.body.url),
    await registers.alles.get(`${nrc}/abonnement`),
    await registers.alles.patch(gemaakt.body.url, { sendCloudevents: true }),
  ];
  expect(gelezen.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
  for (const { body } of gelezen) expect(tekstVan(body)).not.toContain('GEHEIM-VAN-AFNEMER');
});
