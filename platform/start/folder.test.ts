import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyDataFolder, makeDataFolder } from './data-folder.ts';
import { readKeys } from './keys.ts';
import { lockFolder } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('empties a folder of our own', async () => {
  makeDataFolder(folder);
  writeFileSync(path.join(folder, 'temporal.db'), '');
  makeDataFolder(folder);
  await emptyDataFolder(folder);
  expect(readdirSync(folder)).toEqual(['schakel-data']);
});

it('leaves a folder alone that it did not make', async () => {
  writeFileSync(path.join(folder, 'thesis.txt'), '');
  makeDataFolder(folder);
  await expect(emptyDataFolder(folder)).rejects.toThrow('was not made by Schakel');
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

it('makes keys once, for its owner alone', () => {
  const keys = readKeys(folder, {});
  const [id, key] = keys.SCHAKEL_SLEUTELS.split(':');
  expect(id).toBe('k1');
  expect(Buffer.from(key ?? '', 'base64')).toHaveLength(32);
  expect(keys.SCHAKEL_GEHEIM.length).toBeGreaterThanOrEqual(32);
  expect(readKeys(folder, {})).toEqual(keys);
  expect(readKeys(folder, { SCHAKEL_GEHEIM: 'mine' })).toEqual({ ...keys, SCHAKEL_GEHEIM: 'mine' });
  expect(statSync(path.join(folder, 'sleutels.json')).mode & 0o777).toBe(0o600);
});

it('never replaces keys that it cannot read', () => {
  writeFileSync(path.join(folder, 'sleutels.json'), '{half');
  expect(() => readKeys(folder, {})).toThrow('cannot be read');
});

it('is for one start at a time; a dead one counts no more', async () => {
  const unlock = await lockFolder(folder);
  // This process again, under the pid of a living one.
  writeFileSync(path.join(folder, 'lock'), `${process.ppid}`);
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.ppid}`);
  writeFileSync(path.join(folder, 'lock'), '4194305');
  (await lockFolder(folder))();
  unlock();
  expect(readdirSync(folder)).toEqual([]);
});
