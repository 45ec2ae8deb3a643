import { describe, expect, it } from 'vitest';
import {
  catalogus,
  eigenschapBody,
  maak,
  metCatalogus,
  nieuw,
  post,
  registers,
  zaaktype,
  ztc,
} from '../../../tests/support/catalogiproef.ts';
import { type Json, klachten } from '../../../tests/support/zgw.ts';
import {
  besluittypeBody,
  informatieobjecttypeBody,
  resultaattypeBody,
  richtIn,
  zaaktypeBody,
} from '../../../tests/support/zgw-catalogus.ts';

metCatalogus();

/** A new kind of document, as a zaaktype refers to it. */
const documentrelatie = async (): Promise<Json> => ({
  informatieobjecttype: await maak('informatieobjecttypen', informatieobjecttypeBody(catalogus, nieuw())),
  volgnummer: 1,
  richting: 'intern',
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
    ['zaaktype-informatieobjecttypen', documentrelatie],
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
    ['zaaktype-informatieobjecttypen', documentrelatie],
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
