import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bewaarClient } from '../../../api/zgw/clients.ts';
import {
  type Antwoord,
  type Json,
  klachten,
  type Registers,
  startRegisters,
} from '../../../tests/support/zgw.ts';
import { richtIn, zaakBody } from '../../../tests/support/zgw-catalogus.ts';

const ac = '/autorisaties/api/v1/applicaties';
const zaaktype = 'https://example.test/catalogi/api/v1/zaaktypen/00000000-0000-4000-8000-000000000000';
let registers: Registers;
let nummer = 0;

beforeAll(async () => {
  registers = await startRegisters();
});
afterAll(() => registers.stop());

const volgende = (): number => {
  nummer += 1;
  return nummer;
};
const body = (meer: Json = {}): Json => ({
  clientIds: [`client-${volgende()}`],
  label: 'Test',
  autorisaties: [{ component: 'ac', scopes: ['autorisaties.lezen'] }],
  ...meer,
});
const post = (meer: Json = {}): Promise<Antwoord> => registers.alles.post(ac, body(meer));

describe('applicaties', () => {
  it('ac-001: a client id belongs to one applicatie', async () => {
    const { url, clientIds } = (await post()).body;
    expect(klachten(await post({ clientIds: ['nieuw', ...clientIds] }))).toEqual([
      400,
      'clientIds: clientId-exists',
    ]);
    expect((await registers.alles.patch(url, { clientIds: [...clientIds, 'nog-een'] })).status).toBe(200);
    const { url: tweede } = (await post()).body;
    expect(klachten(await registers.alles.patch(tweede, { clientIds: ['nog-een'] }))).toEqual([
      400,
      'clientIds: clientId-exists',
    ]);
    const tegelijk = await Promise.all([1, 2, 3].map(() => post({ clientIds: ['samen'] })));
    expect(tegelijk.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  });

  it('ac-002: all rights, or rights one by one; never both, never none', async () => {
    expect(klachten(await post({ heeftAlleAutorisaties: true }))).toEqual([
      400,
      'nonFieldErrors: ambiguous-authorizations-specified',
    ]);
    expect(klachten(await post({ autorisaties: [] }))).toEqual([
      400,
      'nonFieldErrors: missing-authorizations',
    ]);
    expect((await post({ heeftAlleAutorisaties: true, autorisaties: [] })).status).toBe(201);
  });

  it.each([
    ['zrc', 'zaken.lezen', ['zaaktype', 'maxVertrouwelijkheidaanduiding']],
    ['drc', 'documenten.lezen', ['informatieobjecttype', 'maxVertrouwelijkheidaanduiding']],
    ['brc', 'besluiten.lezen', ['besluittype']],
    ['zrc', 'audittrails.lezen', []],
    ['nrc', 'notificaties.publiceren', []],
  ])('ac-003: %s with %s needs %j', async (component, scope, velden) => {
    const kaal = await post({ autorisaties: [{ component, scopes: [scope] }] });
    expect(klachten(kaal).slice(1)).toEqual(velden.map((veld) => `autorisaties.0.${veld}: required`));
    const waarden: Json = { maxVertrouwelijkheidaanduiding: 'openbaar' };
    const vol = Object.fromEntries(velden.map((veld) => [veld, waarden[veld] ?? zaaktype]));
    expect((await post({ autorisaties: [{ component, scopes: [scope], ...vol }] })).status).toBe(201);
  });

  it('tell the component of each autorisatie in words, and ignore what a client says of it', async () => {
    const autorisaties = [
      { component: 'ac', scopes: [], componentWeergave: 'iets anders' },
      { component: 'brc', scopes: ['besluiten.lezen'], besluittype: zaaktype },
    ];
    const { url } = (await post({ autorisaties })).body;
    expect((await registers.alles.get(url)).body.autorisaties).toEqual([
      { component: 'ac', componentWeergave: 'Autorisaties API', scopes: [] },
      {
        component: 'brc',
        componentWeergave: 'Besluiten API',
        scopes: ['besluiten.lezen'],
        besluittype: zaaktype,
      },
    ]);
  });

  it.each([
    ['a slash behind it', (url: string) => `${url}/`, [201, 403, 1]],
    ['a query', (url: string) => `${url}?a=1`, [403, 403, 0]],
    ['no uuid', () => 'https://example.test/catalogi/api/v1/zaaktypen/1', [403, 403, 0]],
  ])('limit to a type whose address has %s', async (_, vorm, uitslag) => {
    const [eigen, ander] = [await richtIn(registers), await richtIn(registers)];
    const wie = await registers.beller([
      {
        component: 'zrc',
        scopes: ['zaken.lezen', 'zaken.aanmaken'],
        zaaktype: vorm(eigen.zaaktype),
        maxVertrouwelijkheidaanduiding: 'openbaar',
      },
    ]);
    const maak = async (type: string) => (await wie.post('/zaken/api/v1/zaken', zaakBody(type))).status;
    const [status, andere] = [await maak(eigen.zaaktype), await maak(ander.zaaktype)];
    expect([status, andere, (await wie.get('/zaken/api/v1/zaken')).body.count]).toEqual(uitslag);
  });

  it('are found by client id, and a right that is taken away is gone at once', async () => {
    const wie = await registers.beller([{ component: 'ac', scopes: ['autorisaties.lezen'] }]);
    const eigen = await wie.get(`${ac}/consumer?clientId=${wie.clientId}`);
    expect(eigen.body.clientIds).toEqual([wie.clientId]);
    expect((await wie.get(`${ac}?clientIds=${wie.clientId},onbekend`)).body.count).toBe(1);
    expect((await wie.post(ac, body())).status).toBe(403);
    await registers.alles.patch(eigen.body.url, {
      autorisaties: [{ component: 'nrc', scopes: ['notificaties.consumeren'] }],
    });
    expect((await wie.get(ac)).status).toBe(403);
  });
});

describe('a token', () => {
  const tekent = (clientId: string, geheim: string, vorm: Json): Promise<string> =>
    new SignJWT({ client_id: clientId, iat: vorm.iat, nbf: vorm.nbf, exp: vorm.exp })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(geheim));
  const status = async (token: string): Promise<number> =>
    (await fetch(registers.url + ac, { headers: { authorization: `Bearer ${token}` } })).status;

  it('that was good a moment ago is judged anew: by the clock, by the secret, and by every character', async () => {
    const { clientId } = await registers.beller([{ component: 'ac', scopes: ['autorisaties.lezen'] }]);
    const [oud, nieuw] = ['het-eerste-geheim-van-32-tekens-x', 'het-tweede-geheim-van-32-tekens-x'];
    await bewaarClient(registers.omgeving.opslag, clientId, oud);
    const iat = Math.floor(registers.klok.nu.getTime() / 1_000);
    const token = await tekent(clientId, oud, { iat, nbf: iat, exp: iat + 60 });
    expect([await status(token), await status(token)]).toEqual([200, 200]);
    const [kop, inhoud, teken] = token.split('.');
    const anders = JSON.stringify({ ...JSON.parse(atob(inhoud ?? '')), user_id: 'piet' });
    expect(await status(`${kop}.${Buffer.from(anders).toString('base64url')}.${teken}`)).toBe(403);

    const begin = registers.klok.nu;
    for (const [seconden, verwacht] of [
      [59, 200],
      [61, 403],
      [-2, 403],
      [0, 200],
    ] as const) {
      registers.klok.nu = new Date((iat + seconden) * 1_000);
      expect([seconden, await status(token)]).toEqual([seconden, verwacht]);
    }
    registers.klok.nu = begin;
    await bewaarClient(registers.omgeving.opslag, clientId, nieuw);
    expect(await status(token)).toBe(403);
    expect(await status(await tekent(clientId, nieuw, { iat }))).toBe(200);
  });
});
