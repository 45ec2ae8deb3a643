import { createHmac, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bewaarClient } from '../../api/zgw/clients.ts';
import { geheim, teken } from '../support/rechten/bellers.ts';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { type Inrichting, richtIn, zaakBody } from '../support/zgw-catalogus.ts';

const zrc = '/zaken/api/v1';
let registers: Registers;
let a: Inrichting;
let b: Inrichting;
/** By its mark: the addresses of a case and of what lies below it. */
const adressen: Record<string, string[]> = {};
const tokens: Record<string, string | undefined> = {};

/** Who sees which of the marked cases; written by hand from the standard. A number is the refusal of everything. */
const verwacht: Record<string, string[] | number> = {
  'no token': 403,
  'no JWT': 403,
  'unknown client': 403,
  'wrong secret': 403,
  'old token': 403,
  'token of tomorrow': 403,
  'token for ever': 403,
  'token without a signature': 403,
  'token of another algorithm': 403,
  'token with a text for iat': 403,
  'client that no database can hold': 403,
  'no applicatie': 403,
  'only documents': 403,
  'may make, not read': 403,
  'A, openbaar': ['OPEN-A'],
  'A, intern': ['OPEN-A', 'INTERN-A'],
  'A, zeer geheim': ['OPEN-A', 'INTERN-A', 'GEHEIM-A'],
  'B, openbaar': ['OPEN-B'],
  'A openbaar and B zeer geheim': ['OPEN-A', 'OPEN-B', 'GEHEIM-B'],
  everything: ['OPEN-A', 'INTERN-A', 'GEHEIM-A', 'OPEN-B', 'GEHEIM-B'],
};
const merken = ['OPEN-A', 'INTERN-A', 'GEHEIM-A', 'OPEN-B', 'GEHEIM-B'];

async function maakZaak(soort: Inrichting, merk: string, vertrouwelijkheidaanduiding: string): Promise<void> {
  const { alles } = registers;
  const zaak = await alles.maak(
    `${zrc}/zaken`,
    zaakBody(soort.zaaktype, { omschrijving: merk, vertrouwelijkheidaanduiding }),
  );
  const onder = async (pad: string, body: Json): Promise<string> =>
    (await alles.maak(`${zrc}/${pad}`, { zaak: zaak.url, ...body })).url;
  adressen[merk] = [
    zaak.url,
    await onder('statussen', {
      statustype: soort.begin,
      datumStatusGezet: '2024-01-02T10:00:00Z',
      statustoelichting: merk,
    }),
    await onder('rollen', {
      roltype: soort.initiator,
      roltoelichting: merk,
      betrokkeneType: 'medewerker',
      betrokkeneIdentificatie: { identificatie: merk },
    }),
    await onder('resultaten', { resultaattype: soort.resultaattype, toelichting: merk }),
    await onder('zaakobjecten', {
      objectType: 'pand',
      objectIdentificatie: { identificatie: '0123' },
      relatieomschrijving: merk,
    }),
  ];
}

const nu = (): number => Math.floor(Date.now() / 1_000);
const base64 = (deel: Json | string): string =>
  Buffer.from(typeof deel === 'string' ? deel : JSON.stringify(deel)).toString('base64url');

/** A token that is rightly signed, whatever stands in it. @param iat as JSON writes it */
async function zelfGetekend(clientId: string, iat: string): Promise<string> {
  const inhoud = `${base64({ alg: 'HS256' })}.${base64(`{"client_id":"${clientId}","iat":${iat}}`)}`;
  return `${inhoud}.${createHmac('sha256', geheim).update(inhoud).digest('base64url')}`;
}

beforeAll(async () => {
  registers = await startRegisters();
  [a, b] = [await richtIn(registers), await richtIn(registers)];
  await maakZaak(a, 'OPEN-A', 'openbaar');
  await maakZaak(a, 'INTERN-A', 'intern');
  await maakZaak(a, 'GEHEIM-A', 'geheim');
  await maakZaak(b, 'OPEN-B', 'openbaar');
  await maakZaak(b, 'GEHEIM-B', 'geheim');
  const recht = (zaaktype: string, max: string, ...scopes: string[]): Json => ({
    component: 'zrc',
    scopes: [...scopes, 'audittrails.lezen'],
    zaaktype,
    maxVertrouwelijkheidaanduiding: max,
  });
  const met = async (...rechten: Json[]): Promise<string> => (await registers.beller(rechten)).token();
  const lezer = await registers.beller([recht(a.zaaktype, 'openbaar', 'zaken.lezen')]);
  const los = `los-${randomUUID()}`.slice(0, 30);
  await bewaarClient(registers.omgeving.opslag, los, geheim);
  Object.assign(tokens, {
    'no token': undefined,
    'no JWT': 'geen.jwt.hier',
    'unknown client': await teken('niemand'),
    'wrong secret': await teken(lezer.clientId, 'een-ander-geheim-van-genoeg-tekens'),
    'old token': await teken(lezer.clientId, geheim, 3_700),
    'token of tomorrow': await teken(lezer.clientId, geheim, -86_400),
    'token for ever': await zelfGetekend(lezer.clientId, '1e999'),
    'token without a signature': `${base64({ alg: 'none' })}.${base64({ client_id: lezer.clientId, iat: nu() })}.`,
    'token of another algorithm': await new SignJWT({ client_id: lezer.clientId })
      .setProtectedHeader({ alg: 'HS512' })
      .setIssuedAt()
      .sign(new TextEncoder().encode(geheim)),
    'client that no database can hold': await teken('nul\0'),
    'token with a text for iat': await zelfGetekend(lezer.clientId, `"${nu()}"`),
    'no applicatie': await teken(los),
    'only documents': await met({
      component: 'drc',
      scopes: ['documenten.lezen'],
      informatieobjecttype: a.informatieobjecttype,
      maxVertrouwelijkheidaanduiding: 'zeer_geheim',
    }),
    'may make, not read': await met(recht(a.zaaktype, 'zeer_geheim', 'zaken.aanmaken')),
    'A, openbaar': await lezer.token(),
    'A, intern': await met(recht(a.zaaktype, 'intern', 'zaken.lezen')),
    'A, zeer geheim': await met(recht(a.zaaktype, 'zeer_geheim', 'zaken.lezen')),
    'B, openbaar': await met(recht(b.zaaktype, 'openbaar', 'zaken.lezen')),
    'A openbaar and B zeer geheim': await met(
      recht(a.zaaktype, 'openbaar', 'zaken.lezen'),
      recht(b.zaaktype, 'zeer_geheim', 'zaken.lezen'),
    ),
    everything: await registers.alles.token(),
  });
});
afterAll(() => registers.stop());

async function vraag(wie: string, pad: string, body?: unknown): Promise<{ status: number; tekst: string }> {
  const token = tokens[wie];
  const antwoord = await fetch(
    pad.startsWith('http') ? pad.replace('http://schakel.test', registers.url) : registers.url + zrc + pad,
    {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  );
  return { status: antwoord.status, tekst: await antwoord.text() };
}
const gezien = (tekst: string): string[] => merken.filter((merk) => tekst.includes(merk));

describe.each(Object.entries(verwacht))('who calls with %s', (wie, ziet) => {
  const lijsten = ['/zaken', '/statussen', '/rollen', '/resultaten', '/zaakobjecten'];

  it('gets in lists, and counted there, what may be seen and nothing else', async () => {
    const paden = [...lijsten, '/zaken?expand=rollen,status,resultaat', '/zaken?ordering=-startdatum'];
    for (const pad of paden) {
      const { status, tekst } = await vraag(wie, pad);
      if (typeof ziet === 'number') expect([pad, status, gezien(tekst)]).toEqual([pad, ziet, []]);
      else {
        const { count } = JSON.parse(tekst) as { count: number };
        expect([pad, status, gezien(tekst), count]).toEqual([pad, 200, ziet, ziet.length]);
      }
    }
  });

  it('finds by search, also with what only a hidden case has, what may be seen', async () => {
    const { status, tekst } = await vraag(wie, '/zaken/_zoek', { expand: ['rollen'] });
    expect([status, gezien(tekst)]).toEqual(typeof ziet === 'number' ? [ziet, []] : [200, ziet]);
    for (const merk of merken) {
      const filter = `rol__betrokkeneIdentificatie__medewerker__identificatie=${merk}`;
      const gevonden = await vraag(wie, `/zaken?${filter}`);
      if (typeof ziet === 'number') expect(gevonden.status).toBe(ziet);
      else expect(JSON.parse(gevonden.tekst).count).toBe(ziet.includes(merk) ? 1 : 0);
    }
  });

  it('opens what may be seen with its audit trail, and is refused the rest without a word of it', async () => {
    for (const merk of merken)
      for (const [nummer, url] of adressen[merk]!.entries())
        for (const pad of nummer === 0 ? [url, `${url}/audittrail`] : [url]) {
          const mag = typeof ziet !== 'number' && ziet.includes(merk);
          const { status, tekst } = await vraag(wie, pad);
          expect([pad, status, gezien(tekst)]).toEqual([pad, mag ? 200 : 403, mag ? [merk] : []]);
        }
  });
});
