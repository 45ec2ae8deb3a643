import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Antwoord,
  type Beller,
  type Json,
  klachten,
  type Registers,
  startRegisters,
} from '../../../tests/support/zgw.ts';
import {
  besluittypeBody,
  informatieobjecttypeBody,
  maakCatalogus,
  resultaattypeBody,
  richtIn,
  zaaktypeBody,
} from '../../../tests/support/zgw-catalogus.ts';
import { publiceer as publiceerIn } from './publiceren.ts';

const ztc = '/catalogi/api/v1';
let registers: Registers;
let catalogus: string;
let nummer = 0;

beforeAll(async () => {
  registers = await startRegisters();
  catalogus = await maakCatalogus(registers);
});
afterAll(() => registers.stop());

const post = (pad: string, body: Json): Promise<Antwoord> => registers.alles.post(`${ztc}/${pad}`, body);
const maak = async (pad: string, body: Json): Promise<string> =>
  (await registers.alles.maak(`${ztc}/${pad}`, body)).url;
const nieuw = (): string => {
  nummer += 1;
  return `ZT-${nummer}`;
};
const zaaktype = (meer: Json = {}): Promise<string> =>
  maak('zaaktypen', zaaktypeBody(catalogus, nieuw(), meer));
const publiceer = async (url: string): Promise<string> => {
  expect((await registers.alles.post(`${url}/publish`, {})).status).toBe(200);
  return url;
};
const eigenschapBody = (): Json => ({
  naam: 'Kleur',
  definitie: 'x',
  specificatie: { formaat: 'tekst', lengte: '5', kardinaliteit: '1' },
});
/** A client that may write, but not correct what is published. */
const beheerder = (...meer: string[]): Promise<Beller> =>
  registers.beller([{ component: 'ztc', scopes: ['catalogi.lezen', 'catalogi.schrijven', ...meer] }]);

describe('the selectielijst', () => {
  it('ztc-001: selectielijstProcestype leads to a procestype', async () => {
    const goed = registers.extern({ nummer: 1, procesobject: 'x' });
    const antwoord = async (url: string) =>
      klachten(await post('zaaktypen', zaaktypeBody(catalogus, nieuw(), { selectielijstProcestype: url })));
    expect(await antwoord(goed)).toEqual([201]);
    expect(await antwoord(registers.extern({ iets: 1 }))).toEqual([
      400,
      'selectielijstProcestype: invalid-resource',
    ]);
    expect(await antwoord(registers.extern({}, 404))).toEqual([400, 'selectielijstProcestype: bad-url']);
  });

  it('ztc-002: a resultaattype stands on it, with the procestype of its zaaktype, and takes over what was not given', async () => {
    const procestype = registers.extern({ nummer: 1, procesobject: 'x' });
    const van = await zaaktype({ selectielijstProcestype: procestype });
    const klasse = (procesType: string) =>
      registers.extern({
        procesType,
        waardering: 'blijvend_bewaren',
        bewaartermijn: 'P7Y',
        procestermijn: '',
      });
    const body = (meer: Json) => ({
      ...resultaattypeBody(registers, van, { omschrijving: nieuw() }),
      archiefnominatie: '',
      archiefactietermijn: null,
      ...meer,
    });
    const goed = await post('resultaattypen', body({ selectielijstklasse: klasse(procestype) }));
    expect(goed.body).toMatchObject({
      archiefnominatie: 'blijvend_bewaren',
      archiefactietermijn: 'P7Y',
      omschrijvingGeneriek: 'Verleend',
    });
    const fout = async (meer: Json) => klachten(await post('resultaattypen', body(meer)));
    expect(await fout({ selectielijstklasse: klasse('http://ander') })).toEqual([
      400,
      'nonFieldErrors: procestype-mismatch',
    ]);
    expect(await fout({ selectielijstklasse: registers.extern({ iets: 1 }) })).toEqual([
      400,
      'selectielijstklasse: invalid-resource',
    ]);
    expect(
      await fout({
        selectielijstklasse: klasse(procestype),
        resultaattypeomschrijving: registers.extern({}),
      }),
    ).toEqual([400, 'resultaattypeomschrijving: invalid-resource']);
  });

  it.each([
    ['nihil', 'afgehandeld', 201],
    ['nihil', 'hoofdzaak', 400],
    ['ingeschatte_bestaansduur_procesobject', 'afgehandeld', 400],
    ['', 'hoofdzaak', 201],
    ['', 'afgehandeld', 201],
    ['vast_te_leggen_datum', 'afgehandeld', 400],
    ['vast_te_leggen_datum', 'hoofdzaak', 201],
  ])(
    'ztc-003: procestermijn "%s" with afleidingswijze %s: %i',
    async (procestermijn, afleidingswijze, status) => {
      const van = await zaaktype();
      const selectielijstklasse = registers.extern({
        procesType: '',
        waardering: 'vernietigen',
        bewaartermijn: 'P5Y',
        procestermijn,
      });
      const antwoord = await post(
        'resultaattypen',
        resultaattypeBody(registers, van, {
          selectielijstklasse,
          brondatumArchiefprocedure: { afleidingswijze },
        }),
      );
      expect(klachten(antwoord)).toEqual(
        status === 201 ? [201] : [400, 'nonFieldErrors: invalid-afleidingswijze-for-procestermijn'],
      );
    },
  );
});

it('how the start of the term is found must be told, but of what is kept for ever', async () => {
  const van = await zaaktype();
  const met = (archiefnominatie: string) =>
    post(
      'resultaattypen',
      resultaattypeBody(registers, van, { archiefnominatie, brondatumArchiefprocedure: null }),
    );
  expect(klachten(await met('vernietigen'))).toEqual([400, 'brondatumArchiefprocedure: required']);
  const { status, body } = await met('blijvend_bewaren');
  expect([status, body.brondatumArchiefprocedure]).toEqual([
    201,
    {
      afleidingswijze: 'afgehandeld',
      datumkenmerk: '',
      einddatumBekend: false,
      objecttype: '',
      registratie: '',
      procestermijn: null,
    },
  ]);
});

describe('ztc-004 to ztc-008: how the start of the term is found', () => {
  const vol: Json = {
    datumkenmerk: 'd',
    einddatumBekend: true,
    objecttype: 'pand',
    registratie: 'r',
    procestermijn: 'P1Y',
  };
  const leeg: Json = {
    datumkenmerk: '',
    einddatumBekend: false,
    objecttype: '',
    registratie: '',
    procestermijn: null,
  };
  /** Per afleidingswijze the fields that it needs, and those that it may not have. */
  it.each([
    ['afgehandeld', [], ['datumkenmerk', 'einddatumBekend', 'objecttype', 'registratie', 'procestermijn']],
    ['hoofdzaak', [], ['datumkenmerk', 'objecttype', 'registratie', 'procestermijn']],
    ['gerelateerde_zaak', [], ['datumkenmerk', 'objecttype', 'registratie', 'procestermijn']],
    ['ingangsdatum_besluit', [], ['datumkenmerk', 'objecttype', 'registratie', 'procestermijn']],
    ['vervaldatum_besluit', [], ['datumkenmerk', 'objecttype', 'registratie', 'procestermijn']],
    ['eigenschap', ['datumkenmerk'], ['objecttype', 'registratie', 'procestermijn']],
    ['zaakobject', ['datumkenmerk', 'objecttype'], ['registratie', 'procestermijn']],
    ['ander_datumkenmerk', ['datumkenmerk', 'objecttype', 'registratie'], ['procestermijn']],
    ['termijn', ['procestermijn'], ['datumkenmerk', 'einddatumBekend', 'objecttype', 'registratie']],
  ])('%s needs %j, not %j', async (afleidingswijze, nodig, verboden) => {
    const van = await zaaktype();
    const met = async (velden: Json) =>
      klachten(
        await post(
          'resultaattypen',
          resultaattypeBody(registers, van, {
            omschrijving: nieuw(),
            brondatumArchiefprocedure: { afleidingswijze, ...velden },
          }),
        ),
      ).slice(1);
    const alsFouten = (velden: string[], code: string) =>
      velden.map((veld) => `brondatumArchiefprocedure.${veld}: ${code}`);
    expect((await met(leeg)).sort()).toEqual(alsFouten(nodig, 'required').sort());
    expect((await met(vol)).sort()).toEqual(alsFouten(verboden, 'must-be-empty').sort());
    const juist = Object.fromEntries(nodig.map((veld) => [veld, vol[veld]]));
    expect(await met({ ...leeg, ...juist })).toEqual([]);
  });
});

describe('what is published', () => {
  it.each(['zaaktypen', 'besluittypen', 'informatieobjecttypen'])(
    'ztc-009: of %s only eindeGeldigheid changes, but for a correction',
    async (pad) => {
      const body: Json =
        pad === 'zaaktypen'
          ? zaaktypeBody(catalogus, nieuw())
          : pad === 'besluittypen'
            ? besluittypeBody(catalogus, nieuw())
            : informatieobjecttypeBody(catalogus, nieuw());
      const url = await publiceer(await maak(pad, body));
      const gewoon = await beheerder();
      const weigering = [400, 'nonFieldErrors: non-concept-object'];
      expect(klachten(await gewoon.put(url, body))).toEqual(weigering);
      expect(klachten(await gewoon.patch(url, { omschrijving: 'anders' }))).toEqual(weigering);
      expect(klachten(await gewoon.delete(url))).toEqual(weigering);
      const einde = await gewoon.patch(url, { eindeGeldigheid: '2030-01-01' });
      expect(einde.body.eindeGeldigheid).toBe('2030-01-01');
      const corrector = await beheerder('catalogi.geforceerd-schrijven', 'catalogi.geforceerd-verwijderen');
      expect((await corrector.patch(url, { omschrijving: 'beter' })).status).toBe(200);
      expect((await corrector.delete(url)).status).toBe(204);
    },
  );

  it.each([
    ['roltypen', () => ({ omschrijving: 'Rol', omschrijvingGeneriek: 'adviseur' })],
    ['statustypen', () => ({ omschrijving: 'Later', volgnummer: 9 })],
    [
      'eigenschappen',
      () => ({
        naam: 'Kleur',
        definitie: 'x',
        specificatie: { formaat: 'tekst', lengte: '5', kardinaliteit: '1' },
      }),
    ],
    [
      'zaakobjecttypen',
      () => ({ anderObjecttype: true, objecttype: 'https://example.test/o', relatieOmschrijving: 'o' }),
    ],
    ['resultaattypen', (van: string) => resultaattypeBody(registers, van)],
  ])('ztc-010: %s of a published zaaktype are frozen, but for a correction', async (pad, maker) => {
    const van = await zaaktype();
    const body = { ...maker(van), zaaktype: van };
    const bestaand = await maak(pad, body);
    await publiceer(van);
    const gewoon = await beheerder();
    const weigering = [400, 'nonFieldErrors: non-concept-zaaktype'];
    // A second statustype with one volgnummer is an objection of its own.
    expect(klachten(await gewoon.post(`${ztc}/${pad}`, body)).slice(0, 2)).toEqual(weigering);
    expect(klachten(await gewoon.put(bestaand, body))).toEqual(weigering);
    expect(klachten(await gewoon.patch(bestaand, {}))).toEqual(weigering);
    expect(klachten(await gewoon.delete(bestaand))).toEqual(weigering);
    expect((await (await beheerder('catalogi.geforceerd-schrijven')).patch(bestaand, {})).status).toBe(200);
    expect((await (await beheerder('catalogi.geforceerd-verwijderen')).delete(bestaand)).status).toBe(204);
  });

  it('ztc-012: a zaaktype is published after everything that it refers to', async () => {
    const besluittype = await maak('besluittypen', besluittypeBody(catalogus, nieuw()));
    const url = await zaaktype({ besluittypen: [besluittype] });
    expect(klachten(await registers.alles.post(`${url}/publish`, {}))).toEqual([
      400,
      'nonFieldErrors: concept-relation',
    ]);
    await publiceer(besluittype);
    await publiceer(url);
  });

  describe.each([
    ['zaaktypen', 'identificatie', zaaktypeBody],
    ['besluittypen', 'omschrijving', besluittypeBody],
    ['informatieobjecttypen', 'omschrijving', informatieobjecttypeBody],
  ] as const)('ztc-016: versions of %s', (pad, veld, body) => {
    const versie = (naam: string, beginGeldigheid: string, eindeGeldigheid: string | null) =>
      maak(pad, body(catalogus, naam, { beginGeldigheid, eindeGeldigheid }));
    const publiceren = async (url: string) => klachten(await registers.alles.post(`${url}/publish`, {}));
    const patch = async (url: string, wijziging: Json) =>
      klachten(await registers.alles.patch(url, wijziging));

    it('do not overlap, when they are published and when they change', async () => {
      const naam = nieuw();
      const eerste = await publiceer(await versie(naam, '2020-01-01', '2020-12-31'));
      const over = await versie(naam, '2020-12-31', null);
      expect(await publiceren(over)).toEqual([400, 'beginGeldigheid: overlap']);
      expect(await patch(over, { beginGeldigheid: '2021-01-01' })).toEqual([200]);
      await publiceer(over);
      expect(await patch(eerste, { eindeGeldigheid: null })).toEqual([400, 'eindeGeldigheid: overlap']);
      expect(await patch(over, { beginGeldigheid: '2020-06-01' })).toEqual([400, 'beginGeldigheid: overlap']);
      const ander = await publiceer(await versie(nieuw(), '2020-01-01', null));
      expect(await patch(ander, { [veld]: naam })).toEqual([400, 'beginGeldigheid: overlap']);
    });

    it('that ended before they began overlap nothing', async () => {
      const naam = nieuw();
      const nooit = await publiceer(await versie(naam, '2020-06-01', null));
      expect(await patch(nooit, { eindeGeldigheid: '2020-05-31' })).toEqual([200]);
      await publiceer(await versie(naam, '2020-01-01', null));
    });

    it('that are published at once do not overlap either; again is no change', async () => {
      const naam = nieuw();
      const urls = await Promise.all([1, 2, 3].map(() => versie(naam, '2020-01-01', null)));
      const samen = await Promise.all(urls.map((url) => publiceren(url)));
      expect(samen.map(([status]) => status).sort()).toEqual([200, 400, 400]);
      const url = urls[samen.findIndex(([status]) => status === 200)] as string;
      expect(await publiceren(url)).toEqual([200]);
      const acties = (await registers.meldingen(pad)).filter((een) => een.hoofdObject === url);
      expect(acties.map((een) => een.actie)).toEqual(['create', 'update']);
    });
  });

  it('ztc-010: what is made while its zaaktype is being published is refused too', async () => {
    const gewoon = await beheerder();
    const van = await zaaktype();
    const geen = (): void => undefined;
    const uitslag = await registers.omgeving.opslag.transactie(async (tx) => {
      await publiceerIn(tx, 'zaaktype', van.slice(-36), geen);
      const bezig = gewoon.post(`${ztc}/roltypen`, {
        zaaktype: van,
        omschrijving: 'Rol',
        omschrijvingGeneriek: 'adviseur',
      });
      await setTimeout(300);
      return { bezig };
    });
    expect(klachten(await uitslag.bezig)).toEqual([400, 'nonFieldErrors: non-concept-zaaktype']);
  });
});

describe('relations and rights', () => {
  it('types of one relation stand in one catalogus (ztc-013 until 1.3.1, as clients rely on)', async () => {
    const elders = await richtIn(registers);
    const fout = await post(
      'zaaktypen',
      zaaktypeBody(catalogus, nieuw(), { besluittypen: [elders.besluittype] }),
    );
    // The correction scope of this client makes the published besluittype no objection of its own.
    expect(klachten(fout)).toEqual([400, 'nonFieldErrors: relations-incorrect-catalogus']);
  });

  it('nor do other relations leave the catalogus, by their own change or by that of the type', async () => {
    const elders = await richtIn(registers);
    const van = await zaaktype();
    const fout = [400, 'nonFieldErrors: relations-incorrect-catalogus'];
    expect(klachten(await registers.alles.patch(van, { deelzaaktypen: [elders.zaaktype] }))).toEqual([
      400,
      'deelzaaktypen: relations-incorrect-catalogus',
    ]);
    for (const veld of ['besluittypen', 'informatieobjecttypen']) {
      const type = veld === 'besluittypen' ? elders.besluittype : elders.informatieobjecttype;
      expect(
        klachten(await post('resultaattypen', resultaattypeBody(registers, van, { [veld]: [type] }))),
      ).toEqual(fout);
    }
    const besluittype = await maak('besluittypen', besluittypeBody(catalogus, nieuw()));
    const document = await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, nieuw()));
    await registers.alles.patch(van, { besluittypen: [besluittype] });
    await maak('zaaktype-informatieobjecttypen', {
      zaaktype: van,
      informatieobjecttype: document,
      volgnummer: 1,
      richting: 'intern',
    });
    for (const url of [van, besluittype, document])
      expect(klachten(await registers.alles.patch(url, { catalogus: elders.catalogus })).slice(0, 2)).toEqual(
        fout,
      );
    expect((await registers.alles.patch(await zaaktype(), { catalogus: elders.catalogus })).status).toBe(200);
  });

  it.each([
    ['eigenschappen', eigenschapBody],
    [
      'zaakobjecttypen',
      () => ({ anderObjecttype: true, objecttype: 'https://e.test/o', relatieOmschrijving: 'o' }),
    ],
    [
      'zaaktype-informatieobjecttypen',
      async () => ({
        informatieobjecttype: await maak(
          'informatieobjecttypen',
          informatieobjecttypeBody(catalogus, nieuw()),
        ),
        volgnummer: 1,
        richting: 'intern',
      }),
    ],
  ] as const)('a statustype that %s name is one of their zaaktype', async (pad, maker) => {
    const [van, ander] = [await zaaktype(), await zaaktype()];
    const body = { ...(await maker()), zaaktype: van };
    const status = (zaaktype: string) =>
      maak('statustypen', { zaaktype, omschrijving: 'Begin', volgnummer: 1 });
    expect(klachten(await post(pad, { ...body, statustype: await status(ander) }))).toEqual([
      400,
      'nonFieldErrors: relations-incorrect-zaaktype',
    ]);
    expect((await post(pad, { ...body, statustype: await status(van) })).status).toBe(201);
  });

  it.each([
    ['eigenschappen', eigenschapBody],
    ['statustypen', () => ({ omschrijving: 'Begin', volgnummer: 1 })],
    ['resultaattypen', (van: string) => resultaattypeBody(registers, van)],
    [
      'zaaktype-informatieobjecttypen',
      async () => ({
        informatieobjecttype: await maak(
          'informatieobjecttypen',
          informatieobjecttypeBody(catalogus, nieuw()),
        ),
        volgnummer: 1,
        richting: 'intern',
      }),
    ],
  ] as const)(
    'of %s a zaaktype has each name or number once, also when they come at once',
    async (pad, maker) => {
      const [van, ander] = [await zaaktype(), await zaaktype()];
      const body = { ...(await maker(van)), zaaktype: van };
      const samen = await Promise.all([1, 2, 3].map(() => post(pad, body)));
      expect(samen.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
      expect(klachten(await post(pad, body))).toEqual([400, 'nonFieldErrors: unique']);
      const elders = await maak(pad, { ...body, zaaktype: ander });
      expect(klachten(await registers.alles.patch(elders, { zaaktype: van }))).toEqual([
        400,
        'nonFieldErrors: unique',
      ]);
      expect((await registers.alles.patch(elders, {})).status).toBe(200);
    },
  );

  it.each([
    ['zrc', 'zaken.lezen', 200],
    ['drc', 'documenten.lezen', 200],
    ['zrc', 'zaken.bijwerken', 403],
  ])('ztc-014: %s with %s reads Catalogi: %i', async (component, scope, status) => {
    const { zaaktype: eigen, informatieobjecttype } = await richtIn(registers);
    const wie = await registers.beller([
      {
        component,
        scopes: [scope],
        maxVertrouwelijkheidaanduiding: 'openbaar',
        ...(component === 'zrc' ? { zaaktype: eigen } : { informatieobjecttype }),
      },
    ]);
    expect((await wie.get(`${ztc}/zaaktypen`)).status).toBe(status);
    expect((await wie.post(`${ztc}/zaaktypen`, {})).status).toBe(403);
  });

  it.each([
    ['datum', '8', 201],
    ['datum', '10', 400],
    ['datum_tijd', '14', 201],
    ['datum_tijd', '8', 400],
    ['tekst', '10', 201],
    ['tekst', '256', 400],
    ['getal', '5,3', 201],
    ['getal', '5.3,Hallo', 400],
  ])('ztc-015: %s of length %s: %i', async (formaat, lengte, status) => {
    const antwoord = await post('eigenschappen', {
      zaaktype: await zaaktype(),
      naam: 'Datum',
      definitie: 'x',
      specificatie: { formaat, lengte, kardinaliteit: '1' },
    });
    expect(klachten(antwoord)).toEqual(status === 201 ? [201] : [400, 'specificatie.lengte: invalid']);
  });
});

describe('a zaaktype', () => {
  it.each([
    [{ verlengingMogelijk: true, verlengingstermijn: null }, 'nonFieldErrors: verlenging-mismatch'],
    [{ verlengingMogelijk: false, verlengingstermijn: null }, undefined],
    [
      { bronzaaktype: { url: 'https://e.test/z', identificatie: 'B', omschrijving: 'b' } },
      'nonFieldErrors: invalid-bronzaaktype-for-broncatalogus',
    ],
    // As Open Zaak shows a zaaktype that was taken from nowhere.
    [
      {
        broncatalogus: { url: '', domein: '', rsin: '' },
        bronzaaktype: { url: '', identificatie: '', omschrijving: '' },
      },
      undefined,
    ],
    [{ beginGeldigheid: '2021-01-01', eindeGeldigheid: '2020-12-31' }, 'eindeGeldigheid: invalid'],
  ])('%j: %s', async (wijziging, klacht) => {
    const antwoord = klachten(await post('zaaktypen', zaaktypeBody(catalogus, nieuw(), wijziging)));
    expect(antwoord).toEqual(klacht ? [400, klacht] : [201]);
  });
});
