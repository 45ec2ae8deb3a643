import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lekken } from './lekken.ts';

const root = path.resolve(import.meta.dirname, '../..');

it('every leak that `npm run lekken` plants still has its place in the code', async () => {
  expect(new Set(lekken.map(({ naam }) => naam)).size).toBe(lekken.length);
  for (const { naam, bestand, van, naar } of lekken) {
    const code = await readFile(path.join(root, bestand), 'utf8');
    expect([naam, code.split(van).length - 1, van === naar]).toEqual([naam, 1, false]);
  }
});
