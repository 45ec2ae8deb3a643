import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  beheerder,
  catalogus,
  eigenschapBody,
  maak,
  metCatalogus,
  nieuw,
  post,
  publiceer,
  registers,
  zaaktype,
  ztc,
} from '../../../tests/support/catalogiproef.ts';
import { type Json, klachten } from '../../../tests/support/zgw.ts';
import {
  besluittypeBody,
  informatieobjecttypeBody,
  resultaattypeBody,
  zaaktypeBody,
} from '../../../tests/support/zgw-catalogus.ts';
import { publiceer as publiceerIn } from './publiceren.ts';

metCatalogus();

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
    ['eigenschappen', eigenschapBody],
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
