import path from 'node:path';
import type { Plugin } from 'vitest/config';
import { lekken } from './lekken.ts';

/** The setting that names the leak to put into the code. */
export const lekinstelling = 'SCHAKEL_LEK';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Puts one leak into the code while it is loaded; no file changes.
 * @throws Error when no leak has this name, or its code is not there
 */
export function plaatsLek(naam: string): Plugin {
  const lek = lekken.find((een) => een.naam === naam);
  if (!lek) throw new Error(`There is no leak "${naam}".`);
  const bestand = path.join(root, lek.bestand);
  return {
    name: 'lek',
    enforce: 'pre',
    transform(code, id) {
      if (id.split('?')[0] !== bestand) return undefined;
      if (code.split(lek.van).length !== 2) throw new Error(`The code of "${naam}" is not there once.`);
      return { code: code.replace(lek.van, () => lek.naar), map: null };
    },
  };
}
