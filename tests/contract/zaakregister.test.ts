import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClient } from '../../api/zgw/zgw.ts';
import { openHttpToegang } from '../../registers/zaakregister/http.ts';
import type { NieuwDocument, NieuweZaak, Zaakregister } from '../../registers/zaakregister/poort.ts';
import { openZaakregister } from '../../registers/zaakregister/register.ts';
import type { Verbinding, Zgwtoegang } from '../../registers/zaakregister/verbinding.ts';
import { askRegister, type Registerproef, rsin, startRegister } from '../support/zaakregister.ts';

let proef: Registerproef;
beforeAll(async () => {
  proef = await startRegister();
});
afterAll(() => proef.stop());

interface Rij extends Record<string, unknown> {
  url: string;
}

/** What any client sees of the register, over HTTP. */
async function get<T = { results: Rij[] }>(pad: string): Promise<T> {
  const antwoord = await askRegister(pad.startsWith('http') ? pad : `${proef.url}${pad}`);
  expect(antwoord.status).toBe(200);
  return (await antwoord.json()) as T;
}
const lijst = async (pad: string): Promise<Rij[]> => (await get(pad)).results;
const zakenMet = (identificatie: string) => lijst(`/zaken/api/v1/zaken?identificatie=${identificatie}`);
const rollenVan = (zaak: Rij) => lijst(`/zaken/api/v1/rollen?zaak=${zaak.url}`);
const statussenVan = (zaak: Rij) => lijst(`/zaken/api/v1/statussen?zaak=${zaak.url}`);
const documentenVan = (zaak: Rij) => get<Rij[]>(`/zaken/api/v1/zaakinformatieobjecten?zaak=${zaak.url}`);

const nieuw = (extra: Partial<NieuweZaak> = {}): NieuweZaak => ({
  bronorganisatie: rsin,
  identificatie: `S-${randomUUID().slice(0, 13)}`,
  zaaktype: 'melden-overlast',
  omschrijving: 'Melden overlast',
  op: new Date(Date.now() - 60_000),
  initiator: { soort: 'natuurlijk_persoon', naam: 'Noor Smit', bsn: '999991772' },
  ...extra,
});
const foto = (inhoud: string): NieuwDocument => ({
  identificatie: `D-${randomUUID().slice(0, 13)}`,
  titel: 'Foto van de klant',
  bestandsnaam: 'foto.jpg',
  mediatype: 'image/jpeg',
  auteur: 'Klant',
  ontvangenOp: new Date(),
  grootte: Buffer.byteLength(inhoud),
  open: async () => Readable.from([Buffer.from(inhoud)]),
});

/** The process dies at the first time that this is made: what came before it has been done or undone. */
function dieAt(toegang: Zgwtoegang, pad: string): Zgwtoegang {
  let died = false;
  const mortal = (zgw: Verbinding): Verbinding => ({
    ...zgw,
    async maak(api, resource, body) {
      if (resource === pad && !died) {
        died = true;
        throw new Error('the process died');
      }
      return zgw.maak(api, resource, body);
    },
  });
  return { ...mortal(toegang), samen: (work) => toegang.samen((zgw) => work(mortal(zgw))) };
}

describe.each(['eigen', 'http'] as const)('the port on %s', (soort) => {
  let register: Zaakregister;
  beforeAll(() => {
    register = openZaakregister(proef.toegangen[soort]);
  });

  it('carries a zaak from its opening to its end, as any client of the APIs sees it', async () => {
    const zaak = nieuw();
    const open = await register.openZaak(zaak);
    expect(open).toMatchObject({ identificatie: zaak.identificatie, status: 'Ontvangen', gesloten: false });
    await register.voegDocumentToe(zaak, foto('een foto'));
    await register.zetStatus(zaak, { naam: 'In behandeling', op: new Date(Date.now() - 30_000) });
    await register.legBesluitVast(zaak, {
      identificatie: `${zaak.identificatie}-1`,
      besluittype: 'Maatregel tegen overlast',
      op: new Date('2026-11-24T10:00:00Z'),
      vervaldatum: '2027-01-01',
      toelichting: 'Er komt een hek.',
    });
    const dicht = await register.sluitZaak(zaak, {
      naam: 'niet-voor-ons',
      toelichting: 'Bel de woningbouw.',
      op: new Date(Date.now() - 1_000),
    });
    expect(dicht).toMatchObject({ status: 'Afgehandeld', resultaat: 'Niet voor ons', gesloten: true });
    expect(await register.leesZaak(zaak)).toEqual(dicht);

    const [gezien] = await zakenMet(zaak.identificatie);
    expect(gezien).toMatchObject({
      bronorganisatie: rsin,
      omschrijving: 'Melden overlast',
      vertrouwelijkheidaanduiding: 'zaakvertrouwelijk',
      archiefnominatie: 'vernietigen',
    });
    expect(gezien!.einddatum).not.toBeNull();
    const [rol] = await rollenVan(gezien!);
    expect(rol).toMatchObject({
      betrokkeneType: 'natuurlijk_persoon',
      omschrijvingGeneriek: 'initiator',
      betrokkeneIdentificatie: { inpBsn: '999991772', geslachtsnaam: 'Noor Smit' },
    });
    expect(await statussenVan(gezien!)).toHaveLength(3);
    const resultaat = await get<Rij>(gezien!.resultaat as string);
    expect(resultaat.toelichting).toBe('Bel de woningbouw.');
    const [besluit] = await lijst(`/besluiten/api/v1/besluiten?zaak=${gezien!.url}`);
    expect(besluit).toMatchObject({
      datum: '2026-11-24',
      ingangsdatum: '2026-11-24',
      vervaldatum: '2027-01-01',
    });
    const [relatie] = await documentenVan(gezien!);
    const document = await get<Rij>(relatie!.informatieobject as string);
    expect(document).toMatchObject({ titel: 'Foto van de klant', bestandsomvang: 8, formaat: 'image/jpeg' });
  });

  it('makes one zaak, rol, status, document and besluit of an order that runs twice, also at once', async () => {
    const zaak = nieuw();
    // The loser of two at the same time is tried again, as Temporal does.
    const again = async <T>(work: () => Promise<T>, tries = 5): Promise<T> =>
      work().catch((error: unknown) => {
        if (tries > 1) return again(work, tries - 1);
        throw error;
      });
    await Promise.all([again(() => register.openZaak(zaak)), again(() => register.openZaak(zaak))]);
    await register.openZaak({ ...zaak, op: new Date() });
    const bijlage = foto('twee keer');
    await register.voegDocumentToe(zaak, bijlage);
    await register.voegDocumentToe(zaak, bijlage);
    const besluit = {
      identificatie: `${zaak.identificatie}-1`,
      besluittype: 'Maatregel tegen overlast',
      op: new Date(),
    };
    await register.legBesluitVast(zaak, besluit);
    await register.legBesluitVast(zaak, besluit);
    const status = { naam: 'In behandeling', op: new Date(Date.now() - 5_000) };
    await register.zetStatus(zaak, status);
    await register.zetStatus(zaak, status);
    const einde = { naam: 'Opgelost', op: new Date(Date.now() - 1_000) };
    await register.sluitZaak(zaak, einde);
    await register.sluitZaak(zaak, einde);

    const gezien = await zakenMet(zaak.identificatie);
    expect(gezien).toHaveLength(1);
    expect(await statussenVan(gezien[0]!)).toHaveLength(3);
    expect(await documentenVan(gezien[0]!)).toHaveLength(1);
    expect(await lijst(`/besluiten/api/v1/besluiten?zaak=${gezien[0]!.url}`)).toHaveLength(1);
    if (soort === 'eigen') expect(await rollenVan(gezien[0]!)).toHaveLength(1);
  });

  it.each(['rollen', 'statussen'])(
    'a process that dies before it made %s makes the rest the next time',
    async (pad) => {
      const zaak = nieuw();
      const mortal = openZaakregister(dieAt(proef.toegangen[soort], pad));
      await expect(mortal.openZaak(zaak)).rejects.toThrow('the process died');
      // In our own tables all of it is undone; elsewhere what was made stays, and is found.
      expect(await zakenMet(zaak.identificatie)).toHaveLength(soort === 'eigen' ? 0 : 1);
      await mortal.openZaak(zaak);
      const [gezien, ...meer] = await zakenMet(zaak.identificatie);
      expect(meer).toEqual([]);
      expect(await rollenVan(gezien!)).toHaveLength(1);
      expect(await statussenVan(gezien!)).toHaveLength(1);
    },
  );

  it('a process that dies between resultaat and end status closes the zaak the next time', async () => {
    const zaak = nieuw();
    await register.openZaak(zaak);
    const mortal = openZaakregister(dieAt(proef.toegangen[soort], 'statussen'));
    const einde = { naam: 'Opgelost', op: new Date() };
    await expect(mortal.sluitZaak(zaak, einde)).rejects.toThrow('the process died');
    expect((await register.leesZaak(zaak))?.gesloten).toBe(false);
    expect(await mortal.sluitZaak(zaak, einde)).toMatchObject({ gesloten: true, resultaat: 'Opgelost' });
  });

  it('says which type is missing, and what there is', async () => {
    await expect(register.openZaak(nieuw({ zaaktype: 'bestaat-niet' }))).rejects.toMatchObject({
      name: 'Zaakweigering',
      veld: 'zaaktype',
      reden: expect.stringContaining('"bestaat-niet"'),
    });
    const zaak = nieuw();
    await register.openZaak(zaak);
    await expect(register.zetStatus(zaak, { naam: 'Vergeten', op: new Date() })).rejects.toMatchObject({
      veld: 'statustype',
      reden: expect.stringContaining('Ontvangen, In behandeling'),
    });
    await expect(register.sluitZaak(zaak, { naam: 'Gewonnen', op: new Date() })).rejects.toMatchObject({
      veld: 'resultaattype',
    });
    expect((await register.leesZaak(zaak))?.gesloten).toBe(false);
    await expect(register.zetStatus(nieuw(), { naam: 'Ontvangen', op: new Date() })).rejects.toMatchObject({
      veld: 'zaak',
    });
    expect(await register.leesZaak(nieuw())).toBeUndefined();
  });

  it('names field and reason when the register does not take it, and nothing of who the klant is', async () => {
    await expect(register.openZaak(nieuw({ bronorganisatie: '0'.repeat(12) }))).rejects.toMatchObject({
      name: 'Zaakweigering',
      veld: 'zaken.bronorganisatie',
    });
    const refused = await register
      .openZaak(nieuw({ initiator: { soort: 'natuurlijk_persoon', bsn: '9999917720001' } }))
      .catch((error: Error) => error);
    expect(refused).toMatchObject({ name: 'Zaakweigering' });
    expect(String(refused)).not.toContain('99999177');
    expect(String(refused)).toContain('inpBsn');
  });

  it('leaves a zaak that a colleague closed as it is', async () => {
    const zaak = nieuw();
    await register.openZaak(zaak);
    const dicht = await openZaakregister(proef.toegangen.eigen).sluitZaak(zaak, {
      naam: 'Doorgezet',
      op: new Date(Date.now() - 1_000),
    });
    expect(await register.zetStatus(zaak, { naam: 'In behandeling', op: new Date() })).toEqual(dicht);
    expect(await register.sluitZaak(zaak, { naam: 'Opgelost', op: new Date() })).toEqual(dicht);
    await register.voegDocumentToe(zaak, foto('te laat'));
    expect(await documentenVan((await zakenMet(zaak.identificatie))[0]!)).toEqual([]);
  });

  it('refers to the zaak that this one goes on from, and replaces a resultaat that was another', async () => {
    const eerste = nieuw();
    await register.openZaak(eerste);
    const tweede = nieuw({ vervolgOp: eerste.identificatie });
    await register.openZaak(tweede);
    const [een] = await zakenMet(eerste.identificatie);
    const [twee] = await zakenMet(tweede.identificatie);
    expect(twee!.relevanteAndereZaken).toMatchObject([{ url: een!.url, aardRelatie: 'vervolg' }]);
    await register.legResultaatVast(tweede, { naam: 'Doorgezet' });
    expect(await register.legResultaatVast(tweede, { naam: 'Opgelost' })).toMatchObject({
      resultaat: 'Opgelost',
      gesloten: false,
    });
  });

  it('keeps the content of a document byte for byte', async () => {
    const zaak = nieuw();
    await register.openZaak(zaak);
    const inhoud = 'é'.repeat(70_000);
    await register.voegDocumentToe(zaak, foto(inhoud));
    const [relatie] = await documentenVan((await zakenMet(zaak.identificatie))[0]!);
    const { inhoud: adres } = await get<{ inhoud: string }>(relatie!.informatieobject as string);
    const bytes = await download(adres);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      createHash('sha256').update(inhoud).digest('hex'),
    );
  });
});

const download = async (adres: string): Promise<Buffer> =>
  Buffer.from(await (await askRegister(adres)).arrayBuffer());

describe('another system over HTTP', () => {
  const met = (extra: Partial<Parameters<typeof openHttpToegang>[0]> = {}): Zaakregister =>
    openZaakregister(openHttpToegang({ adressen: proef.adressen, ...demoClient, ...extra }));

  it('that is busy or broken is no refusal: the same order works later, once', async () => {
    const zaak = nieuw();
    let storing = 3;
    proef.poortwachter.werk = (req, res, next) => {
      if (req.method !== 'POST' || storing-- <= 0) return next();
      if (storing === 1) res.status(503).end('<html>busy</html>');
      else if (storing === 0) res.status(429).end();
      else req.socket.destroy();
    };
    const attempts: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const error = await met()
        .openZaak(zaak)
        .then(
          () => undefined,
          (reason: Error) => reason,
        );
      if (!error) break;
      attempts.push(error.name);
    }
    proef.poortwachter.werk = undefined;
    expect(attempts).toHaveLength(3);
    expect(attempts).not.toContain('Zaakweigering');
    expect(await zakenMet(zaak.identificatie)).toHaveLength(1);
  });

  it('that took the zaak while its answer was lost gets no second one', async () => {
    const zaak = nieuw();
    proef.poortwachter.werk = (req, res, next) => {
      if (req.method !== 'POST' || !req.path.endsWith('/zaken')) return next();
      res.end = (() => {
        proef.poortwachter.werk = undefined;
        req.socket.destroy();
        return res;
      }) as unknown as typeof res.end;
      next();
    };
    await expect(met().openZaak(zaak)).rejects.toThrow();
    await met().openZaak(zaak);
    expect(await zakenMet(zaak.identificatie)).toHaveLength(1);
  });

  it('that does not know us says so, without our secret', async () => {
    const error = await met({ geheim: 'een-heel-ander-geheim-dan-zij-kennen' })
      .openZaak(nieuw())
      .catch((reason: Error) => reason);
    expect(error).toMatchObject({ name: 'Zaakweigering', code: expect.stringContaining('403') });
    expect(JSON.stringify(error) + String(error)).not.toContain('een-heel-ander');
  });

  it('that refers elsewhere does not get our token there', async () => {
    let asked = 0;
    const elders = createServer((_req, res) => {
      asked += 1;
      res.end('[]');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => elders.once('listening', resolve));
    const { port } = elders.address() as { port: number };
    proef.poortwachter.werk = (_req, res) =>
      void res.json({ count: 101, results: [], next: `http://127.0.0.1:${port}/zaken/api/v1/zaken?page=2` });
    await expect(met().leesZaak(nieuw())).rejects.toMatchObject({ veld: 'adres' });
    proef.poortwachter.werk = (_req, res) => res.redirect(`http://127.0.0.1:${port}/`);
    await expect(met().leesZaak(nieuw())).rejects.toThrow();
    proef.poortwachter.werk = undefined;
    expect(asked).toBe(0);
    elders.close();
  });

  it('that answers otherwise than the standard says is told by field', async () => {
    proef.poortwachter.werk = (_req, res) => void res.json({ count: 1, results: [{ url: 1 }], next: null });
    await expect(met().leesZaak(nieuw())).rejects.toMatchObject({
      code: 'onleesbaar',
      reden: expect.stringContaining('identificatie'),
    });
    proef.poortwachter.werk = undefined;
  });
});
