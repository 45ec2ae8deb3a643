import { describe, expect, it } from 'vitest';
import {
  body,
  download,
  drc,
  maak,
  maakZaak,
  metDocumenten,
  post,
  registers,
  soort,
} from '../../../tests/support/documentenproef.ts';
import { type Antwoord, aantalIn, type Json, klachten } from '../../../tests/support/zgw.ts';
import { informatieobjecttypeBody, richtIn } from '../../../tests/support/zgw-catalogus.ts';

metDocumenten();

describe('what belongs to a document', () => {
  it('a verzending goes to one address', async () => {
    const { url: informatieobject } = await maak();
    const verzend = (meer: Json): Promise<Antwoord> =>
      registers.alles.post(`${drc}/verzendingen`, {
        betrokkene: 'https://betrokkene.test/1',
        informatieobject,
        aardRelatie: 'geadresseerde',
        contactPersoon: 'https://contact.test/1',
        ...meer,
      });
    const geen = [400, 'nonFieldErrors: invalid-address'];
    expect(klachten(await verzend({}))).toEqual(geen);
    expect(klachten(await verzend({ emailadres: 'a@b.nl', mijnOverheid: true }))).toEqual(geen);
    const adres = { adresBuitenland1: 'Rue 1', landPostadres: 'https://landen.test/fr' };
    for (const een of [
      { mijnOverheid: true },
      { faxnummer: '1' },
      { telefoonnummer: '1' },
      { buitenlandsCorrespondentieadres: adres },
    ])
      expect((await verzend({ emailadres: null, ...een })).status).toBe(201);
    const { body: gemaakt } = await verzend({ emailadres: 'a@b.nl' });
    expect(klachten(await registers.alles.patch(gemaakt.url, { telefoonnummer: '2' }))).toEqual(geen);
    expect((await registers.alles.patch(gemaakt.url, { telefoonnummer: '2', emailadres: null })).status).toBe(
      200,
    );
  });

  it('drc-001: the type is published, and its address not too long', async () => {
    const concept = await registers.alles.maak(
      '/catalogi/api/v1/informatieobjecttypen',
      informatieobjecttypeBody(soort.catalogus, 'Concept'),
    );
    expect(klachten(await post({ informatieobjecttype: concept.url }))).toEqual([
      400,
      'informatieobjecttype: not-published',
    ]);
    expect(klachten(await post({ informatieobjecttype: `https://a.test/${'x'.repeat(200)}` }))).toEqual([
      400,
      'informatieobjecttype: max_length',
    ]);
  });
});

describe('document_registreren', () => {
  const leg = (document: Json, zaakinformatieobject: Json, headers: Record<string, string> = {}) =>
    registers.alles.post(
      `${drc}/document_registreren`,
      { enkelvoudiginformatieobject: body(document), zaakinformatieobject },
      headers,
    );
  const namen = ({ body }: Antwoord): string[] => body.invalidParams.map((fout: Json) => fout.name);
  const aantal = (): Promise<number> => aantalIn(registers, 'enkelvoudiginformatieobject');

  it('makes a document that belongs to a case from the start, or nothing', async () => {
    const zaak = await maakZaak();
    const voor = await aantal();
    expect(namen(await leg({}, {}))).toEqual(['zaakinformatieobject.zaak']);
    expect(namen(await leg({ titel: 'x'.repeat(300) }, { zaak: zaak.url }))).toEqual([
      'enkelvoudiginformatieobject.titel',
    ]);
    const ander = await maakZaak(await richtIn(registers));
    expect((await leg({}, { zaak: ander.url })).status).toBe(400);
    expect(await aantal()).toBe(voor);

    const sleutel = { 'idempotency-key': 'document-registreren' };
    const goed = await leg({ titel: 'Aanvraag' }, { zaak: zaak.url, titel: 'Bij de zaak' }, sleutel);
    expect(goed.status).toBe(201);
    const { enkelvoudiginformatieobject: document, zaakinformatieobject } = goed.body;
    expect(zaakinformatieobject).toMatchObject({
      zaak: zaak.url,
      informatieobject: document.url,
      titel: 'Bij de zaak',
    });
    expect(
      (await leg({ titel: 'Aanvraag' }, { zaak: zaak.url, titel: 'Bij de zaak' }, sleutel)).body,
    ).toEqual(goed.body);
    expect(await aantal()).toBe(voor + 1);
    const bij = `${drc}/objectinformatieobjecten?informatieobject=${document.url}`;
    expect((await registers.alles.get(bij)).body).toMatchObject([{ object: zaak.url, objectType: 'zaak' }]);
    expect((await download(document.url)).body).toBe('hallo');
    const trail = async (url: string): Promise<unknown[]> =>
      (await registers.alles.get(`${url}/audittrail`)).body.map(({ resource }: Json) => resource);
    expect(await trail(document.url)).toEqual(['enkelvoudiginformatieobject']);
    expect(await trail(zaak.url)).toContain('zaakinformatieobject');
  });

  it('gives the lock of a document whose content comes in parts', async () => {
    const zaak = await maakZaak();
    const antwoord = await leg({ inhoud: null, bestandsomvang: 10 }, { zaak: zaak.url });
    const { lock, bestandsdelen } = antwoord.body.enkelvoudiginformatieobject;
    expect([typeof lock, bestandsdelen.length]).toEqual(['string', 1]);
  });

  it('a number that was reserved is given to whoever names it, and never by itself', async () => {
    const reserveer = (vraag: Json) => registers.alles.post(`${drc}/documentnummer_reserveren`, vraag);
    const bronorganisatie = '517439943';
    const een = await reserveer({ bronorganisatie });
    expect([een.status, Object.keys(een.body)]).toEqual([201, ['identificatie']]);
    const { identificatie } = een.body;
    // Somebody chose the number that would come two later.
    const later = (hoeveel: number): string =>
      identificatie.replace(/\d{10}$/, (cijfers: string) =>
        String(Number(cijfers) + hoeveel).padStart(10, '0'),
      );
    await maak({ identificatie: later(2) });
    const drie = (await reserveer({ bronorganisatie, aantal: 2 })).body as unknown as Json[];
    expect(drie.map((nummer) => nummer.identificatie)).toEqual([later(1), later(3)]);
    const zelf = await maak();
    expect(zelf.identificatie).toBe(later(4));
    const genoemd = await maak({ identificatie });
    expect(genoemd.identificatie).toBe(identificatie);
    expect(namen(await reserveer({ aantal: 0 }))).toEqual(['bronorganisatie', 'aantal']);
  });
});
