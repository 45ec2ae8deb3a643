import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Antwoord, type Registers, startRegisters } from '../../../tests/support/zgw.ts';
import {
  maakCatalogus,
  resultaattypeBody,
  richtIn,
  zaakBody,
  zaaktypeBody,
} from '../../../tests/support/zgw-catalogus.ts';

/** Rows as clients know them, copied by hand from the public service. */
const instellen = 'aa8aa2fd-b9c6-4e34-9a6c-58a677f60ea0';
const instellen2017 = 'e1b73b12-b2f6-4c4e-8929-94f84dd2a57d';
const ingericht = 'afa30940-855b-4a7e-aa21-9e15a8078814';
const openbaar = 'https://selectielijst.openzaak.nl/api/v1';
const eigen = '/selectielijst/api/v1';

let registers: Registers;
beforeAll(async () => {
  registers = await startRegisters();
});
afterAll(() => registers.stop());

/** Without a token: the lists are for everybody. */
async function lees(pad: string): Promise<Antwoord> {
  const response = await fetch(pad.startsWith('http') ? pad : registers.url + pad);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe('the lists', () => {
  test('procestypen are a plain array, by year', async () => {
    const alle = await lees(`${eigen}/procestypen`);
    expect(alle.body).toHaveLength(58);
    expect(alle.headers.get('api-version')).toBe('1.0.0');
    const { body } = await lees(`${eigen}/procestypen?jaar=2020`);
    expect(body).toHaveLength(29);
    expect(body[0]).toMatchObject({
      url: `${registers.url}${eigen}/procestypen/${instellen}`,
      nummer: 1,
      jaar: 2020,
      naam: 'Instellen en inrichten organisatie',
      procesobject: 'De vastgestelde organisatie inrichting',
    });
    expect(await lees(body[0].url)).toMatchObject({ status: 200, body: body[0] });
  });

  test('resultaten come in pages of a hundred, and by procestype at any host that is known', async () => {
    const eerste = await lees(`${eigen}/resultaten`);
    expect(eerste.body).toMatchObject({ count: 651, previous: null });
    expect(eerste.body.results).toHaveLength(100);
    const urls = new Set<string>();
    for (let next: string | null = `${registers.url}${eigen}/resultaten`; next; ) {
      const blad: Antwoord = await lees(next);
      for (const { url } of blad.body.results) urls.add(url);
      next = blad.body.next;
    }
    expect(urls.size).toBe(651);
    const gevraagd = encodeURIComponent(`${openbaar}/procestypen/${instellen}`);
    const { body } = await lees(`${eigen}/resultaten?procesType=${gevraagd}`);
    expect(body.results.map((rij: { volledigNummer: string }) => rij.volledigNummer)).toContain('1.1.1');
    expect(new Set(body.results.map((rij: { procesType: string }) => rij.procesType))).toEqual(
      new Set([`${registers.url}${eigen}/procestypen/${instellen}`]),
    );
  });

  test('what is asked wrongly is an error, in the standard form', async () => {
    expect(await lees(`${eigen}/resultaten?page=9`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await lees(`${eigen}/resultaten?page=0`)).toMatchObject({
      status: 400,
      body: { invalidParams: [{ name: 'page' }] },
    });
    expect(await lees(`${eigen}/procestypen?kleur=rood`)).toMatchObject({
      status: 400,
      body: { invalidParams: [{ code: 'unknown-parameters' }] },
    });
    expect(await lees(`${eigen}/procestypen?jaar=veel`)).toMatchObject({
      status: 400,
      body: { invalidParams: [{ name: 'jaar' }] },
    });
    expect((await lees(`${eigen}/resultaten/${instellen}`)).status).toBe(404);
    expect((await lees(`${eigen}/communicatiekanalen`)).status).toBe(404);
    const post = await fetch(`${registers.url}${eigen}/procestypen`, { method: 'POST', body: '{}' });
    expect(post.status).toBe(405);
  });

  test('referentielijsten have communicatiekanalen beside them; both tell what they are', async () => {
    const { body } = await lees('/referentielijsten/api/v1/communicatiekanalen');
    expect(body.count).toBe(15);
    expect(body.results).toContainEqual({
      url: `${registers.url}/referentielijsten/api/v1/communicatiekanalen/2b757868-45c2-42ca-b637-b63ddc87beb4`,
      naam: 'Telefonisch',
      omschrijving: 'Er werd via (mobiele) telefoon gecommuniceerd.',
    });
    const omschrijvingen = await lees('/referentielijsten/api/v1/resultaattypeomschrijvingen');
    expect(omschrijvingen.body).toHaveLength(39);
    // Lists, their rows, and the document itself.
    for (const [pad, aantal] of [
      [eigen, 6],
      ['/referentielijsten/api/v1', 8],
    ] as const)
      expect(Object.keys((await lees(`${pad}/openapi.json`)).body.paths)).toHaveLength(aantal + 1);
  });
});

describe('addresses of the lists in a catalogus', () => {
  const maakTypen = async (procestype: string, klasse: string, omschrijving: string) => {
    const zaaktype = await registers.alles.maak(
      '/catalogi/api/v1/zaaktypen',
      zaaktypeBody(await maakCatalogus(registers), 'ZT-LIJST', { selectielijstProcestype: procestype }),
    );
    const {
      archiefnominatie: _,
      archiefactietermijn: __,
      ...body
    } = resultaattypeBody(registers, zaaktype.url, {
      selectielijstklasse: klasse,
      resultaattypeomschrijving: omschrijving,
    });
    return registers.alles.post('/catalogi/api/v1/resultaattypen', body);
  };
  const toegekend = 'resultaattypeomschrijvingen/fb65d251-1518-4185-865f-b8bdcfad07b1';
  // 1.1 of 2020: vernietigen, ten years.
  const overgenomen = {
    archiefnominatie: 'vernietigen',
    archiefactietermijn: 'P10Y',
    omschrijvingGeneriek: 'Toegekend',
  };

  test.each([
    ['our own', () => registers.url + eigen, () => registers.url + eigen],
    ['those of the public service', () => openbaar, () => openbaar],
    ['both, mixed', () => registers.url + eigen, () => openbaar],
    ['those of VNG itself', () => 'https://referentielijsten-api.vng.cloud/api/v1', () => openbaar],
  ])('%s answer without a request to anybody', async (_naam, een, ander) => {
    const { status, body } = await maakTypen(
      `${een()}/procestypen/${instellen}`,
      `${ander()}/resultaten/${ingericht}`,
      `${ander()}/${toegekend}`,
    );
    expect(body).toMatchObject(overgenomen);
    expect(status).toBe(201);
  });

  test('a service beside us that has the same paths is asked itself', async () => {
    const elders = new URL(registers.extern({})).origin;
    const gevraagd = await registers.omgeving.externen.haal(`${elders}${eigen}/procestypen/${instellen}`);
    expect(gevraagd.status).toBe(404);
    expect(
      (await registers.omgeving.externen.haal(`${registers.url}${eigen}/procestypen/${instellen}`)).status,
    ).toBe(200);
  });

  test('another procestype than that of the zaaktype, and an address that leads nowhere, are refused', async () => {
    const mis = await maakTypen(
      `${openbaar}/procestypen/${instellen2017}`,
      `${openbaar}/resultaten/${ingericht}`,
      `${openbaar}/${toegekend}`,
    );
    expect(mis).toMatchObject({ status: 400, body: { invalidParams: [{ code: 'procestype-mismatch' }] } });
    const weg = await maakTypen(
      `${openbaar}/procestypen/${instellen}`,
      `${openbaar}/resultaten/${instellen}`,
      `${openbaar}/${toegekend}`,
    );
    expect(weg).toMatchObject({
      status: 400,
      body: { invalidParams: [{ name: 'selectielijstklasse', code: 'bad-url' }] },
    });
  });

  test('a zaak names a communicatiekanaal of ours', async () => {
    const { zaaktype } = await richtIn(registers);
    const kanaal = `${registers.url}/referentielijsten/api/v1/communicatiekanalen/2b757868-45c2-42ca-b637-b63ddc87beb4`;
    const zaak = await registers.alles.maak(
      '/zaken/api/v1/zaken',
      zaakBody(zaaktype, { communicatiekanaal: kanaal }),
    );
    expect(zaak.communicatiekanaal).toBe(kanaal);
  });
});
