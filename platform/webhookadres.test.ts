import { expect, test } from 'vitest';
import { checkWebhookUrl, guardedLookup, isAllowedAddress } from './webhookadres.ts';

const productie = { ontwikkel: false };
const ontwikkel = { ontwikkel: true };

test.each([
  '10.1.2.3',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
])('%s is part of a network that is not for webhooks', (ip) => {
  expect(isAllowedAddress(ip, productie)).toBe(false);
});

test.each(['93.184.215.14', '8.8.8.8', '2a00:1450:400e:80c::200e'])('%s is reachable for everybody', (ip) => {
  expect(isAllowedAddress(ip, productie)).toBe(true);
});

test('development adds this machine, and nothing else', () => {
  expect(isAllowedAddress('127.0.0.1', ontwikkel)).toBe(true);
  expect(isAllowedAddress('::1', ontwikkel)).toBe(true);
  expect(isAllowedAddress('169.254.169.254', ontwikkel)).toBe(false);
});

test.each([
  ['geen adres', /no URL/],
  ['http://voorbeeld.nl/hook', /https/],
  ['ftp://voorbeeld.nl/', /https/],
  ['http://127.0.0.1:8080/', /https/],
  ['https://127.1/', /this machine/],
  ['https://0x7f000001/', /this machine/],
  ['https://localhost/', /this machine/],
  ['https://[::1]/', /this machine/],
  ['https://[::ffff:10.0.0.1]/', /private/],
  ['https://169.254.169.254/latest', /private/],
  ['https://naam:geheim@voorbeeld.nl/', /name, password/],
])('%s is refused in production', (url, reason) => {
  expect(checkWebhookUrl(url, productie)).toMatch(reason);
});

test('a public https address is fine everywhere, plain http to this machine in development only', () => {
  expect(checkWebhookUrl('https://app.voorbeeld.nl/hook?x=1', productie)).toBeUndefined();
  expect(checkWebhookUrl('http://localhost:4000/hook', ontwikkel)).toBeUndefined();
  expect(checkWebhookUrl('http://voorbeeld.nl/hook', ontwikkel)).toMatch(/https/);
});

test('a name that leads inside, even with one of its addresses, is not connected to', async () => {
  type Lookup = NonNullable<Parameters<typeof guardedLookup>[1]>;
  const ask = (addresses: string[], all: boolean) =>
    new Promise((resolve) => {
      const lookup = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )) as unknown as Lookup;
      guardedLookup(productie, lookup)('voorbeeld.nl', { all }, (error, found) =>
        resolve(error?.code ?? found),
      );
    });
  expect(await ask(['8.8.8.8'], false)).toBe('8.8.8.8');
  expect(await ask(['8.8.8.8'], true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  expect(await ask(['8.8.8.8', '10.0.0.1'], true)).toBe('EPRIVATE');
  expect(await ask(['fd00:ec2::254'], false)).toBe('EPRIVATE');
  expect(await ask([], true)).toBe('EPRIVATE');
});
