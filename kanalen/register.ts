import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Ontvang, Verzend } from '../domein/kanaaladapter.ts';

/**
 * Finds the channels by their place: `kanalen/<name>/ontvang.ts` and `kanalen/<name>/verzend.ts`.
 * A new channel is a new folder; nothing lists it.
 */
async function loadAll<T>(file: string, name: string): Promise<Map<string, T>> {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true });
  const found = new Map<string, T>();
  for (const entry of entries.filter((candidate) => candidate.isDirectory())) {
    const module = path.join(import.meta.dirname, entry.name, file);
    const loaded = (await import(pathToFileURL(module).href).catch((error: NodeJS.ErrnoException) => {
      // A channel may be one-way. Any other error is one of the channel itself.
      if (error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(module)) return undefined;
      throw error;
    })) as Record<string, T> | undefined;
    const value = loaded?.[name];
    if (value) found.set(entry.name, value);
  }
  return found;
}

/** The receiving side of every channel, by folder name. */
export const loadOntvangers = (): Promise<Map<string, Ontvang>> => loadAll<Ontvang>('ontvang.ts', 'ontvang');

/** The sending side of every channel, by folder name. */
export const loadVerzenders = (): Promise<Map<string, Verzend>> => loadAll<Verzend>('verzend.ts', 'verzend');
