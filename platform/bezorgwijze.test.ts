import type { lookup as systemLookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maakBezorgwijze } from './bezorgwijze.ts';
import { zonderMetadata } from './toegestaan.ts';

let server: Server;
let poort: number;
let gevraagd: string[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    gevraagd.push(req.url ?? '');
    if (req.url === '/app/omleiding') res.writeHead(307, { location: '/geheim' });
    res.end();
  });
  await new Promise<void>((klaar) => server.listen(0, '127.0.0.1', klaar));
  poort = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((klaar) => server.close(klaar));
});

const leidtNaar = (address: string) =>
  zonderMetadata(((_naam: string, _opties: object, klaar: (fout: null, lijst: object[]) => void) =>
    klaar(null, [{ address, family: 4 }])) as unknown as typeof systemLookup);
/** In production, with one path of one component on the list. */
async function bezorg(url: string, leidt = '127.0.0.1'): Promise<number | string> {
  const wijze = maakBezorgwijze([`http://component.test:${poort}/app`], false, leidtNaar(leidt));
  try {
    return await wijze.post(url, {}, '{}');
  } catch (error) {
    return (error as Error).name;
  } finally {
    wijze.close();
  }
}
const adres = (pad: string): string => `http://component.test:${poort}${pad}`;

it('delivers inside our own network below what is on the list', async () => {
  gevraagd = [];
  expect(await bezorg(adres('/app/callback'))).toBe(200);
  expect(gevraagd).toEqual(['/app/callback']);
});

it.each([
  ['beside its path', () => adres('/geheim')],
  ['where its path is the start of a name', () => adres('/app-geheim')],
  ['out of its path by dots', () => adres('/app/../geheim')],
  ['out of its path by a slash in disguise', () => adres('/app/..%2fgeheim')],
  ['with a name and password', () => adres('/app').replace('//', '//schakel:geheim@')],
  ['on another port', () => 'http://component.test:1/app'],
  ['at a host of which the name is the start', () => `http://component.test.evil.test:${poort}/app`],
  ['at an address of this machine', () => `https://127.0.0.1:${poort}/app`],
  ['at an address of this machine, as a number', () => `https://2130706433:${poort}/app`],
  ['at an address of this machine, in eights', () => `https://0177.0.0.1:${poort}/app`],
  ['at an IPv6 address that stands for it', () => `https://[::ffff:127.0.0.1]:${poort}/app`],
])('does not deliver there %s', async (_waar, url) => {
  gevraagd = [];
  expect(await bezorg(url())).toBe('VerbodenAdres');
  expect(gevraagd).toEqual([]);
});

it('follows no redirect, and no name to the metadata of a cloud', async () => {
  gevraagd = [];
  expect(await bezorg(adres('/app/omleiding'))).toBe(307);
  expect(await bezorg(adres('/app/callback'), '169.254.169.254')).toBe('Error');
  expect(gevraagd).toEqual(['/app/omleiding']);
});
