import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyProces } from '../domein/proces.ts';

const folder = path.join(import.meta.dirname, '../workflows/processen');

/** All process files by code, in alphabetical order. @throws Error when two files use one code */
export async function loadProcessen(): Promise<Map<string, AnyProces>> {
  const files = (await readdir(folder)).filter((file) => /^[a-z0-9-]+\.ts$/.test(file)).sort();
  const processen = new Map<string, AnyProces>();
  for (const file of files) {
    const module = (await import(pathToFileURL(path.join(folder, file)).href)) as Record<string, AnyProces>;
    for (const proces of Object.values(module)) {
      if (processen.has(proces.code)) throw new Error(`Two process files use the code "${proces.code}".`);
      processen.set(proces.code, proces);
    }
  }
  return processen;
}
