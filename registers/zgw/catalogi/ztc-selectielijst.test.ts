import { describe, expect, it } from 'vitest';
import {
  catalogus,
  metCatalogus,
  nieuw,
  post,
  registers,
  zaaktype,
} from '../../../tests/support/catalogiproef.ts';
import { type Json, klachten } from '../../../tests/support/zgw.ts';
import { resultaattypeBody, zaaktypeBody } from '../../../tests/support/zgw-catalogus.ts';

metCatalogus();

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
