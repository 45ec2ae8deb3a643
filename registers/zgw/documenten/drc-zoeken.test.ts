import { describe, expect, it } from 'vitest';
import {
  drc,
  lock,
  maak,
  maakZaak,
  metDocumenten,
  registers,
  soort,
  stukken,
} from '../../../tests/support/documentenproef.ts';
import { type Antwoord, type Json, klachten } from '../../../tests/support/zgw.ts';
import { richtIn } from '../../../tests/support/zgw-catalogus.ts';

metDocumenten();

describe('finding documents', () => {
  it('by what clients of Open Zaak ask for', async () => {
    const andere = await richtIn(registers);
    const organisatie = '159351741';
    const iot = andere.informatieobjecttype;
    const a = await maak({
      bronorganisatie: organisatie,
      titel: 'Besluit 100%',
      auteur: 'Alex',
      beschrijving: 'Lorem ipsum',
      creatiedatum: '2010-01-01',
      trefwoorden: ['foo'],
      vertrouwelijkheidaanduiding: 'geheim',
      formaat: 'b',
    });
    const b = await maak({
      bronorganisatie: organisatie,
      titel: 'Brief',
      auteur: 'Bert',
      creatiedatum: '2020-01-01',
      trefwoorden: ['foo', 'bar'],
      informatieobjecttype: iot,
      formaat: 'a',
    });
    await lock(b);
    const vind = async (vraag: string): Promise<string[]> => {
      const { status, body: blad } = await registers.alles.get(
        `${stukken}?bronorganisatie=${organisatie}&${vraag}`,
      );
      expect([vraag, status]).toEqual([vraag, 200]);
      return blad.results.map((stuk: Json) => (stuk.url === a.url ? 'a' : 'b'));
    };
    for (const alleenA of [
      'titel=BESLUIT',
      'titel=0%25',
      'auteur=ale',
      'beschrijving=IPSUM',
      'creatiedatum__lte=2010-01-01',
      'vertrouwelijkheidaanduiding=geheim',
      'locked=false',
      `informatieobjecttype=${soort.informatieobjecttype}`,
    ])
      expect([alleenA, await vind(alleenA)]).toEqual([alleenA, ['a']]);
    for (const alleenB of [
      'creatiedatum__gte=2010-01-02',
      'locked=true',
      'trefwoorden=foo,bar',
      `informatieobjecttype=${iot}`,
    ])
      expect([alleenB, await vind(alleenB)]).toEqual([alleenB, ['b']]);
    expect((await vind('trefwoorden__overlap=bar,foo')).sort()).toEqual(['a', 'b']);
    expect(await vind('titel=__')).toEqual([]);
    for (const [ordening, volgorde] of [
      ['titel', ['a', 'b']],
      ['-auteur', ['b', 'a']],
      ['creatiedatum', ['a', 'b']],
      ['formaat', ['b', 'a']],
      ['-vertrouwelijkheidaanduiding', ['a', 'b']],
    ] as const)
      expect([ordening, await vind(`ordering=${ordening}`)]).toEqual([ordening, volgorde]);
    for (const fout of [
      'locked=misschien',
      'creatiedatum__gte=gisteren',
      'objectinformatieobjecten__objectType=x',
      'ordering=lock',
    ])
      expect([fout, (await registers.alles.get(`${stukken}?${fout}`)).status]).toEqual([fout, 400]);
  });

  it('a search names what it searches', async () => {
    const stuk = await maak();
    const uuid = stuk.url.split('/').at(-1);
    const zoek = (vraag: Json): Promise<Antwoord> => registers.alles.post(`${stukken}/_zoek`, vraag);
    expect(klachten(await zoek({}))).toEqual([400, 'nonFieldErrors: empty_search_body']);
    expect(klachten(await zoek({ bronorganisatie: '517439943' }))).toEqual([400, 'uuid__in: required']);
    expect((await zoek({ uuid__in: [uuid] })).body.results).toMatchObject([{ url: stuk.url }]);
    expect((await zoek({ uuid__in: [uuid], bronorganisatie: '159351741' })).body.count).toBe(0);
  });

  it('a wrong address is a wrong value of a filter', async () => {
    for (const lijst of ['gebruiksrechten', 'objectinformatieobjecten', 'verzendingen'])
      expect(klachten(await registers.alles.get(`${drc}/${lijst}?informatieobject=bla`))).toEqual([
        400,
        'informatieobject: invalid',
      ]);
  });
});

describe('documents that are ready to be published', () => {
  it('are all that an application limited to them gets, alone, in lists and under a case', async () => {
    const { alles, beller } = registers;
    const klaar = await maak({ isGereedVoorPublicatie: true });
    const nietKlaar = await maak();
    const later = await maak({ bronorganisatie: '000000000' });
    const { lock: slot } = (await alles.post(`${later.url}/lock`, {})).body;
    const vrij = await alles.patch(later.url, { isGereedVoorPublicatie: true, lock: slot });
    expect(vrij.body.versie).toBe(2);
    const zaak = await maakZaak();
    for (const { url } of [klaar, nietKlaar])
      await alles.maak('/zaken/api/v1/zaakinformatieobjecten', { zaak: zaak.url, informatieobject: url });
    const rechten = [
      {
        component: 'drc',
        scopes: ['documenten.lezen'],
        informatieobjecttype: soort.informatieobjecttype,
        maxVertrouwelijkheidaanduiding: 'openbaar',
      },
      {
        component: 'zrc',
        scopes: ['zaken.lezen'],
        zaaktype: soort.zaaktype,
        maxVertrouwelijkheidaanduiding: 'openbaar',
      },
    ];
    for (const applicatie of [
      { autorisaties: rechten, alleenIsGereedVoorPublicatie: true },
      { autorisaties: [], heeftAlleAutorisaties: true, alleenIsGereedVoorPublicatie: true },
    ]) {
      const publiek = await beller([], applicatie);
      const lijst = await publiek.get(`${stukken}?bronorganisatie=517439943`);
      expect(lijst.body.results.map((een: { url: string }) => een.url)).toEqual([klaar.url]);
      expect(lijst.body.count).toBe(1);
      expect((await publiek.get(klaar.url)).status).toBe(200);
      for (const pad of [nietKlaar.url, `${nietKlaar.url}/download`])
        expect((await publiek.get(pad)).status).toBe(403);
      expect((await publiek.get(`${later.url}?versie=2`)).status).toBe(200);
      for (const pad of [`${later.url}?versie=1`, `${later.url}/download?versie=1`])
        expect((await publiek.get(pad)).status).toBe(403);
      const uit = await publiek.get(`${zaak.url}?expand=zaakinformatieobjecten.informatieobject`);
      expect(JSON.stringify(uit.body._expand)).toContain(`"url":"${klaar.url}"`);
      expect(JSON.stringify(uit.body._expand)).not.toContain(`"url":"${nietKlaar.url}"`);
      const relaties = await publiek.get(`${drc}/objectinformatieobjecten`);
      expect(
        (relaties.body as never as { informatieobject: string }[]).map((r) => r.informatieobject),
      ).toEqual([klaar.url]);
    }
  });
});
