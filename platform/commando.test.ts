import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCommandConfig } from './commando.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-commando-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a command finds the database and the address that the start of its data folder got, unless it is told others', () => {
  expect(readCommandConfig({ SCHAKEL_DATA: folder }).DATABASE_URL).toContain(':5432/');
  const addresses = {
    website: 'http://localhost:3001/',
    database: 'postgres://schakel@127.0.0.1:27300/schakel',
  };
  writeFileSync(path.join(folder, 'adressen.json'), JSON.stringify({ addresses }));
  expect(readCommandConfig({ SCHAKEL_DATA: folder, DATABASE_URL: '' })).toMatchObject({
    DATABASE_URL: 'postgres://schakel@127.0.0.1:27300/schakel',
    SCHAKEL_URL: 'http://localhost:3001',
  });
  const eigen = { DATABASE_URL: 'postgres://db.gemeente.test/schakel', SCHAKEL_URL: 'https://schakel.test' };
  expect(readCommandConfig({ SCHAKEL_DATA: folder, ...eigen })).toMatchObject(eigen);
});
