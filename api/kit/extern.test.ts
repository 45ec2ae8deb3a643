import type { lookup as systemLookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zonderMetadata } from '../../platform/toegestaan.ts';
import { type Externen, openExternen } from './extern.ts';

let server: Server;
let basis: string;
let gevraagd: string[] = [];
let externen: Externen;

beforeAll(async () => {
  server = createServer((req, res) => {
    gevraagd.push(req.url ?? '');
    if (req.url === '/api/omleiding') return void res.writeHead(302, { location: `${basis}/geheim` }).end();
    if (req.url === '/api/groot') return void res.end(JSON.stringify('x'.repeat(2_000_000)));
    if (req.url === '/api/traag') return void res.write('{');
    res.end('{"naam":"baliekanaal"}');
  });
  await new Promise<void>((klaar) => server.listen(0, '127.0.0.1', klaar));
  basis = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  externen = openExternen([`${basis}/api`], () => undefined);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((klaar) => server.close(klaar));
});

const niets = { status: 0, json: undefined };

describe('an address that a client gave us', () => {
  it('is fetched when it stands on the allow-list, and once a minute at most', async () => {
    gevraagd = [];
    expect(await externen.haal(`${basis}/api/kanaal`)).toEqual({
      status: 200,
      json: { naam: 'baliekanaal' },
    });
    await externen.haal(`${basis}/api/kanaal`);
    expect(gevraagd).toEqual(['/api/kanaal']);
  });

  it.each([
    ['beside the path on the list', () => `${basis}/geheim`],
    ['with the path as a prefix of a name', () => `${basis}/api-geheim`],
    ['out of the path by dots', () => `${basis}/api/../geheim`],
    ['out of the path by dots in disguise', () => `${basis}/api/%2e%2e/geheim`],
    ['out of the path by a slash in disguise', () => `${basis}/api/..%2fgeheim`],
    ['with another host after a name and password', () => basis.replace('//', '//schakel:geheim@')],
    ['on another port', () => `${basis.replace(/\d+$/, '1')}/api/kanaal`],
    ['of the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['of a private network', () => 'http://10.0.0.1/'],
    ['of no web server', () => 'file:///etc/passwd'],
    ['that is no address', () => 'geen adres'],
  ])('is not even asked %s', async (_naam, adres) => {
    gevraagd = [];
    expect(await externen.haal(adres())).toEqual(niets);
    expect(gevraagd).toEqual([]);
  });

  it('leads nowhere else: a redirect is not followed', async () => {
    gevraagd = [];
    expect(await externen.haal(`${basis}/api/omleiding`)).toEqual(niets);
    expect(gevraagd).toEqual(['/api/omleiding']);
  });

  it('tells no more than a mebibyte', async () => {
    expect(await externen.haal(`${basis}/api/groot`)).toEqual(niets);
  });

  it('does not keep us waiting with an answer that never ends', async () => {
    const begin = performance.now();
    expect(await externen.haal(`${basis}/api/traag`)).toEqual(niets);
    expect(performance.now() - begin).toBeLessThan(7_000);
  }, 10_000);
});

describe('a name on the allow-list', () => {
  const leidtNaar = (...adressen: string[]) =>
    zonderMetadata(((_naam: string, _opties: object, klaar: (fout: null, lijst: object[]) => void) =>
      klaar(
        null,
        adressen.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof systemLookup);
  let nummer = 0;
  // A new name each time: a connection that is kept needs no lookup.
  const via = (...adressen: string[]) => {
    nummer += 1;
    const adres = `http://component-${nummer}.test:${new URL(basis).port}`;
    return openExternen([adres], () => undefined, leidtNaar(...adressen)).haal(`${adres}/kanaal`);
  };

  it('may stand for a component in our own network', async () => {
    expect(await via('127.0.0.1')).toMatchObject({ status: 200 });
  });

  it('may not be moved to the metadata of a cloud, also not beside a good address', async () => {
    gevraagd = [];
    expect(await via('169.254.169.254')).toEqual(niets);
    expect(await via('127.0.0.1', '169.254.169.254')).toEqual(niets);
    for (const adres of [
      'fe80::1',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '2002:a9fe:a9fe::1',
      '100.100.100.200',
    ])
      expect([adres, await via(adres)]).toEqual([adres, niets]);
    expect(gevraagd).toEqual([]);
  });
});
