import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secrets of one data folder, as the environment spells them. */
export interface Keys {
  SCHAKEL_SLEUTELS: string;
  SCHAKEL_GEHEIM: string;
}

/**
 * The secrets that belong to this data folder: made once, random, readable by its owner alone.
 * What the environment says goes first.
 */
export function readKeys(folder: string, env: NodeJS.ProcessEnv): Keys {
  const own = readOrMake(path.join(folder, 'sleutels.json'));
  return {
    SCHAKEL_SLEUTELS: env.SCHAKEL_SLEUTELS || own.SCHAKEL_SLEUTELS,
    SCHAKEL_GEHEIM: env.SCHAKEL_GEHEIM || own.SCHAKEL_GEHEIM,
  };
}

function readOrMake(file: string): Keys {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  } catch (error) {
    // A file that is there but cannot be read must not be replaced: what it encrypted would be lost.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(`The keys in ${file} cannot be read: ${(error as Error).message}`);
    }
  }
  const keys = {
    SCHAKEL_SLEUTELS: `k1:${randomBytes(32).toString('base64')}`,
    SCHAKEL_GEHEIM: randomBytes(32).toString('base64url'),
  };
  writeFileSync(`${file}.nieuw`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.nieuw`, file);
  return keys;
}
