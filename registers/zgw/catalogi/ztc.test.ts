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
      ...resultaattypeBody(registers, van),
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
          resultaattypeBody(registers, van, { brondatumArchiefprocedure: { afleidingswijze, ...velden } }),
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

  it('ztc-016: versions with one identificatie do not overlap', async () => {
    const identificatie = nieuw();
    const versie = (beginGeldigheid: string, eindeGeldigheid: string | null) =>
      maak('zaaktypen', zaaktypeBody(catalogus, identificatie, { beginGeldigheid, eindeGeldigheid }));
    await publiceer(await versie('2020-01-01', '2020-12-31'));
    const over = await versie('2020-12-31', null);
    expect(klachten(await registers.alles.post(`${over}/publish`, {}))).toEqual([
      400,
      'nonFieldErrors: overlap',
    ]);
    expect((await registers.alles.patch(over, { beginGeldigheid: '2021-01-01' })).status).toBe(200);
    await publiceer(over);
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
