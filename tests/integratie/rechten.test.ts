import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { antwoorden } from '../support/rechten/antwoorden.ts';
import { maakBellers, soortenBellers, type Wie } from '../support/rechten/bellers.ts';
import { type Aanleiding, aanleidingen, type Niveau, type Vraag } from '../support/rechten/vragen.ts';
import { type Json, type Registers, startRegisters } from '../support/zgw.ts';
import { richtIn } from '../support/zgw-catalogus.ts';

const verwacht = antwoorden(soortenBellers);
let registers: Registers;
let tokens: Record<Wie, string | undefined>;
let vragen: Map<string, Aanleiding>;

beforeAll(async () => {
  registers = await startRegisters();
  const [a, b] = [await richtIn(registers), await richtIn(registers)];
  tokens = await maakBellers(registers, a, b);
  vragen = await aanleidingen(registers, a);
});
afterAll(() => registers.stop());

async function stuur(wie: Wie, { methode, pad, body, form, mediaType }: Vraag): Promise<number> {
  const token = tokens[wie];
  const antwoord = await fetch(registers.url + pad, {
    method: methode,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': mediaType ?? 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(form ? { body: form() } : {}),
  });
  await antwoord.arrayBuffer();
  return antwoord.status;
}

/** What a refused call could have changed: what the address shows, and what was told. */
async function stand({ pad }: Vraag): Promise<unknown> {
  const { status, body } = await registers.alles.get(pad);
  return [status, status === 200 && body, await registers.aantalMeldingen()];
}

/** The answer to each kind of caller: first who is refused, all on one object, which stays as it was. */
async function antwoordPerBeller(operatie: string, niveau: Niveau, mag: readonly Wie[]): Promise<Json> {
  const aanleiding = vragen.get(operatie) as Aanleiding;
  const gekregen: Json = {};
  const gedeeld = await aanleiding(niveau);
  const voor = await stand(gedeeld);
  const geweigerd = soortenBellers.filter((een) => !mag.includes(een));
  const statussen = await Promise.all(geweigerd.map((wie) => stuur(wie, gedeeld)));
  for (const [i, wie] of geweigerd.entries()) gekregen[wie] = statussen[i];
  expect(await stand(gedeeld)).toEqual(voor);
  const leest = ['GET', 'HEAD'].includes(gedeeld.methode);
  for (const wie of mag) gekregen[wie] = await stuur(wie, leest ? gedeeld : await aanleiding(niveau));
  return gekregen;
}

it('has an expected answer for each operation that the APIs serve, and for no other', async () => {
  const apis = ['zaken', 'catalogi', 'documenten', 'besluiten', 'autorisaties', 'notificaties'];
  const geserveerd = await Promise.all(
    apis.map(async (api) => {
      const { body } = await registers.alles.get(`/${api}/api/v1/openapi.json`);
      return Object.entries(body.paths as Json).flatMap(([pad, operaties]) =>
        Object.keys(operaties as Json)
          .filter((methode) => ['get', 'head', 'post', 'put', 'patch', 'delete'].includes(methode))
          .map((methode) => `${methode.toUpperCase()} /${api}/api/v1${pad}`),
      );
    }),
  );
  // Names of parameters differ between resources and say nothing here.
  const kaal = (namen: Iterable<string>) => [...namen].map((naam) => naam.replace(/\{\w+\}/g, '{}')).sort();
  expect(kaal(verwacht.keys())).toEqual(kaal(geserveerd.flat()));
  expect(kaal(vragen.keys()).filter((naam) => !kaal(verwacht.keys()).includes(naam))).toEqual([]);
});

it('finds what hangs on a case below that case, and below no other', async () => {
  const vraag = vragen.get('PATCH /zaken/api/v1/zaken/{ouder}/zaakeigenschappen/{uuid}') as Aanleiding;
  const [een, ander] = [await vraag('openbaar'), await vraag('openbaar')];
  const voor = (await registers.alles.get(een.pad)).body;
  const elders = ander.pad.replace(/[^/]+$/, een.pad.split('/').at(-1) ?? '');
  for (const methode of ['GET', 'PATCH', 'DELETE'])
    expect((await registers.alles.roep(methode, elders, methode === 'PATCH' ? {} : undefined)).status).toBe(
      404,
    );
  expect((await registers.alles.get(een.pad)).body).toEqual(voor);
});

describe.each([...verwacht])('%s', (operatie, { status, openbaar, geheim }) => {
  const per = (mag: readonly Wie[]): Json =>
    Object.fromEntries(soortenBellers.map((wie) => [wie, mag.includes(wie) ? status : 403]));

  it('answers each kind of caller', async () => {
    expect(await antwoordPerBeller(operatie, 'openbaar', openbaar)).toEqual(per(openbaar));
  });
  if (geheim)
    it('answers each kind of caller about what is geheim', async () => {
      expect(await antwoordPerBeller(operatie, 'geheim', geheim)).toEqual(per(geheim));
    });
});
