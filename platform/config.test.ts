import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const own = {
  NODE_ENV: 'production',
  SCHAKEL_SLEUTELS: `a:${key}`,
  SCHAKEL_GEHEIM: 'x'.repeat(32),
  SCHAKEL_URL: 'https://schakel.voorbeeldstad.nl',
};

describe('production', () => {
  test('starts with values of its own', () => {
    expect(readConfig(own).SCHAKEL_SLEUTELS).toBe(`a:${key}`);
  });

  test('refuses everything that anybody can read in the repository, all at once', () => {
    const start = (): unknown => readConfig({ NODE_ENV: 'production', SCHAKEL_EMBEDDED: '1' });
    expect(start).toThrow('SCHAKEL_EMBEDDED is on');
    expect(start).toThrow('SCHAKEL_SLEUTELS holds the development key');
    expect(start).toThrow('SCHAKEL_GEHEIM is the development secret');
  });

  test.each([
    ['SCHAKEL_EMBEDDED', 'true'],
    ['SCHAKEL_SLEUTELS', undefined],
    ['SCHAKEL_GEHEIM', undefined],
  ])('refuses to start with only %s wrong', (name, value) => {
    expect(() => readConfig({ ...own, [name]: value })).toThrow(name);
  });

  test('refuses the development key under another id, at any place and however it is spelled', () => {
    const development = readConfig({}).SCHAKEL_SLEUTELS.split(':')[1]!;
    const urlSafe = development.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    for (const spelled of [development, urlSafe])
      expect(() => readConfig({ ...own, SCHAKEL_SLEUTELS: `a:${key}, oud:${spelled}` })).toThrow(
        'development key',
      );
  });
});

describe('wrong values', () => {
  test('are named, all at once', () => {
    const start = (): unknown => readConfig({ PORT: '70000', GEMEENTE_MAIL: 'gemeente', LOG_LEVEL: 'loud' });
    for (const name of ['PORT', 'GEMEENTE_MAIL', 'LOG_LEVEL']) expect(start).toThrow(`${name}: `);
  });

  test('are not repeated where they are secrets', () => {
    expect(() => readConfig({ SCHAKEL_GEHEIM: 'te-kort-geheim' })).toThrow(
      /^(?!.*te-kort-geheim).*SCHAKEL_GEHEIM/,
    );
  });

  test.each(['PORT', 'SMTP_PORT', 'DATABASE_POOL'])('%s must be a number', (name) => {
    expect(() => readConfig({ [name]: 'drie' })).toThrow(name);
  });
});

describe('development', () => {
  test('needs nothing', () => {
    const config = readConfig({});
    expect(config.SCHAKEL_URL).toBe('http://localhost:3000');
    expect(config.HOST).toBe('127.0.0.1');
    expect(config.SCHAKEL_EMBEDDED).toBe(false);
  });

  test('links never get two slashes', () => {
    expect(readConfig({ SCHAKEL_URL: 'https://voorbeeld.nl/' }).SCHAKEL_URL).toBe('https://voorbeeld.nl');
  });

  test.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
  ])('SCHAKEL_EMBEDDED=%s is %s', (value, expected) => {
    expect(readConfig({ SCHAKEL_EMBEDDED: value }).SCHAKEL_EMBEDDED).toBe(expected);
  });
});

describe('an Open Zaak of the municipality', () => {
  test('needs an address and a secret; a compose file may leave both empty', () => {
    const read = readConfig({ ZGW_URL: 'https://zaken.voorbeeldstad.nl', ZGW_SECRET: 's' });
    expect(read).toMatchObject({ ZGW_URL: 'https://zaken.voorbeeldstad.nl', ZGW_CLIENT_ID: 'schakel' });
    expect(() => readConfig({ ZGW_URL: 'https://zaken.voorbeeldstad.nl', ZGW_SECRET: '' })).toThrow(
      'ZGW_SECRET',
    );
    expect(readConfig({ ZGW_URL: '', ZGW_SECRET: '' }).ZGW_URL).toBeUndefined();
    expect(() => readConfig({ ZGW_URL: 'ftp://zaken' })).toThrow('ZGW_URL');
  });
});
