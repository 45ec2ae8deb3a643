import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Config, readConfig } from './config.ts';
import { readAddressBook } from './start/addresses.ts';
import { readKeys } from './start/keys.ts';

/**
 * Settings of a command beside a running system: with the secrets and addresses of the data folder that `npm start`
 * uses, unless the environment has others.
 */
export function readCommandConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const folder = env.SCHAKEL_DATA || '.schakel';
  const keys = existsSync(path.join(folder, 'sleutels.json')) ? readKeys(folder, env) : {};
  // A port that was in use has become another one.
  const { database, website } = readAddressBook(folder)?.addresses ?? {};
  return readConfig({
    ...env,
    ...(database && !env.DATABASE_URL ? { DATABASE_URL: database } : {}),
    ...(website && !env.SCHAKEL_URL ? { SCHAKEL_URL: website } : {}),
    ...keys,
  });
}
